"""What one does oneself is no conflict with oneself: two answers in a row, two changes in a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_desk.domain.operations import AddMessage, Change, ChangeTicket, TicketField
from desktop_desk.services.errors import EditConflict, NewMessageMeanwhile
from tests.support.desks import desk


def test_two_answers_written_before_the_first_was_seen(tmp_path: Path) -> None:
    with desk(tmp_path) as staffed:
        ticket = staffed.ask()
        seen = staffed.view(ticket).ticket.version
        staffed.do(AddMessage(ticket=ticket, text="Je regarde.", seen_version=seen), staffed.nadia)
        staffed.do(AddMessage(ticket=ticket, text="C’est fait.", seen_version=seen), staffed.nadia)
        assert [message.text for message in staffed.view(ticket).messages][-2:] == [
            "Je regarde.",
            "C’est fait.",
        ]
        with pytest.raises(NewMessageMeanwhile):
            staffed.do(AddMessage(ticket=ticket, text="Moi aussi.", seen_version=seen), staffed.yann)


def test_two_changes_made_before_the_first_was_seen(tmp_path: Path) -> None:
    def set_to(word: str) -> ChangeTicket:
        return ChangeTicket(ticket=ticket, changes=(Change(TicketField.PRIORITY, word),), seen_version=seen)

    with desk(tmp_path) as staffed:
        ticket = staffed.ask()
        seen = staffed.view(ticket).ticket.version
        staffed.do(set_to("high"), staffed.nadia)
        staffed.do(set_to("critical"), staffed.nadia)
        with pytest.raises(EditConflict):
            staffed.do(set_to("low"), staffed.yann)
