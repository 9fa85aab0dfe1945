"""Operations handed from one process to another, in one process here so that either end can be cut."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Client, Listener
from pathlib import Path

import pytest

from desktop_desk.background.handover import AnswerLost, HandedOver, OwnerGone, Receiver, RefusedByOwner
from desktop_desk.domain.operations import Contact, OpenTicket
from desktop_desk.domain.ownership import Owner
from desktop_desk.domain.queue import View
from desktop_desk.services.files import from_bytes
from desktop_desk.text import Words
from tests.support.desks import Staffed, desk


@pytest.fixture
def owning(tmp_path: Path) -> Iterator[Staffed]:
    with desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def receiver(owning: Staffed) -> Iterator[Receiver]:
    listening = Receiver(owning.desk)
    yield listening
    listening.stop()


def request(title: str = "Caisse bloquée") -> OpenTicket:
    return OpenTicket(title=title, text="Elle affiche erreur 12", requester=Contact(name="Marie Lubin"))


def tickets(owning: Staffed) -> int:
    session = owning.opened.session
    return len(session.ids(session.query(View.ALL)))


def test_what_is_handed_over_is_applied_and_answered(owning: Staffed, receiver: Receiver) -> None:
    caller = HandedOver(receiver.owner)
    operation = request()
    ref, data = from_bytes("capture.png", b"picture" * 500_000)
    operation = replace(operation, files=(ref,))
    applied = caller.apply(operation, by=owning.marie, files={ref.sha256: data})
    view = owning.view(operation.ticket)
    assert (applied.ticket_id, applied.number, applied.uid) == (view.ticket.id, 1, operation.uid)
    assert owning.opened.session.file(view.messages[0].files[0].uid) == data
    assert caller.apply(operation, by=owning.marie).already
    caller.close()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_refusal_comes_in_the_callers_language(owning: Staffed, receiver: Receiver, language: str) -> None:
    caller = HandedOver(receiver.owner)
    with pytest.raises(RefusedByOwner) as refused:
        caller.apply(request(" "), by=owning.marie)
    words = Words(language)
    from desktop_desk.domain.cleaning import TitleMissing

    assert refused.value.say(words) == TitleMissing().say(words)
    assert caller.apply(request(), by=owning.marie).number == 1
    caller.close()


def test_a_wrong_key_is_refused_and_others_still_served(owning: Staffed, receiver: Receiver) -> None:
    stranger = HandedOver(replace(receiver.owner, key="00" * 32))
    with pytest.raises(OwnerGone):
        stranger.apply(request(), by=owning.marie)
    assert tickets(owning) == 0
    caller = HandedOver(receiver.owner)
    caller.apply(request(), by=owning.marie)
    caller.close()
    assert tickets(owning) == 1


def test_a_caller_that_says_nothing_keeps_nobody_out(owning: Staffed, receiver: Receiver) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(receiver.owner.address)
        caller = HandedOver(receiver.owner)
        before = time.monotonic()
        caller.apply(request(), by=owning.marie)
        assert time.monotonic() - before < 3
        caller.close()


@pytest.mark.parametrize("said", [b"{", b"[]", b"{}", b'{"files": 3}', b"\xff"])
def test_nonsense_is_hung_up_on(owning: Staffed, receiver: Receiver, said: bytes) -> None:
    with Client(receiver.owner.address, authkey=bytes.fromhex(receiver.owner.key)) as rude:
        rude.send_bytes(said)
        with pytest.raises(EOFError):
            rude.recv_bytes()
    caller = HandedOver(receiver.owner)
    caller.apply(request(), by=owning.marie)
    caller.close()


def test_an_unreadable_operation_is_said(owning: Staffed, receiver: Receiver) -> None:
    with Client(receiver.owner.address, authkey=bytes.fromhex(receiver.owner.key)) as newer:
        body = {"code": "from_the_future", "uid": str(request().uid), "payload": "{}", "by": {}, "files": []}
        newer.send_bytes(json.dumps(body).encode())
        assert set(json.loads(newer.recv_bytes())["refused"]) == {"fr", "en"}


def test_stopped_it_finishes_and_takes_no_more(owning: Staffed) -> None:
    receiver = Receiver(owning.desk)
    caller = HandedOver(receiver.owner)
    caller.apply(request(), by=owning.marie)
    before = time.monotonic()
    receiver.stop()
    assert time.monotonic() - before < 2
    assert not Path(receiver.owner.address).parent.exists()
    with pytest.raises((OwnerGone, AnswerLost)):
        caller.apply(request(), by=owning.marie)
    assert tickets(owning) == 1
    assert not [thread for thread in threading.enumerate() if thread.name in {"handover", "handed-over"}]


def test_a_lost_answer_is_asked_again_and_applied_once(owning: Staffed, receiver: Receiver) -> None:
    """Between the two stands somebody who passes the question on and loses the first answer."""
    lost = LosesAnswers(receiver.owner, first=1)
    caller = HandedOver(lost.owner)
    operation = request()
    applied = caller.apply(operation, by=owning.marie)
    assert applied.already
    assert applied.number == 1
    assert tickets(owning) == 1
    caller.close()
    lost.stop()


def test_when_no_answer_comes_at_all_nothing_false_is_said(owning: Staffed, receiver: Receiver) -> None:
    lost = LosesAnswers(receiver.owner, first=2)
    caller = HandedOver(lost.owner)
    with pytest.raises(AnswerLost) as said:
        caller.apply(request(), by=owning.marie)
    assert "may be recorded" in said.value.say(Words("en"))
    assert tickets(owning) == 1
    lost.stop()


class LosesAnswers:
    """Passes questions on to an owner; hangs up instead of giving the first answers back."""

    def __init__(self, owner: Owner, first: int) -> None:
        self._owner, self._first = owner, first
        self._key = bytes.fromhex(owner.key)
        self._listener = Listener(authkey=self._key)
        self.owner = replace(owner, address=str(self._listener.address))
        self._thread = threading.Thread(target=self._pass_on, daemon=True)
        self._thread.start()

    def _pass_on(self) -> None:
        while True:
            try:
                caller = self._listener.accept()
            except (OSError, EOFError):
                return
            with caller, Client(self._owner.address, authkey=self._key) as owner:
                try:
                    owner.send_bytes(caller.recv_bytes())
                except EOFError:
                    continue
                answer = owner.recv_bytes()
                if self._first:
                    self._first -= 1
                else:
                    caller.send_bytes(answer)

    def stop(self) -> None:
        """Go away."""
        self._listener.close()
