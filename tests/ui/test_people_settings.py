"""Who is away, who stands in, and which two entries are one person: in the settings and where one assigns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop_desk.domain.instants import DAY, from_datetime, plus
from desktop_desk.domain.operations import Change, ChangeTicket, MergePeople, SavePerson, TicketField
from desktop_desk.domain.people import Address, AddressKind, Person, Role
from desktop_desk.text import Words
from desktop_desk.ui.undoing import redo_last, undo_these
from desktop_desk.ui.views import queue_menus
from desktop_desk.ui.views.settings import SettingsView
from desktop_desk.ui.views.settings.merge_dialog import MergeDialog
from desktop_desk.ui.views.ticket.menus import assignee_menu
from desktop_desk.ui.views.ticket.page import read_page
from tests.support.accessibility import assert_named
from tests.support.desks import MONDAY, SmallDesk, small_desk
from tests.support.settings_page import names, person, press, seat, settled, shown, turn

MAIL = Address(AddressKind.MAIL, "yann@exemple.fr")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as opened:
        yann = SavePerson(name="Yann Morel", role=Role.AGENT, addresses=(MAIL,))
        opened.session.apply(yann, undoable=False)
        for title in ("Caisse bloquée", "Écran noir"):
            opened.ticket(title, requester="Marie Lubin")
        opened.ticket("Imprimante", requester="M. Lubin")
        yield opened


@pytest.fixture
def page(qtbot: QtBot, desk: SmallDesk) -> Iterator[SettingsView]:
    with seat(desk) as context:
        view = shown(qtbot, context)
        turn(qtbot, view, view.people)
        yield view


def _choose(qtbot: QtBot, page: SettingsView, name: str) -> None:
    (row,) = [row for row, said in enumerate(names(page)) if said.startswith(name)]
    place = page.people.list.visualItemRect(page.people.list.item(row)).center()
    QTest.mouseClick(page.people.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.people.name.text() == name


def _away(desk: SmallDesk, name: str, **facts: object) -> None:
    known = person(desk, name)
    values = {"absent_from": plus(MONDAY, -DAY), **facts}
    desk.session.apply(
        SavePerson(person=known.uid, name=name, role=known.role, addresses=known.addresses, **values),  # type: ignore[arg-type]
        undoable=False,
    )


def test_days_and_whoever_stands_in_are_typed_and_chosen(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    _choose(qtbot, page, "Yann Morel")
    away = page.people.away
    assert away.isVisible()
    assert_named(page)
    QTest.mouseClick(away.first, Qt.MouseButton.LeftButton)
    QTest.keyClicks(away.first, "23/11")
    QTest.keyClick(away.first, Qt.Key.Key_Tab)
    settled(qtbot, page)
    assert away.first.text() == "23/11/2026"
    page.strip.dismiss()
    QTest.keyClicks(away.last, "4 12 26")
    QTest.keyClick(away.last, Qt.Key.Key_Return)
    settled(qtbot, page)
    yann = person(desk, "Yann Morel")
    assert yann.absent_from == from_datetime(datetime(2026, 11, 22, 23, tzinfo=UTC))  # midnight in Paris
    assert yann.absent_until == from_datetime(datetime(2026, 12, 4, 23, tzinfo=UTC))  # the 4th included
    qtbot.waitUntil(lambda: "Yann Morel · absent until 4\u00a0Dec" in names(page), timeout=3000)
    assert "Friday" in [one.text() for one in away.findChildren(QLabel)]
    page.strip.dismiss()
    away.substitute.set_value(desk.me)
    away.substitute.chosen.emit(desk.me)
    settled(qtbot, page)
    assert person(desk, "Yann Morel").substitute_id == person(desk, "Nadia Bertrand").id
    press(page.strip, "Undo")
    qtbot.waitUntil(lambda: person(desk, "Yann Morel").substitute_id is None, timeout=3000)


def test_away_until_a_day_is_away_from_today(qtbot: QtBot, page: SettingsView, desk: SmallDesk) -> None:
    _choose(qtbot, page, "Yann Morel")
    away = page.people.away
    away.last.setFocus()
    QTest.keyClick(away.last, Qt.Key.Key_Up)  # today
    QTest.keyClick(away.last, Qt.Key.Key_Up)
    assert away.last.day() == date(2026, 11, 24)
    QTest.keyClick(away.last, Qt.Key.Key_Return)
    settled(qtbot, page)
    yann = person(desk, "Yann Morel")
    assert yann.absent(desk.clock.now)
    assert away.first.day() == date(2026, 11, 23)
    qtbot.waitUntil(lambda: any("24" in line for line in names(page)))  # read again: it would be filled in
    qtbot.waitUntil(lambda: page.people.context.tasks.idle)
    page.strip.dismiss()
    away.first.clear()
    away.last.clear()
    away.last.editingFinished.emit()
    settled(qtbot, page)
    assert person(desk, "Yann Morel").absent_from is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [("22/11/2026", "The last day comes before the first."), ("demain", "This is no date")],
)
def test_what_is_no_absence_is_said_beside_it(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk, typed: str, said: str
) -> None:
    _choose(qtbot, page, "Yann Morel")
    before, away = person(desk, "Yann Morel"), page.people.away
    away.first.setText("23/11/2026")
    away.last.setFocus()
    QTest.keyClicks(away.last, typed)
    QTest.keyClick(away.last, Qt.Key.Key_Return)
    assert said in away.last_field.error()
    assert page.people.context.tasks.idle  # nothing was asked of the desk
    assert person(desk, "Yann Morel") == before


def test_only_those_who_treat_tickets_have_an_absence_to_fill_in(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    _choose(qtbot, page, "Marie Lubin")
    assert not page.people.away.isVisible()
    page.people.role.set_value(Role.AGENT.value)
    page.people.role.chosen.emit(Role.AGENT.value)
    assert page.people.away.isVisible()


def test_a_department_is_edited_and_an_absence_stays(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    _away(desk, "Yann Morel", absent_until=plus(MONDAY, DAY), substitute=desk.me)
    qtbot.waitUntil(lambda: any("absent" in one for one in names(page)), timeout=3000)
    _choose(qtbot, page, "Yann Morel")
    before = person(desk, "Yann Morel")
    page.people.department.setFocus()
    QTest.keyClicks(page.people.department, "Informatique")
    QTest.keyClick(page.people.department, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: person(desk, "Yann Morel").department == "Informatique", timeout=3000)
    assert person(desk, "Yann Morel") == replace(before, department="Informatique")  # to the hour


def test_one_who_stands_in_and_left_is_still_shown_as_such(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    sonia = desk.person("Sonia Rey", Role.AGENT)
    _away(desk, "Yann Morel", substitute=sonia)
    desk.session.apply(SavePerson(person=sonia, name="Sonia Rey", role=Role.AGENT, active=False))
    turn(qtbot, page, page.people)
    qtbot.waitUntil(lambda: any("absent" in one for one in names(page)), timeout=3000)
    _choose(qtbot, page, "Yann Morel")
    assert page.people.away.substitute.currentText() == "Sonia Rey"


def _texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_an_absent_person_is_offered_and_marked_where_one_assigns(
    page: SettingsView, desk: SmallDesk
) -> None:
    _away(desk, "Yann Morel")
    given: list[Person | None] = []
    menu = queue_menus.popup(page)
    queue_menus.assignees(menu, page.people.context.words, desk.session.agents(), desk.clock(), given.append)
    assert _texts(menu) == ["Nadia Bertrand", "Yann Morel (absent)", "Nobody"]
    menu.actions()[1].trigger()
    assert [one.name for one in given if one] == ["Yann Morel"]
    ticket = read_page(desk.session, desk.session.ticket_numbered(1) or 0)
    assert ticket is not None
    of_ticket = assignee_menu(page.people.context.words, page, ticket, lambda *_: None)
    assert _texts(of_ticket) == ["Nadia Bertrand", "Yann Morel (absent)", "Nobody"]
    _away(desk, "Yann Morel", absent_until=desk.clock())
    back = queue_menus.popup(page)
    queue_menus.assignees(back, Words("fr"), desk.session.agents(), desk.clock(), given.append)
    assert _texts(back) == ["Nadia Bertrand", "Yann Morel", "Personne"]


def _dialog(qtbot: QtBot, page: SettingsView, name: str) -> MergeDialog:
    _choose(qtbot, page, name)
    QTest.mouseClick(page.people.merge, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(MergeDialog)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog


def _pick(qtbot: QtBot, dialog: MergeDialog, typed: str) -> None:
    dialog.other.setFocus()
    QTest.keyClicks(dialog.other, typed)
    popup = dialog.other.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible, timeout=3000)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)


def _said(dialog: MergeDialog) -> str:
    return next(one.text() for one in dialog.findChildren(QLabel) if " becomes " in one.text())


def test_two_entries_are_merged_said_and_parted_again(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    before = person(desk, "Marie Lubin")
    double = person(desk, "M. Lubin")
    dialog = _dialog(qtbot, page, "M. Lubin")
    assert not dialog.do.isEnabled()
    _pick(qtbot, dialog, "Marie")
    qtbot.waitUntil(dialog.do.isEnabled, timeout=3000)
    assert_named(dialog)
    assert _said(dialog) == (
        "M. Lubin becomes Marie Lubin: 1 ticket moves, with messages, addresses and accounts."
    )  # the entry with more tickets stays
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() >= layout.totalHeightForWidth(dialog.width())  # nothing is pressed together
    QTest.mouseClick(dialog.stays.card(0), Qt.MouseButton.LeftButton)
    assert "Marie Lubin becomes M. Lubin: 2 tickets move" in _said(dialog)
    QTest.mouseClick(dialog.stays.card(1), Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.strip.text() == "M. Lubin is now Marie Lubin.", timeout=3000)
    qtbot.waitUntil(lambda: "M. Lubin" not in names(page), timeout=3000)
    assert page.people.name.text() == "Marie Lubin"
    assert desk.session.ticket_count(before) == 3
    assert not page.findChildren(MergeDialog) or not page.findChildren(MergeDialog)[0].isVisible()
    press(page.strip, "Undo")
    qtbot.waitUntil(lambda: page.strip.text() == "Taken back.", timeout=3000)
    qtbot.waitUntil(lambda: "M. Lubin" in names(page), timeout=3000)
    assert (desk.session.ticket_count(before), desk.session.ticket_count(double)) == (2, 1)


def test_what_was_changed_since_is_named_when_it_is_taken_back(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    dialog = _dialog(qtbot, page, "M. Lubin")
    _pick(qtbot, dialog, "Marie")
    qtbot.waitUntil(dialog.do.isEnabled, timeout=3000)
    QTest.keyClick(dialog.other, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "is now" in page.strip.text(), timeout=3000)
    printer = desk.session.ids(desk.session.query(text="imprimante"))[0]
    view = desk.session.ticket(printer)
    assert view is not None
    change = Change(TicketField.REQUESTER, str(desk.me))
    desk.session.apply(ChangeTicket(ticket=view.ticket.uid, changes=(change,)))
    press(page.strip, "Undo")
    said = "Taken back. (changed since, left as it is: requester)"
    qtbot.waitUntil(lambda: page.strip.text() == said, timeout=3000)


def test_with_oneself_or_nobody_it_is_refused_beside_the_field(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    dialog = _dialog(qtbot, page, "M. Lubin")
    QTest.keyClicks(dialog.other, "Personne")
    QTest.keyClick(dialog.other, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Choose somebody of the list" in dialog._other.error()
    dialog.other.clear()
    _pick(qtbot, dialog, "M. L")
    assert "This is M. Lubin already" in dialog._other.error()
    assert not dialog.do.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(desk.session.people("lubin")) == 2


def test_the_last_manager_is_not_merged_away(qtbot: QtBot, page: SettingsView, desk: SmallDesk) -> None:
    dialog = _dialog(qtbot, page, "Marie Lubin")
    _pick(qtbot, dialog, "Nadia")
    qtbot.waitUntil(dialog.do.isEnabled, timeout=3000)
    assert "Nadia Bertrand becomes Marie Lubin" in _said(dialog)
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "is the only manager of this desk" in dialog.strip.text(), timeout=3000)
    assert dialog.isVisible()
    assert person(desk, "Nadia Bertrand").active


def test_an_undo_from_anywhere_says_what_came_of_a_merge(desk: SmallDesk) -> None:
    session, words = desk.session, Words("en")
    kept, merged = person(desk, "Marie Lubin"), person(desk, "M. Lubin")
    session.apply(MergePeople(kept=kept.uid, merged=merged.uid))
    assert undo_these(session, words) == "Two people again."
    assert redo_last(session, words) == "One person again."
