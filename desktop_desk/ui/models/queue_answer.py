"""What the queue is asked, and the answer: everything the screen needs, read off the GUI thread."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from desktop_desk.domain.queue import QueueRow, SortBy, View
from desktop_desk.services.session import Session
from desktop_desk.ui.models.id_changes import Changes, changes
from desktop_desk.ui.models.promise_line import Counted, counted_by

if TYPE_CHECKING:
    from desktop_desk.domain.figure import Behind
    from desktop_desk.services.sight import Sight

PAGE: Final = 200
"""Lines read at once."""

_WITHOUT_LATE: Final = frozenset({View.LATE, View.RESOLVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the queue is asked to show, and in which order."""

    view: View = View.ACTIVE
    behind: Behind | None = None
    text: str = ""
    sort: SortBy = SortBy.PROMISE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """An answer: how many are shown ``of`` how many without the search, and how many of them are late.

    ``late`` is ``None`` where the count would say nothing new; ``blank``: the desk holds no ticket at all.
    """

    question: Question
    shown: int
    of: int
    late: int | None
    blank: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The listing, how to come to it, and the lines that were read.

    ``asked`` are the ids read; one without a line among ``rows`` is gone.
    """

    listing: Listing
    plan: Changes
    rows: list[QueueRow]
    asked: frozenset[int]
    counted: Counted | None


def answer(
    session: Session, question: Question, old: array[int], stale: frozenset[int], *, moved: bool
) -> Answer:
    """Ask the desk; ``old`` are the ids shown now, ``stale`` the lines to read again.

    ``moved``: another question than before, so that the first page is read too.
    """
    query = session.query(
        question.view,
        text=question.text,
        behind=question.behind,
        sort=question.sort,
        descending=question.descending,
    )
    ids = session.ids(query)
    searched = bool(question.text.strip())
    of = len(session.ids(replace(query, text=""))) if searched else len(ids)
    plan = changes(old, ids)
    wanted = set(stale)
    if moved or plan.fresh:
        wanted.update(ids[:PAGE])
    for added in plan.inserted:
        wanted.update(added.ids[:PAGE])
    asked = [each for each in ids if each in wanted]
    return Answer(
        Listing(question, len(ids), of, _late(session, question, ids), _blank(session, ids)),
        plan,
        session.rows(asked),
        frozenset(stale.union(asked)),
        counted_by(session.rules()),
    )


def at_sight(sight: Sight) -> Answer:
    """The answer to the first question, from what was seen of a desk that is still being opened."""
    seen = sight.seen
    return Answer(
        Listing(Question(), len(seen.ids), len(seen.ids), seen.late, seen.blank),
        changes(array("q"), seen.ids),
        seen.rows,
        frozenset(row.id for row in seen.rows),
        counted_by(sight.rules),
    )


def _late(session: Session, question: Question, ids: array[int]) -> int | None:
    if question.behind is None and question.view in _WITHOUT_LATE:
        return None
    late = set(session.ids(session.query(View.LATE)))
    return sum(1 for each in ids if each in late) if late else 0


def _blank(session: Session, ids: array[int]) -> bool:
    return not ids and not session.ids(session.query(View.ALL))
