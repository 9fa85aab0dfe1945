"""``desktop-desk sla deadline|explain|sweep``."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from desktop_desk.cli.common import instant, iso, opened, print_json
from desktop_desk.cli.sla_batch import answer, run_batch
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import to_iso
from desktop_desk.text import N_, Words

_DURATION = re.compile(r"(\d+)\s*(min|m|h|d|j|s)", re.IGNORECASE)
_UNIT_S = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400, "j": 86400}


class BadDuration(DeskError):
    """A duration that cannot be read."""

    sentence = N_("“{text}” is not a duration. Write it like 30m, 4h, 1h30m or 2d.")


class CalendarUnreadable(DeskError):
    """A calendar file that cannot be read."""

    sentence = N_("{path} is not a calendar in JSON ({reason}).")


class MissingOption(DeskError):
    """An option a command needs."""

    sentence = N_("This command needs {option}.")


def deadline(parsed: argparse.Namespace, words: Words) -> None:
    """One deadline from a calendar file, or as many as lines come in; no store is opened."""
    if parsed.batch:
        run_batch(sys.stdin, sys.stdout, words)
        return
    for option in ("calendar", "start", "duration"):
        if getattr(parsed, option) is None:
            raise MissingOption(option=f"--{option}")
    question = {
        "id": 1,
        "calendar": _calendar(Path(parsed.calendar)),
        "clock": parsed.clock,
        "start": to_iso(instant(parsed.start)),
        "duration_s": _seconds(parsed.duration),
        "pauses": [[end or None for end in pause.partition("/")[::2]] for pause in parsed.pause],
    }
    due = answer(question)["due"]
    if parsed.json:
        print_json({"due": due})
    else:
        print(due if due is not None else words("No deadline: the pause has no end yet."))


def explain(parsed: argparse.Namespace, words: Words) -> None:
    """Why a ticket is due when it is."""
    from desktop_desk.domain.sla import Metric  # noqa: PLC0415 - with the store
    from desktop_desk.services.errors import UnknownTicket  # noqa: PLC0415

    with opened(parsed) as desk:
        row = desk.session.ticket_numbered(parsed.number)
        if row is None:
            raise UnknownTicket(name=parsed.number)
        said = {metric.value: desk.session.why(row, metric, words) for metric in Metric}
    if parsed.json:
        print_json(said)
        return
    for metric, lines in said.items():
        print(words.metric(metric))
        print("\n".join(f"  {line}" for line in lines))


def sweep(parsed: argparse.Namespace, words: Words) -> None:
    """Fire what is due now; with ``--now``, show what would be due then (``--fire``: fire it)."""
    from desktop_desk.services.sweep import due_now  # noqa: PLC0415 - with the store
    from desktop_desk.services.sweep import sweep as fire  # noqa: PLC0415

    with opened(parsed) as desk:
        now = instant(parsed.now) if parsed.now else desk.session.clock()
        # Where a desk runs, it alone fires: this command then only shows what is due.
        firing = desk.desk is not None and (parsed.fire or not parsed.now)
        fired = fire(desk.store, desk.bus, now) if firing else due_now(desk.store, now)
        numbers = desk.session.numbers({one.ticket_id for one in fired})
        names = desk.session.names({person for one in fired for person in one.recipients})
    found = [
        {
            "ticket": numbers[one.ticket_id],
            "metric": one.metric,
            "step": one.step,
            "due_at": iso(one.due_at),
            "fired_at": iso(now) if firing else None,
            "recipients": [names[person] for person in one.recipients],
        }
        for one in fired
    ]
    if parsed.json:
        print_json(found)
        return
    for one in found:
        print(f"{one['ticket']}  {words.metric(str(one['metric']))}  {one['step']}  {one['due_at']}")


def _calendar(path: Path) -> object:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CalendarUnreadable(path=path, reason=error) from error


def _seconds(text: str) -> int:
    parts = _DURATION.findall(text)
    if not parts or _DURATION.sub("", text).strip():
        raise BadDuration(text=text)
    return sum(int(number) * _UNIT_S[unit.lower()] for number, unit in parts)
