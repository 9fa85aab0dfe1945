"""A merge is taken back exactly; what was changed since stays, and is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop_desk.domain.operations import (
    AddMessage,
    MarkRead,
    MergePeople,
    SavePerson,
)
from desktop_desk.services.errors import (
    NothingToUndo,
)
from tests.support.doubles import M_LUBIN, Doubles, doubles, uid_of


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Doubles]:
    with doubles(tmp_path) as made:
        yield made


def test_undone_everything_is_as_it_was_and_done_again_as_it_was_merged(two: Doubles) -> None:
    for merge in (two.merge, two.merge_agents):
        before = two.seen()
        done = merge()
        merged = two.seen()
        assert merged != before
        undoing, conflicts = two.undo(done)
        assert conflicts == ()
        assert two.seen() == before
        redoing, conflicts = two.undo(undoing)
        assert conflicts == ()
        assert two.seen() == merged
        _, conflicts = two.undo(redoing)
        assert conflicts == ()
        assert two.seen() == before


def test_both_merges_undone_in_either_order_leave_nothing_of_them(two: Doubles) -> None:
    before = two.seen()
    first, second = two.merge(), two.merge_agents()
    two.undo(first)
    two.undo(second)
    assert two.seen() == before
    first, second = two.merge(), two.merge_agents()
    two.undo(second)
    two.undo(first)
    assert two.seen() == before


def test_what_was_changed_since_stays_and_is_named(two: Doubles) -> None:
    asked = two.rows("SELECT uid FROM ticket WHERE title = 'Du double'")[0][0]
    done = two.merge()
    two.desk.set(UUID(bytes=asked), requester=str(two.desk.nadia.person))
    two.desk.do(SavePerson(person=two.marie, name="Marie Lubin", department="Accueil"))  # without addresses
    _, conflicts = two.undo(done)
    assert sorted(conflicts) == ["addresses", "requester"]
    after = two.desk.view(UUID(bytes=asked))
    assert after.requester.uid == two.desk.nadia.person
    assert two.person(two.double).active
    assert two.person(two.double).addresses == ()
    ended = two.rows("SELECT requester_id FROM ticket WHERE title = 'Finie'")
    assert ended == [(two.person(two.double).id,)]
    two.seen()


def test_a_person_who_was_renamed_since_still_gives_the_addresses_back(two: Doubles) -> None:
    before = two.person(two.double)
    done = two.merge()
    marie = two.person(two.marie)
    renamed = SavePerson(person=two.marie, name="Marie Lubin-Roy", addresses=tuple(reversed(marie.addresses)))
    two.desk.do(renamed)
    _, conflicts = two.undo(done)
    assert conflicts == ()
    assert two.person(two.double) == before
    assert [one.value for one in two.person(two.marie).addresses] == ["marie@lubin.example"]
    two.seen()


def test_one_who_read_on_since_keeps_that(two: Doubles) -> None:
    ticket_row, ticket = two.rows("SELECT id, uid FROM ticket WHERE title = 'Du double'")[0]
    before = two.rows("SELECT message_id FROM read_mark WHERE ticket_id = ?", ticket_row)
    done = two.merge()
    answer = AddMessage(ticket=UUID(bytes=ticket), text="C’est fait")
    two.desk.do(answer, by=two.desk.yann)
    two.desk.do(MarkRead(ticket=UUID(bytes=ticket), message=answer.message), by=two.desk.marie)
    two.undo(done)
    double, marie = two.person(two.double).id, two.person(two.marie).id
    marks = dict(two.rows("SELECT person_id, message_id FROM read_mark WHERE ticket_id = ?", ticket_row))
    assert marks[double] == before[0][0]
    assert marks[marie] > marks[double]


def test_what_is_undone_after_a_merge_goes_back_to_the_kept_one(two: Doubles) -> None:
    ticket = two.desk.ask("Confiée", assignee=two.other_yann)
    given = two.desk.set(ticket, assignee=str(two.desk.nadia.person)).uid
    two.merge_agents()
    undoing, _ = two.undo(given)
    assert two.desk.view(ticket).ticket.assignee_id == two.person(two.yann).id
    two.seen()
    two.undo(undoing)
    assert two.desk.view(ticket).assignee == two.person(uid_of(two.desk.nadia))


def test_a_chain_of_doubles_is_parted_from_the_last_to_the_first(two: Doubles) -> None:
    before = two.seen()
    first = two.merge()
    second = MergePeople(kept=uid_of(two.desk.nadia), merged=two.marie)
    two.desk.do(second)
    assert two.desk.opened.session.person(M_LUBIN.value) == two.person(uid_of(two.desk.nadia))
    with two.desk.opened.store.read() as reading:
        assert reading.people.standing(two.double) == two.person(uid_of(two.desk.nadia))
    with pytest.raises(NothingToUndo):
        two.undo(first)
    two.seen()
    two.undo(second.uid)
    two.undo(first)
    assert two.seen() == before


def test_one_who_was_put_aside_comes_back_put_aside(two: Doubles) -> None:
    facts = {"name": "M. Lubin", "department": "Réception", "addresses": (M_LUBIN,)}
    two.desk.do(SavePerson(person=two.double, active=False, **facts))  # type: ignore[arg-type]
    before = two.seen()
    two.undo(two.merge())
    assert two.seen() == before


def test_an_address_somebody_else_has_by_now_is_not_given_back_by_an_older_undo(two: Doubles) -> None:
    dropped = SavePerson(person=two.double, name="M. Lubin")
    two.desk.do(dropped)
    two.desk.do(SavePerson(person=two.marie, name="Marie Lubin", addresses=(M_LUBIN,)))
    with pytest.raises(NothingToUndo):
        two.undo(dropped.uid)
    assert two.desk.opened.session.person(M_LUBIN.value) == two.person(two.marie)
    two.seen()
