"""Which rules hold: asked by several threads while they are being changed."""

from __future__ import annotations

from uuid import UUID

from desktop_desk.domain.firm import Revision
from desktop_desk.domain.instants import Instant
from desktop_desk.services.rulebook import Rulebook
from desktop_desk.storage.firm import Firm
from tests.support.desks import MONDAY, Staffed


class ChangedMeanwhile(Firm):
    """The firm as it is read while another thread changes its hours and says so."""

    rulebook: Rulebook

    def in_force(self, of: UUID, at: Instant) -> Revision | None:
        found = super().in_force(of, at)
        self.rulebook.forget()
        return found


def test_what_was_read_before_a_change_was_told_is_not_kept(desk: Staffed) -> None:
    rulebook = Rulebook()
    with desk.opened.store.write() as unit:
        before = ChangedMeanwhile(unit.connection)
        before.rulebook = rulebook
        first = rulebook.current(before, MONDAY)
        again = rulebook.current(unit.firm, MONDAY)
        assert first == again
        assert first is not again, "read anew: the first answer may be of before the change"
        assert rulebook.current(unit.firm, MONDAY) is again
