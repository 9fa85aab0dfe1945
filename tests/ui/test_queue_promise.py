"""Which promise a line of the queue tells of, and in which words."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from desktop_desk.domain.instants import HOUR, MINUTE, Instant, plus
from desktop_desk.domain.queue import ClockFace, QueueRow
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.ticket import Kind, Outcome, Priority, Status, WaitingFor
from desktop_desk.text import Words
from desktop_desk.ui.marks import Promise
from desktop_desk.ui.models.promise_line import PromiseLine, promise_line, unanswered
from tests.ui.queue_support import NOW, PARIS, paris

FR, EN = Words("fr"), Words("en")


def at(microseconds: int) -> Instant:
    """So long after now."""
    return plus(NOW, microseconds)


EARLIER = at(-2 * HOUR)


def running(due: Instant, started: Instant = EARLIER) -> ClockFace:
    return ClockFace(started, (due - started) // 1_000_000, due, None, None, None, None)


def paused(left_s: int) -> ClockFace:
    return ClockFace(at(-9 * HOUR), 8 * 3600, None, left_s, at(-HOUR), None, None)


def met(when: Instant, due: Instant) -> ClockFace:
    return ClockFace(at(-9 * HOUR), 8 * 3600, due, None, None, when, due if when > due else None)


def row(response: ClockFace | None = None, resolution: ClockFace | None = None, **fields: object) -> QueueRow:
    plain = QueueRow(
        id=1, uid=UUID(int=1), number=12, title="Caisse", kind=Kind.INCIDENT, priority=Priority.HIGH,
        status=Status.OPEN, waiting_for=None, outcome=None, status_at=NOW, created_at=NOW, updated_at=NOW,
        first_response_at=None, resolved_at=None, version=1, requester_id=1, requester="Marie Lubin",
        department="", assignee_id=None, assignee=None, response=response, resolution=resolution,
    )  # fmt: skip
    return replace(plain, **fields)  # type: ignore[arg-type]


ENDED = {"status": Status.RESOLVED, "outcome": Outcome.SOLVED, "resolved_at": at(-HOUR)}

TOLD = [
    (
        row(running(at(22 * MINUTE), at(-8 * HOUR)), running(at(5 * HOUR))),
        (Promise.SOON, "22 min restantes", "1ʳᵉ réponse · 11 h 08", "warn_text", True),
        ("22 min left", "1st response · 11:08"),
    ),
    (
        row(running(at(-35 * MINUTE)), running(at(2 * HOUR))),
        (Promise.LATE, "dépassé de 35 min", "1ʳᵉ réponse · 10 h 11", "danger_text", True),
        ("overdue by 35 min", "1st response · 10:11"),
    ),
    (
        row(met(at(-HOUR), NOW), running(at(134 * MINUTE), at(-3 * HOUR))),
        (Promise.RUNNING, "2 h 14 restantes", "résolution · 13 h", "text", False),
        ("2 h 14 min left", "resolution · 13:00"),
    ),
    (
        row(None, running(paris(24, 14), paris(23, 9))),
        (Promise.RUNNING, "1 j 3 h restants", "résolution · mar. 14 h", "text", False),
        ("1 d 3 h left", "resolution · Tue 14:00"),
    ),
    (
        row(running(NOW)),
        (Promise.LATE, "dépassé de moins d’une minute", "1ʳᵉ réponse · 10 h 46", "danger_text", True),
        ("overdue by less than a minute", "1st response · 10:46"),
    ),
    (
        row(met(at(-HOUR), NOW), paused(51 * 3600), status=Status.WAITING, waiting_for=WaitingFor.PROVIDER),
        (Promise.PAUSED, "en pause", "il reste 2 j 3 h", "pause_text", False),
        ("paused", "2 d 3 h left"),
    ),
    (
        row(None, paused(-3600), status=Status.WAITING, waiting_for=WaitingFor.INFORMATION),
        (Promise.PAUSED, "en pause", "dépassé de 1 h", "pause_text", False),
        ("paused", "overdue by 1 h"),
    ),
    (
        row(paused(60), running(at(2 * HOUR)), status=Status.WAITING, waiting_for=WaitingFor.PROVIDER),
        (Promise.RUNNING, "2 h restantes", "résolution · 12 h 46", "text", False),
        ("2 h left", "resolution · 12:46"),
    ),
    (
        row(met(at(-3 * HOUR), NOW), met(at(-HOUR), NOW), **ENDED),
        (Promise.KEPT, "tenue", "résolution · 9 h 46", "ok_text", False),
        ("kept", "resolution · 09:46"),
    ),
    (
        row(None, met(NOW, at(-2 * HOUR)), **ENDED),
        (Promise.MISSED, "manquée", "résolution · dépassé de 2 h", "danger_text", False),
        ("missed", "resolution · overdue by 2 h"),
    ),
    (
        row(None, met(NOW, at(HOUR)), **{**ENDED, "outcome": Outcome.DUPLICATE}),
        (Promise.NONE, "non comptée", "doublon", "text_3", False),
        ("not counted", "duplicate"),
    ),
    (row(), (Promise.NONE, "sans promesse", "", "text_3", False), ("no promise", "")),
    (
        row(met(at(-HOUR), NOW)),
        (Promise.KEPT, "tenue", "1ʳᵉ réponse · 9 h 46", "ok_text", False),
        ("kept", "1st response · 09:46"),
    ),
]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("line", "french", "english"), TOLD)
def test_each_promise_is_told_in_both_languages(
    line: QueueRow, french: tuple[Promise, str, str, str, bool], english: tuple[str, str]
) -> None:
    said = promise_line(line, NOW, FR, PARIS)
    assert (said.mark, plain(said.first), plain(said.second), said.first_tone, said.strong) == french
    told = promise_line(line, NOW, EN, PARIS)
    assert (plain(told.first), plain(told.second)) == english


def test_a_paused_promise_that_is_late_says_so_in_red() -> None:
    assert promise_line(row(None, paused(-60)), NOW, EN, PARIS).second_tone == "danger_text"
    assert promise_line(row(None, paused(60)), NOW, EN, PARIS).second_tone == "text_2"


def test_a_weekend_brings_no_promise_into_danger() -> None:
    friday, monday = paris(20, 16), paris(23, 15)
    line = row(ClockFace(friday, 8 * 3600, monday, None, None, None, None))

    def opening_hours(_row: QueueRow, _metric: Metric, _start: Instant, _end: Instant) -> int:
        return 7 * 3600

    early = Instant(paris(23, 8))
    assert promise_line(line, early, EN, PARIS).mark is Promise.SOON
    told = promise_line(line, early, EN, PARIS, opening_hours)
    assert told.mark is Promise.RUNNING
    assert told.fraction == pytest.approx(1 / 8)


def test_the_share_used_stays_between_nothing_and_all() -> None:
    before = row(running(at(4 * HOUR), at(HOUR)))
    assert promise_line(before, NOW, EN, ZoneInfo("UTC")).fraction == 0
    assert promise_line(row(running(at(-HOUR))), NOW, EN, ZoneInfo("UTC")).fraction == 1


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"status": Status.IN_PROGRESS}, True),
        ({"first_response_at": NOW}, False),
        ({"status": Status.WAITING}, False),
        ({"status": Status.RESOLVED}, False),
    ],
)
def test_who_still_waits_for_an_answer(fields: dict[str, object], expected: bool) -> None:
    assert unanswered(row(**fields)) is expected  # type: ignore[arg-type]


def test_a_line_is_a_value() -> None:
    assert promise_line(row(), NOW, EN, PARIS) == PromiseLine(Promise.NONE, 0.0, "no promise", "", "text_3")
