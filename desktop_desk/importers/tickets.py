"""A row of a file as a ticket."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid5

from desktop_desk.domain.cleaning import one_line
from desktop_desk.domain.folding import fold
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import Contact, ImportTicket, PastMessage
from desktop_desk.domain.ticket import (
    ACTIVE,
    BODY_LIMIT,
    Channel,
    Kind,
    MessageKind,
    Outcome,
    Priority,
    Status,
    WaitingFor,
)
from desktop_desk.importers import values
from desktop_desk.importers.columns import Column
from desktop_desk.importers.dates import nothing
from desktop_desk.importers.errors import (
    CellTooLong,
    NoText,
    SameNumber,
    TooManyCells,
    UnknownWord,
)
from desktop_desk.importers.layout import Layout
from desktop_desk.importers.markup import as_text
from desktop_desk.importers.people import contact, tags
from desktop_desk.importers.times import Times, moment, times_of
from desktop_desk.importers.values import Standing

_SPACE = UUID("6f1d2c0e-5a53-5f0a-9b7e-0f3b8d2a41c7")
"""The name space of what is imported: a ticket taken in twice is the same operation."""
_TITLE_WORDS = 80
"""Characters of a description that stand in for a missing title."""
_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
_COMMENT = re.compile(r"([^;\n]{6,40});([^;\n]{1,100});(.*)", re.DOTALL)


@dataclass(slots=True)
class TicketReader:
    """Makes tickets of the rows of one file; remembers their numbers.

    ``file_date`` opens the tickets of a file without any date; ``unknown`` names the requester of a
    row that names none.
    """

    layout: Layout
    now: Instant
    file_date: Instant
    unknown: str
    _lines: dict[str, int] = field(default_factory=dict)
    _alike: dict[str, int] = field(default_factory=dict)

    def ticket(self, line: int, row: Sequence[str]) -> ImportTicket:
        """The ticket of a row. Raises a ``RowRefused``."""
        self._check(row)
        title, text = self._texts(row)
        standing, times = self._life(row)
        over, priority = standing.status not in ACTIVE, self._priority(row)
        answered = over or times.first_response is not None
        response_kept = self._kept(row, Column.RESPONSE_KEPT, Column.RESPONSE_BREACHED, over=answered)
        resolution_kept = self._kept(row, Column.RESOLUTION_KEPT, Column.RESOLUTION_BREACHED, over=over)
        requester, assignee = self._people(row)
        kind, kind_tag = self._kind(row)
        number = self._number(line, row)
        group = self.layout.cell(row, Column.GROUP)
        name = self.layout.profile.name
        return ImportTicket(
            uid=uuid5(_SPACE, f"{name}\0{number}"),
            ticket=uuid5(_SPACE, f"{name}\0{number}\0ticket"),
            profile=name,
            external_number=number,
            title=title,
            kind=kind,
            priority=priority,
            status=standing.status,
            waiting_for=standing.waiting_for,
            outcome=standing.outcome,
            channel=self._meaning(row, Column.CHANNEL, values.channel) or Channel.IMPORTED,
            requester=requester,
            assignee=assignee,
            category=self._category(row),
            tags=tags(self.layout.cells(row, Column.TAGS), (group, kind_tag)),
            created_at=times.created,
            updated_at=times.updated,
            first_response_at=times.first_response,
            resolved_at=times.resolved,
            closed_at=times.closed,
            response_kept=response_kept,
            resolution_kept=resolution_kept,
            messages=self._messages(row, text, requester, assignee, times),
        )

    def told(self, row: Sequence[str]) -> bool:
        """Whether the row says where its request stands, by a word or by a date."""
        ends = (Column.STATUS, Column.RESOLVED, Column.CLOSED)
        return any(self.layout.cell(row, column) for column in ends)

    def _check(self, row: Sequence[str]) -> None:
        width = len(self.layout.header)
        if any(cell.strip() for cell in row[width:]):
            raise TooManyCells(cells=len(row), columns=width)
        longest = max(map(len, row))
        if longest > BODY_LIMIT:
            raise CellTooLong(length=longest, limit=BODY_LIMIT)

    # what it says

    def _texts(self, row: Sequence[str]) -> tuple[str, str]:
        text = as_text(self.layout.cell(row, Column.DESCRIPTION))
        title = ""
        for before, place in self.layout.title:
            cell = row[place].strip() if place < len(row) else ""
            title += (before if title else before.lstrip(" ·-–—/:|,")) + cell if cell else ""
        title = one_line(title or self.layout.cell(row, Column.TITLE)).strip() or _first_words(text)
        title = title or " · ".join(self._category(row))
        if not title and self.layout.cell(row, Column.CREATED):
            title = self.layout.cell(row, Column.NUMBER)
        if not title:
            raise NoText
        return title, text

    def _messages(
        self, row: Sequence[str], text: str, requester: Contact, assignee: Contact | None, times: Times
    ) -> tuple[PastMessage, ...]:
        messages = [PastMessage(text=text, at=times.created, author=requester)] if text else []
        helper = assignee or requester
        comments = self.layout.cells(row, Column.COMMENT)
        messages += [self._comment(cell, helper, times) for cell in comments]
        solution = as_text(self.layout.cell(row, Column.RESOLUTION))
        if solution and values.outcome(solution) is None and not nothing(solution):
            at = times.resolved or times.closed or times.updated
            kind = MessageKind.NOTE if assignee is None else MessageKind.PUBLIC
            messages.append(PastMessage(text=solution, at=at, author=helper, kind=kind))
        return tuple(sorted(messages, key=lambda message: message.at))

    def _comment(self, cell: str, helper: Contact, times: Times) -> PastMessage:
        """A comment as Jira writes it, « date;author;text », else a note at the last change."""
        parts = _COMMENT.fullmatch(cell)
        if parts is not None:
            at = moment(self.layout, parts[1])
            if at is not None and at <= self.now:
                author = contact(parts[2], "") or helper
                return PastMessage(text=as_text(parts[3]), at=Instant(max(at, times.created)), author=author)
        return PastMessage(text=as_text(cell), at=times.updated, author=helper, kind=MessageKind.NOTE)

    def _number(self, line: int, row: Sequence[str]) -> str:
        """The tool's own number; a row without one is known by what it says, wherever it stands."""
        number = " ".join(self.layout.cell(row, Column.NUMBER).split())
        if _GROUPED.fullmatch(number):
            number = "".join(number.split())
        number = re.sub(r"^(\d+)[.,]0$", r"\1", number)
        if not number:
            said = "\x1f".join(cell.strip() for cell in row).rstrip("\x1f")
            digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12]
            before = self._alike[digest] = self._alike.get(digest, 0) + 1
            return digest if before == 1 else f"{digest}-{before}"
        first = self._lines.setdefault(number, line)
        if first != line:
            raise SameNumber(number=number, line=first)
        return number

    # where it stands

    def _life(self, row: Sequence[str]) -> tuple[Standing, Times]:
        """Where it stands, and the instants that go with that: what goes on has no end yet."""
        times = times_of(self.layout, row, self.now, self.file_date)
        standing = self._standing(row, times)
        resolved, closed = times.resolved, times.closed
        if not self.layout.has(Column.RESOLVED):
            resolved = closed  # a tool that knows one end only
        ended, shut = standing.status not in ACTIVE, standing.status is Status.CLOSED
        return standing, replace(times, resolved=resolved if ended else None, closed=closed if shut else None)

    def _standing(self, row: Sequence[str], times: Times) -> Standing:
        word = self.layout.cell(row, Column.STATUS)
        told = self.layout.profile.meaning("status", word)
        standing = Standing(told) if told is not None else values.standing(word)
        if standing is None:
            dated = Status.CLOSED if times.closed else Status.RESOLVED if times.resolved else Status.OPEN
            if fold(word) and dated is Status.OPEN:
                raise self._unknown_word(row, Column.STATUS)
            standing = Standing(dated)
        if standing.status is Status.WAITING:
            reason = self._meaning(row, Column.WAITING_FOR, values.waiting_for)
            return Standing(Status.WAITING, reason or standing.waiting_for or WaitingFor.INFORMATION)
        if standing.status in ACTIVE:
            return Standing(standing.status)
        outcome = standing.outcome or self._meaning(row, Column.OUTCOME, values.outcome)
        outcome = outcome or values.outcome(self.layout.cell(row, Column.RESOLUTION)) or Outcome.SOLVED
        return Standing(standing.status, outcome=outcome)

    def _kept(self, row: Sequence[str], kept: Column, breached: Column, *, over: bool) -> bool | None:
        """The other tool's verdict; what is not over may be late already, but not kept yet."""
        verdict = values.truth(self.layout.cell(row, kept))
        if verdict is None:
            late = values.breached(self.layout.cell(row, breached))
            verdict = None if late is None else not late
        return verdict if over or verdict is False else None

    # what it is and whose

    def _priority(self, row: Sequence[str]) -> Priority:
        for column, profiled in ((Column.PRIORITY, "priority"), (Column.URGENCY, "priority")):
            word = self.layout.cell(row, column)
            if fold(word):
                meant = self.layout.profile.meaning(profiled, word) or values.priority(word)
                if meant is None:
                    raise self._unknown_word(row, column, profiled)
                return Priority(meant)
        return Priority.NORMAL

    def _kind(self, row: Sequence[str]) -> tuple[Kind, str]:
        """The kind; a word of the firm's own stays on the ticket as a label."""
        word = self.layout.cell(row, Column.KIND)
        meant = self.layout.profile.meaning("kind", word) or values.kind(word)
        return (meant, "") if meant is not None else (Kind.INCIDENT, word)

    def _category(self, row: Sequence[str]) -> tuple[str, ...]:
        cells = [*self.layout.cells(row, Column.CATEGORY), *self.layout.cells(row, Column.SUBCATEGORY)]
        return tuple(part for cell in cells for part in values.path(cell))[:6]

    def _people(self, row: Sequence[str]) -> tuple[Contact, Contact | None]:
        cell = self.layout.cell
        name = " ".join((cell(row, Column.REQUESTER_FIRST_NAME), cell(row, Column.REQUESTER))).strip()
        requester = contact(name, cell(row, Column.REQUESTER_MAIL)) or Contact(name=self.unknown)
        return requester, contact(cell(row, Column.ASSIGNEE), cell(row, Column.ASSIGNEE_MAIL))

    def _meaning(self, row: Sequence[str], column: Column, general: Any) -> Any:
        word = self.layout.cell(row, column)
        if not word:
            return None
        told = self.layout.profile.meaning(column.value, word)
        return told if told is not None else general(word)

    def _unknown_word(self, row: Sequence[str], column: Column, profiled: str = "") -> UnknownWord:
        word = self.layout.cell(row, column)[:60]
        return UnknownWord(value=word, column=self.layout.named(column), field=profiled or column.value)


def _first_words(text: str) -> str:
    line = next((one_line(line).strip() for line in text.splitlines() if line.strip()), "")
    if len(line) <= _TITLE_WORDS:
        return line
    cut = line.rfind(" ", _TITLE_WORDS // 2, _TITLE_WORDS)
    return line[: cut if cut > 0 else _TITLE_WORDS] + "…"
