"""What a text, a file and a date may be; what cannot be is refused whole."""

from __future__ import annotations

import hashlib

import pytest

from desktop_desk.domain.cleaning import FileTooLarge, TextMissing, TextTooLong, TitleMissing
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import MINUTE, plus
from desktop_desk.domain.operations import (
    AddMessage,
    Contact,
    FileRef,
    OpenTicket,
)
from desktop_desk.domain.queue import View
from desktop_desk.domain.ticket import ATTACHMENT_LIMIT
from desktop_desk.services.errors import (
    FutureDate,
)
from desktop_desk.services.files import from_bytes
from desktop_desk.text import Words
from tests.support.desks import MONDAY, Staffed, file_of
from tests.support.soundness import everything_kept, faults_of


def test_equal_files_are_kept_once(desk: Staffed) -> None:
    ref, data = from_bytes("capture.png", b"picture" * 400_000)
    ticket = desk.ask(files=(), text="x")
    for name in ("one.png", "two.png"):
        named = FileRef(name, "image/png", ref.size, ref.sha256)
        desk.do(AddMessage(ticket=ticket, text=name, files=(named,)), files={ref.sha256: data})
    kept = everything_kept(file_of(desk.opened))
    assert len(kept["blob"]) == 1
    assert len(kept["blob_part"]) == 3
    assert faults_of(file_of(desk.opened)) == []
    files = [file for message in desk.view(ticket).messages for file in message.files]
    assert [desk.opened.session.file(file.uid) for file in files] == [data, data]


def test_a_file_beyond_25_mb_is_refused_by_the_desk_itself(desk: Staffed) -> None:
    data = bytes(ATTACHMENT_LIMIT + 1)
    ref = FileRef("film.mp4", "video/mp4", 7, hashlib.sha256(data).hexdigest())
    ticket = desk.ask()
    kept = everything_kept(file_of(desk.opened))
    with pytest.raises(FileTooLarge):
        desk.do(AddMessage(ticket=ticket, text="film", files=(ref,)), files={ref.sha256: data})
    assert everything_kept(file_of(desk.opened)) == kept


@pytest.mark.parametrize("files", [{}, {"0" * 64: b"other"}])
def test_a_file_that_did_not_arrive_whole_is_refused_in_words(desk: Staffed, files: dict[str, bytes]) -> None:
    ticket = desk.ask()
    ref = FileRef("capture.png", "image/png", 5, "0" * 64)
    kept = everything_kept(file_of(desk.opened))
    with pytest.raises(DeskError) as refused:
        desk.do(AddMessage(ticket=ticket, text="x", files=(ref,)), files=files)
    assert "capture.png" in refused.value.say(Words("fr"))
    assert everything_kept(file_of(desk.opened)) == kept


@pytest.mark.parametrize(
    "text",
    [
        "NUL \0 inside",
        "half \ud83d of a smile",
        "🙂👩‍👩‍👧‍👦",
        "שלום עולם",
        "\u202eexe.gpj",
        "e\u0301te\u0301",
        "𝕌𝕟𝕚",
    ],
)
def test_any_text_is_kept_and_found(desk: Staffed, text: str) -> None:
    asked = OpenTicket(
        title=f"Sujet {text}",
        text=text,
        requester=Contact(name=f"Zoé {text}"),
        tags=(text,),
    )
    desk.do(asked)
    view = desk.view(asked.ticket)
    shown = text.replace("\0", "\ufffd").replace("\ud83d", "\ufffd")
    assert view.messages[0].text == shown
    assert shown in view.ticket.title
    session = desk.opened.session
    assert list(session.ids(session.query(View.ALL, text="sujet"))) == [view.ticket.id]
    assert faults_of(file_of(desk.opened)) == []


@pytest.mark.parametrize("title", ["", "\n", "x" * 10_000_000])
def test_a_title_that_cannot_be(desk: Staffed, title: str) -> None:
    kept = everything_kept(file_of(desk.opened))
    with pytest.raises((TitleMissing, TextTooLong)) as refused:
        desk.ask(title)
    for language in ("fr", "en"):
        assert len(refused.value.say(Words(language))) < 300
    assert everything_kept(file_of(desk.opened)) == kept


@pytest.mark.parametrize("text", ["", " \n", "x" * 10_000_000])
def test_a_message_that_cannot_be(desk: Staffed, text: str) -> None:
    ticket = desk.ask()
    with pytest.raises((TextMissing, TextTooLong)):
        desk.do(AddMessage(ticket=ticket, text=text))
    assert desk.view(ticket).messages == ()


def test_a_request_of_tomorrow_is_refused_and_of_a_minute_is_now(desk: Staffed) -> None:
    with pytest.raises(FutureDate):
        desk.ask(opened_at=plus(MONDAY, 3 * MINUTE))
    ticket = desk.ask(opened_at=plus(MONDAY, MINUTE))
    assert desk.view(ticket).ticket.created_at == MONDAY
