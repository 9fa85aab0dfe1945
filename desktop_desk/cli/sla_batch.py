"""``desktop-desk sla deadline``: deadlines and elapsed times of given calendars, no store opened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TextIO

from desktop_desk.domain.calendar import Calendar, ClockKind, Hours, Pause
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import from_iso, from_seconds, to_iso, to_seconds
from desktop_desk.text import N_, Words


class BadQuestion(DeskError):
    """``field`` of a question is missing or has another form."""

    sentence = N_("“{field}” is missing or cannot be read.")


class NotJson(DeskError):
    """A line of the batch is no JSON object."""

    sentence = N_("This line is not a JSON object.")


def answer(question: Mapping[str, object]) -> dict[str, object]:
    """The answer to ``{id, calendar, clock, start, duration_s | end, pauses}``.

    With ``duration_s``: ``{id, due}``, ``due`` being ``None`` while a pause without end stands in the
    way; with ``end``: ``{id, elapsed_s}``. Raises :class:`DeskError` when it cannot be answered.
    """
    hours = _hours(json.dumps(question.get("calendar"), sort_keys=True))
    clock = _clock(question.get("clock"))
    start = _instant(question, "start")
    pauses = _pauses(question.get("pauses"))
    name = question.get("id")
    if question.get("duration_s") is not None:
        due = hours.deadline(start, _seconds(question["duration_s"]), clock, pauses)
        return {"id": name, "due": None if due is None else to_iso(from_seconds(due))}
    return {"id": name, "elapsed_s": hours.elapsed(start, _instant(question, "end"), clock, pauses)}


def run_batch(stdin: Iterable[str], stdout: TextIO, words: Words) -> None:
    """Answer each JSON line with one JSON line; what is wrong with a line is said in its own answer."""
    for line in stdin:
        if line.strip():
            stdout.write(json.dumps(_answer_line(line, words), ensure_ascii=False) + "\n")


def _answer_line(line: str, words: Words) -> dict[str, object]:
    name: object = None
    try:
        try:
            question = json.loads(line)
        except ValueError as error:
            raise NotJson from error
        if not isinstance(question, dict):
            raise NotJson
        name = question.get("id")
        return answer(question)
    except DeskError as error:
        return {"id": name, "error": error.say(words)}


@lru_cache(maxsize=64)
def _hours(calendar: str) -> Hours:
    return Hours(Calendar.from_json(json.loads(calendar)))


def _clock(value: object) -> ClockKind:
    try:
        return ClockKind(str(value)) if value is not None else ClockKind.OPENING_HOURS
    except ValueError as error:
        raise BadQuestion(field="clock") from error


def _seconds(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadQuestion(field="duration_s")
    return int(value)


def _instant(question: Mapping[str, object], field: str) -> int:
    return _moment(question.get(field), field)


def _moment(value: object, field: str) -> int:
    try:
        return to_seconds(from_iso(value if isinstance(value, str) else ""))
    except (ValueError, OverflowError) as error:
        raise BadQuestion(field=field) from error


def _pauses(value: object) -> list[Pause]:
    """Pairs of instants, the second one missing or null while the pause lasts."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadQuestion(field="pauses")
    return [_pause(pair) for pair in value]


def _pause(pair: object) -> Pause:
    parts = pair.split("/") if isinstance(pair, str) else pair
    if not isinstance(parts, list) or len(parts) not in {1, 2}:
        raise BadQuestion(field="pauses")
    end = parts[1] if len(parts) == 2 else None
    return _moment(parts[0], "pauses"), None if end in {None, ""} else _moment(end, "pauses")
