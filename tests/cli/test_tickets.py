"""``ticket new|list|show|reply|set`` as CLI.md says."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support.soundness import faults_of

LISTED = """
number title kind priority status waiting_for requester assignee outcome verdict_source external_number
category channel tags created_at updated_at first_response_at resolved_at closed_at response_due_at
resolution_due_at response_breached resolution_breached
"""


def test_a_ticket_from_its_opening_to_its_end(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "capture.txt"
    file.write_bytes(b"erreur 12\n")
    new = run(
        *(
            "ticket",
            "new",
            "--title",
            "Caisse bloquée",
            "--from",
            "marie@lubin.example",
            "--name",
            "Marie Lubin",
        ),
        *("--body", "Elle affiche « erreur 12 » 🙂", "--priority", "high", "--attach", file),
    )
    assert (new.code, new.out, new.err) == (0, "1\n", "")
    shown = run("ticket", "show", 1, "--json").json
    assert set(shown) == set(LISTED.split()) | {"messages", "history", "sla"}
    assert (shown["title"], shown["priority"], shown["status"]) == ("Caisse bloquée", "high", "open")
    assert shown["requester"] == {"name": "Marie Lubin", "email": "marie@lubin.example"}
    assert shown["assignee"] is None
    (message,) = shown["messages"]
    assert set(message) == {"id", "author", "kind", "at", "text", "html", "attachments"}
    assert message["kind"] == "public"
    (attachment,) = message["attachments"]
    sha = hashlib.sha256(b"erreur 12\n").hexdigest()
    assert attachment == {"name": "capture.txt", "size": 10, "sha256": sha, "content_type": "text/plain"}
    assert set(shown["history"][0]) >= {"at", "actor", "field", "old", "new"}
    assert set(shown["sla"]) == {"first_response", "resolution"}
    assert shown["created_at"].endswith("Z")

    assert run("ticket", "set", 1, "status=waiting", "waiting_for=provider", "tags=caisse,matériel").code == 0
    changed = run("ticket", "set", 1, "status=closed", "outcome=duplicate", "--json").json
    assert (changed["status"], changed["outcome"]) == ("closed", "duplicate")
    assert changed["tags"] == ["caisse", "matériel"]
    reply = run("ticket", "reply", 1, "--as", "marie@lubin.example", "--body", "Toujours en panne", "--json")
    assert reply.json["status"] == "open"
    listed = run("ticket", "list", "--json").json
    assert [set(one) for one in listed] == [set(LISTED.split())]
    assert run("ticket", "list", "erreur", "12", "--json").json == listed
    assert run("ticket", "list", "imprimante", "--json").json == []
    assert "erreur 12" in run("ticket", "show", 1).out
    assert faults_of(tmp_path / "desk.sqlite3") == []


def test_listed_the_newest_first_and_as_many_as_asked(run: Run) -> None:
    for number in range(3):
        run("ticket", "new", "--title", f"Caisse {number}", "--from", "Marie Lubin")
    listed = run("ticket", "list", "--limit", 2, "--json").json
    assert [one["number"] for one in listed] == [3, 2]


def test_whoever_acts_for_somebody_is_kept_as_such(run: Run, tmp_path: Path) -> None:
    run("ticket", "new", "--title", "Caisse", "--from", "marie@lubin.example", "--at", "2026-11-23T09:46:00Z")
    run("ticket", "reply", 1, "--as", "marie@lubin.example", "--body", "Alors ?", "--note")
    shown = run("ticket", "show", 1, "--json").json
    assert shown["created_at"] == "2026-11-23T09:46:00Z"
    assert [one["kind"] for one in shown["messages"]] == ["note"]
    with closing(sqlite3.connect(tmp_path / "desk.sqlite3")) as connection:
        (kept,) = connection.execute("SELECT on_behalf_of FROM operation ORDER BY id DESC").fetchone()
    assert kept


@pytest.mark.parametrize(
    ("arguments", "english", "french"),
    [
        (("show", 99), "There is no ticket 99.", "99"),
        (("reply", 1, "--as", "who@x.fr", "--body", "x"), "Nobody is known as “who@x.fr”.", "who@x.fr"),
        (("set", 1, "mood=calm"), "mood=calm", "mood=calm"),
        (("set", 1, "priority=urgent"), "urgent", "urgent"),
        (("set", 1, "category=Nulle part"), "Nulle part", "Nulle part"),
        (("new", "--title", " ", "--from", "Marie"), "no title yet", "objet"),
        (("new", "--title", "x", "--from", "M", "--at", "demain"), "demain", "demain"),
        (("new", "--title", "x", "--from", "M", "--at", "2999-01-01T00:00:00Z"), "future", "2999"),
        (("new", "--title", "x", "--from", "M", "--attach", "nothing.png"), "nothing.png", "nothing.png"),
    ],
)
def test_what_cannot_be_done_is_one_clear_sentence(
    say: Run, arguments: tuple[object, ...], english: str, french: str
) -> None:
    say("ticket", "new", "--title", "Caisse", "--from", "marie@lubin.example")
    said = {}
    for lang, part in (("en", english), ("fr", french)):
        answer = say("ticket", *arguments, lang=lang)
        assert (answer.code, answer.out) == (1, "")
        assert part in answer.err or lang == "fr"
        assert "Traceback" not in answer.err
        assert answer.err.count("\n") == 1
        said[lang] = answer.err
    assert said["en"] != said["fr"]
    assert len(say("ticket", "list", "--json").json) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("ticket",),
        ("ticket", "new"),
        ("ticket", "new", "--title", "x", "--from", "M", "--priority", "urgent"),
        ("ticket", "show", "one"),
        ("ticket", "list", "--limit", "0"),
        ("fly",),
        ("import", "pdf", "x"),
    ],
)
def test_a_wrong_usage_is_exit_code_2(say: Run, arguments: tuple[str, ...]) -> None:
    answer = say(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert "usage: desktop-desk" in answer.err


@pytest.mark.parametrize(
    ("store", "part"),
    [
        ("postgresql://nadia:secret@host/desk", "password"),
        ("postgresql://nadia@host/desk?password=secret", "password"),
    ],
)
def test_an_address_with_a_password_is_refused(say: Run, store: str, part: str) -> None:
    answer = say("ticket", "list", store=store)
    assert answer.code == 1
    assert part in answer.err
    assert "secret" not in answer.err


def test_another_programs_file_is_refused(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Bonjour\n" * 100)
    answer = run("ticket", "list", store=str(letter))
    assert (answer.code, answer.out) == (1, "")
    assert "is not a Desktop Desk file" in answer.err
    assert letter.read_text() == "Bonjour\n" * 100
