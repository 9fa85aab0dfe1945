"""Words that matter stay whole, in a font as wide as the test machine's and in the longer language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from desktop_desk.domain.instants import from_iso
from desktop_desk.domain.operations import AddMessage, Change, ChangeTicket, Contact, OpenTicket, TicketField
from desktop_desk.domain.people import Address, AddressKind
from desktop_desk.text import Words
from desktop_desk.ui import fonts
from desktop_desk.ui.models.row_words import Column
from desktop_desk.ui.views.queue_layout import columns, wordy
from desktop_desk.ui.views.ticket.modes import Mode
from desktop_desk.ui.views.ticket.promise_strip import largest
from desktop_desk.ui.views.ticket.title_edit import glued
from desktop_desk.ui.views.ticket_editor import TicketEditor
from desktop_desk.ui.widgets.combo import Combo
from tests.support.ticket_desk import TicketDesk, open_till, ticket_desk

Make = Callable[..., TicketEditor]


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[TicketDesk]:
    made = ticket_desk(tmp_path / "desk.sqlite3", "fr")
    yield made
    made.close()


@pytest.fixture
def show(desk: TicketDesk, qtbot: QtBot) -> Make:
    def make(ticket_id: int, *, wide: bool = False) -> TicketEditor:
        editor = TicketEditor(desk.context, wide=wide)
        qtbot.addWidget(editor)
        editor.setMinimumSize(400, 400)
        editor.resize(1000 if wide else 456, 820)
        with qtbot.waitSignal(editor.shown):
            editor.show_ticket(ticket_id)
        with qtbot.waitActive(editor):
            editor.show()
            editor.activateWindow()
        return editor

    return make


def _whole(combo: Combo) -> bool:
    """Whether the words have room between the frame and the arrow."""
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    icon = 0 if combo.itemIcon(combo.currentIndex()).isNull() else 26
    arrow = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxArrow, combo
    )
    room = combo.width() - 10 - max(arrow.width(), 28) - icon
    return combo.fontMetrics().horizontalAdvance(combo.currentText()) <= room


def test_the_side_panel_says_status_and_category_whole(desk: TicketDesk, show: Make) -> None:
    row, ticket = open_till(desk)
    waiting = (Change(TicketField.STATUS, "waiting"), Change(TicketField.WAITING_FOR, "information"))
    desk.apply(ChangeTicket(ticket=ticket, changes=waiting))
    side = show(row, wide=True).sheet.side
    assert side is not None
    for combo in (side.status, side.assignee, side.priority, side.kind, side.category):
        assert _whole(combo), combo.currentText()


def test_a_long_address_goes_on_in_a_second_line(desk: TicketDesk, show: Make) -> None:
    mail = "marie-christine.delannay@comptoir-caraibe.exemple.fr"
    request = OpenTicket(title="A", requester=Contact(address=Address(AddressKind.MAIL, mail)))
    side = show(desk.apply(request), wide=True).sheet.side
    assert side is not None
    shown = side.requester.mail
    assert shown.accessibleName() == mail
    assert shown.text().replace("\u200b", "") == mail
    assert shown.height() >= shown.heightForWidth(shown.width()) >= 2 * shown.fontMetrics().height()


def test_the_tabs_of_the_pane_are_said_shorter_before_they_are_cut(desk: TicketDesk, show: Make) -> None:
    row, _ = open_till(desk)
    for wide, said in ((False, ["Répondre", "Note", "Appel"]), (True, None)):
        tabs = show(row, wide=wide).composer.tabs
        shown = [tabs.tab(mode) for mode in Mode]
        assert said is None or [tab.text() for tab in shown] == said
        assert shown[0].accessibleName() == "Répondre à Marie"
        for tab in shown:
            assert tab.width() >= tab.sizeHint().width()


def test_quotation_marks_never_stand_alone_in_a_line() -> None:
    assert glued("Terminal : « Connexion » ?") == "Terminal\u00a0: «\u00a0Connexion\u00a0»\u00a0?"
    assert len(glued("a : b")) == len("a : b")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_second_lines_of_the_queue_have_room(qapp: QApplication, language: str) -> None:
    words = Words(language)
    measure = fonts.metrics("small").horizontalAdvance
    shown = columns(900, compact=False, pane=True, least=wordy(words))
    longest = f"{words.waiting('provider')} · {words.duration(14 * 3600, 'coarse')}"
    assert measure(longest) <= shown[Column.STATUS] - 8
    now, wednesday = from_iso("2026-11-23T08:00:00Z"), from_iso("2026-11-25T22:48:00Z")
    due = f"{words.metric('first_response', short=True)} · {words.short(wednesday, UTC, now)}"
    assert measure(due) <= shown[Column.PROMISE] - 26


def test_a_countdown_is_said_smaller_before_it_is_cut(qapp: QApplication) -> None:
    said = "dépassé de 8 h 06"
    assert largest(said, 400) == "title_card"
    room = fonts.metrics("base", fonts.STRONG).horizontalAdvance(said)
    assert largest(said, room) == "base"


def test_messages_end_where_the_promises_do_and_fade_where_they_scroll(
    desk: TicketDesk, show: Make, qtbot: QtBot
) -> None:
    row, ticket = open_till(desk)
    editor = show(row, wide=True)
    timeline, promises = editor.sheet.timeline, editor.sheet.promises
    short = timeline.cards()[0].width()
    assert timeline.fades.top.isHidden()
    assert timeline.fades.bottom.isHidden()
    for number in range(12):
        desk.apply(AddMessage(ticket=ticket, text=f"Message {number}\n" * 4))
    qtbot.waitUntil(lambda: len(timeline.cards()) == 13)
    bar = timeline.verticalScrollBar()
    qtbot.waitUntil(bar.isVisible)
    assert {card.width() for card in timeline.cards()} == {short} == {promises.width()}
    bar.setValue(bar.maximum() // 2)
    assert timeline.fades.top.isVisible()
    assert timeline.fades.bottom.isVisible()
    bar.setValue(0)
    assert timeline.fades.top.isHidden()
