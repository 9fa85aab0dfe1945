"""The rules in force are kept between two changes, never over one."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

from desktop_desk.domain.firm import Revision, Setting
from desktop_desk.domain.instants import Instant, plus
from desktop_desk.domain.operations import SavePolicy
from desktop_desk.domain.ports import Firm
from desktop_desk.domain.sla import Metric, policy_to_json, second_preset
from desktop_desk.domain.ticket import Kind, Priority
from desktop_desk.services.rulebook import Rulebook
from tests.support.desks import Staffed, desk


class Interrupted:
    """Reads the firm while somebody changes its policy."""

    def __init__(self, firm: Firm, desk: Staffed) -> None:
        self._firm, self._desk = firm, desk

    def setting(self, key: str) -> str | None:
        return self._firm.setting(key)

    def revision(self, revision_id: int) -> Revision:
        return self._firm.revision(revision_id)

    def in_force(self, of: UUID, at: Instant) -> Revision | None:
        found = self._firm.in_force(of, at)
        body = json.dumps(policy_to_json(second_preset()))
        policy = self._firm.setting(Setting.POLICY)
        assert policy is not None
        self._desk.do(SavePolicy(policy=UUID(policy), name="", body=body, valid_from=plus(at, -1)))
        return found


def test_what_was_read_before_a_change_is_not_kept_after_it(tmp_path: Path) -> None:
    with desk(tmp_path) as opened:
        book, now = Rulebook(), opened.clock()
        opened.opened.bus.listen(lambda _event: book.forget())
        store = opened.opened.store
        with store.read() as reading:
            old = book.current(Interrupted(reading.firm, opened), now)  # type: ignore[arg-type]
        with store.read() as reading:
            new = book.current(reading.firm, now)
        assert old is not None
        assert new is not None
        before = old.policy.target(Metric.FIRST_RESPONSE, Priority.HIGH, Kind.INCIDENT)
        after = new.policy.target(Metric.FIRST_RESPONSE, Priority.HIGH, Kind.INCIDENT)
        assert before != after
        with store.read() as reading:
            assert book.current(reading.firm, now) is new
