"""Questions of the command line, a JSON line each."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from desktop_desk.cli.sla_batch import answer, run_batch
from desktop_desk.domain.errors import DeskError
from desktop_desk.text import Words

CALENDAR = {"tz": "UTC", "weekly": {"mon": [["08:00", "12:00"]], "tue": [["08:00", "12:00"]]}}
START = "2026-05-18T10:00:00Z"
HALF_PAST = "2026-05-18T10:30:00Z"


def ask(**question: object) -> dict[str, object]:
    return answer({"id": 1, "calendar": CALENDAR, "start": START} | question)


def test_a_duration_asks_for_the_deadline():
    assert ask(duration_s=3 * 3600) == {"id": 1, "due": "2026-05-19T09:00:00Z"}
    assert ask(duration_s=3600, clock="around_the_clock") == {"id": 1, "due": "2026-05-18T11:00:00Z"}
    assert ask(duration_s=86400, clock="working_days") == {"id": 1, "due": "2026-05-19T10:00:00Z"}


def test_an_end_asks_for_the_elapsed_time():
    assert ask(end="2026-05-19T09:00:00Z") == {"id": 1, "elapsed_s": 3 * 3600}
    assert ask(end="2026-05-17T09:00:00Z") == {"id": 1, "elapsed_s": 0}


@pytest.mark.parametrize(
    "pause", [["2026-05-18T10:30:00Z", None], ["2026-05-18T10:30:00Z"], "2026-05-18T10:30:00Z/"]
)
def test_a_pause_without_end_leaves_no_deadline(pause):
    assert ask(duration_s=3600, pauses=[pause]) == {"id": 1, "due": None}
    assert ask(end="2026-05-19T09:00:00Z", pauses=[pause]) == {"id": 1, "elapsed_s": 1800}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"start": "yesterday"}, "start"),
        ({"start": None}, "start"),
        ({"duration_s": "4h"}, "duration_s"),
        ({"duration_s": True}, "duration_s"),
        ({"duration_s": None}, "end"),
        ({"clock": "sundial"}, "clock"),
        ({"pauses": "none"}, "pauses"),
        ({"pauses": [[]]}, "pauses"),
        ({"pauses": [[5, 6]]}, "pauses"),
        ({"calendar": None}, "calendar"),
    ],
)
def test_what_is_wrong_with_a_question_is_said(change, field):
    with pytest.raises(DeskError) as raised:
        ask(**({"duration_s": 60} | change))
    assert field in raised.value.say(Words("en"))


def test_each_line_has_its_answer_and_one_bad_line_spoils_no_other():
    good = {"calendar": CALENDAR, "start": START, "duration_s": 60}
    never = {"calendar": {"tz": "UTC", "weekly": {}}, "start": START, "duration_s": 60}
    lines = [
        json.dumps({"id": "a"} | good),
        "",
        "{",
        "[1]",
        json.dumps({"id": "b"} | never),
        json.dumps({"id": "c"} | good),
    ]
    out = io.StringIO()
    run_batch(iter(line + "\n" for line in lines), out, Words("en"))
    opened, broken, no_object, closed, last = (json.loads(line) for line in out.getvalue().splitlines())
    assert (opened["id"], last["id"]) == ("a", "c")
    assert opened["due"] == last["due"] == "2026-05-18T10:01:00Z"
    assert broken["id"] is None
    assert "JSON" in broken["error"]
    assert "JSON" in no_object["error"]
    assert closed["id"] == "b"
    assert "never opens" in closed["error"]


def test_a_deadline_needs_neither_qt_nor_a_store():
    code = "import sys, desktop_desk.cli.sla_batch; print(sorted(m for m in sys.modules if '.' not in m))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"PySide6", "sqlalchemy", "sqlite3", "cattrs", "asyncio"} & set(eval(loaded))
