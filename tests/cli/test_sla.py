"""``sla deadline|explain|sweep``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HOURS = [["08:00", "18:00"]]
CALENDAR = {"tz": "UTC", "weekly": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), HOURS)}


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    path = tmp_path / "calendar.json"
    path.write_text(json.dumps(CALENDAR))
    return path


def test_one_deadline(run: Run, calendar: Path, tmp_path: Path) -> None:
    question = ("sla", "deadline", "--calendar", calendar, "--start", "2026-11-23T16:00:00Z", "--duration")
    assert run(*question, "4h").out == "2026-11-24T10:00:00Z\n"
    assert run(*question, "4h", "--json").json == {"due": "2026-11-24T10:00:00Z"}
    assert run(*question, "1h30m").out == "2026-11-23T17:30:00Z\n"
    assert run(*question, "1d", "--clock", "working_days").out == "2026-11-24T16:00:00Z\n"
    paused = run(*question, "4h", "--pause", "2026-11-24T08:00:00Z/2026-11-24T09:00:00Z")
    assert paused.out == "2026-11-24T11:00:00Z\n"
    endless = ("--pause", "2026-11-23T17:00:00Z/")
    assert run(*question, "4h", *endless, "--json").json == {"due": None}
    assert run(*question, "4h", *endless, lang="fr").out.strip()
    assert not (tmp_path / "desk.sqlite3").exists()


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--start", "2026-11-23T16:00:00Z", "--duration", "4h"), "--calendar"),
        (
            ("--calendar", "nothing.json", "--start", "2026-11-23T16:00:00Z", "--duration", "4h"),
            "nothing.json",
        ),
        (("--calendar", "calendar.json", "--start", "demain", "--duration", "4h"), "demain"),
        (("--calendar", "calendar.json", "--start", "2026-11-23T16:00:00Z", "--duration", "soon"), "soon"),
        (
            (
                "--calendar",
                "calendar.json",
                "--start",
                "2026-11-23T16:00:00Z",
                "--duration",
                "4h",
                "--pause",
                "x",
            ),
            "pauses",
        ),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_cannot_be_computed_is_said(
    say: Run,
    calendar: Path,
    arguments: tuple[str, ...],
    part: str,
    lang: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(calendar.parent)
    answer = say("sla", "deadline", *arguments, lang=lang)
    assert (answer.code, answer.out) == (1, "")
    assert part in answer.err
    assert "Traceback" not in answer.err


def test_many_at_once_each_answered_on_its_line(run: Run) -> None:
    question = {"calendar": CALENDAR, "start": "2026-11-23T16:00:00Z"}
    lines = [
        json.dumps({"id": "a", **question, "duration_s": 4 * 3600}),
        json.dumps({"id": "b", **question, "end": "2026-11-24T09:00:00Z"}),
        json.dumps({"id": "c", **question}),
        "nonsense",
        "",
    ]
    answer = run("sla", "deadline", "--batch", stdin="\n".join(lines))
    given = [json.loads(line) for line in answer.out.splitlines()]
    assert answer.code == 0
    assert given[0] == {"id": "a", "due": "2026-11-24T10:00:00Z"}
    assert given[1] == {"id": "b", "elapsed_s": 3 * 3600}
    assert set(given[2]) == set(given[3]) == {"id", "error"}


def test_what_is_due_and_why(run: Run) -> None:
    run("ticket", "new", "--title", "Caisse", "--from", "M", "--priority", "critical")
    created = run("ticket", "show", 1, "--json").json["created_at"]
    assert run("sla", "sweep", "--json").json == []
    later = "2999-01-01T00:00:00Z"
    shown = run("sla", "sweep", "--now", later, "--json").json
    assert [(one["metric"], one["step"]) for one in shown[:1]] == [("first_response", "warning")]
    assert {frozenset(one) for one in shown} == {
        frozenset({"ticket", "metric", "step", "due_at", "fired_at", "recipients"})
    }
    assert {one["fired_at"] for one in shown} == {None}
    assert {one["ticket"] for one in shown} == {1}
    fired = run("sla", "sweep", "--now", later, "--fire", "--json").json
    assert len(fired) == len(shown) == 4
    assert {one["fired_at"] for one in fired} == {later}
    assert run("sla", "sweep", "--now", later, "--fire", "--json").json == []
    why = run("sla", "explain", 1, "--json").json
    assert set(why) == {"first_response", "resolution"}
    assert all(lines for lines in why.values())
    assert run("sla", "explain", 1, lang="fr").out != run("sla", "explain", 1, lang="en").out
    assert run("sla", "explain", 9).code == 1
    assert created
