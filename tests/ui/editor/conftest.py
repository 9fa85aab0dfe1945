"""The ticket editor on a small real desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_desk.ui.views.ticket_editor import TicketEditor
from tests.support.ticket_desk import TicketDesk, ticket_desk

Make = Callable[..., TicketEditor]


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[TicketDesk]:
    made = ticket_desk(tmp_path / "desk.sqlite3", "en")
    yield made
    made.close()


@pytest.fixture
def show(desk: TicketDesk, qtbot: QtBot) -> Make:
    def make(ticket_id: int, *, wide: bool = False) -> TicketEditor:
        editor = TicketEditor(desk.context, wide=wide)
        qtbot.addWidget(editor)
        editor.setMinimumSize(400, 400)  # else the windowless platform is told of each new size hint
        editor.resize(1000 if wide else 456, 820)
        with qtbot.waitSignal(editor.shown):
            editor.show_ticket(ticket_id)
        with qtbot.waitActive(editor):
            editor.show()
            editor.activateWindow()
        return editor

    return make
