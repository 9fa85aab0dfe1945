"""The settings on a real desk: each change holds at once and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_desk.config import UserSettings
from desktop_desk.domain.calendar import ClockKind
from desktop_desk.domain.firm import Setting
from desktop_desk.domain.instants import HOUR, plus
from desktop_desk.domain.operations import Contact, OpenTicket
from desktop_desk.domain.people import Address, AddressKind, Role
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.ticket import Kind, Priority
from desktop_desk.services.rulebook import Rules
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.settings import SettingsView
from tests.support.accessibility import assert_named
from tests.support.desks import SmallDesk, file_of, small_desk
from tests.support.settings_page import names, person, press, seat, settled, shown, turn

H = 3600


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def context(desk: SmallDesk) -> Iterator[Context]:
    with seat(desk) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> SettingsView:
    return shown(qtbot, context)


def _rules(desk: SmallDesk) -> Rules:
    rules = desk.session.rules()
    assert rules is not None
    return rules


def test_every_section_can_be_heard_and_reached(qtbot: QtBot, page: SettingsView) -> None:
    for section in (page.firm, page.promises, page.people, page.categories, page.you, page.desk):
        turn(qtbot, page, section)
        assert section.isVisible()
        assert_named(page)


def test_the_name_of_the_firm_holds_at_once_and_goes_back(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    assert page.firm.name.text() == "Lubin SARL"
    page.firm.name.setFocus()
    page.firm.name.selectAll()
    QTest.keyClicks(page.firm.name, "Comptoir")
    QTest.keyClick(page.firm.name, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert desk.session.settings()[Setting.COMPANY] == "Comptoir"
    press(page.strip, "Undo")
    qtbot.waitUntil(lambda: desk.session.settings()[Setting.COMPANY] == "Lubin SARL", timeout=3000)


def test_other_hours_are_a_revision_from_now_on(qtbot: QtBot, page: SettingsView, desk: SmallDesk) -> None:
    before = _rules(desk)
    old = desk.session.ticket(desk.ticket("Avant").ticket_id or 0)
    assert old is not None
    desk.clock.forward(1)
    page.firm.hours.days[5].open.click()
    settled(qtbot, page)
    after = _rules(desk)
    assert (before.calendar.weekly[5], after.calendar.weekly[5]) == ((), ((8 * H, 12 * H), (14 * H, 18 * H)))
    assert after.calendar_id != before.calendar_id
    new = desk.session.ticket(desk.ticket("Après").ticket_id or 0)
    assert new is not None
    assert [clock.calendar_id for clock in old.clocks] == [before.calendar_id] * 2
    assert [clock.calendar_id for clock in new.clocks] == [after.calendar_id] * 2
    desk.clock.forward(1)
    press(page.strip, "Undo")
    qtbot.waitUntil(lambda: _rules(desk).calendar.weekly == before.calendar.weekly, timeout=3000)


def test_another_region_brings_its_clock_and_its_holidays(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    desk.clock.forward(1)
    page.firm.region.set_value("martinique")
    page.firm.region.chosen.emit("martinique")
    settled(qtbot, page)
    calendar = _rules(desk).calendar
    assert calendar.tz == "America/Martinique"
    assert calendar.holidays[date(2027, 5, 22)] == "Abolition de l’esclavage"
    qtbot.waitUntil(lambda: any("2027" in one.text() for one in page.firm.findChildren(QLabel)), timeout=3000)


def test_promised_times_are_said_in_words_and_change(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    turn(qtbot, page, page.promises)
    said = [one.text() for one in page.promises.findChildren(QLabel)]
    assert (
        "Normal: what comes in on Friday at 15:00 is answered by Monday of the next week, 15:00." in said
        or "Normal: what comes in on Friday at 15:00 is answered by Monday, 15:00." in said
    )
    desk.clock.forward(1)
    cell = page.promises.cells[Metric.FIRST_RESPONSE, Priority.HIGH]
    assert (cell.number.value(), cell.unit.currentText()) == (4, "h of opening")
    cell.number.setValue(2)
    settled(qtbot, page)
    target = _rules(desk).policy.target(Metric.FIRST_RESPONSE, Priority.HIGH)
    assert target is not None
    assert (target.duration_s, target.clock) == (2 * H, ClockKind.OPENING_HOURS)
    page.strip.dismiss()
    desk.clock.forward(1)
    press(page.promises, "Tighter times")
    settled(qtbot, page)
    due = desk.session.promise(Priority.HIGH, Kind.INCIDENT)
    assert due == plus(desk.clock.now - desk.clock.now % 1_000_000, HOUR)  # type: ignore[arg-type]
    press(page.strip, "Undo")
    desk.clock.forward(1)
    qtbot.waitUntil(
        lambda: _rules(desk).policy.target(Metric.FIRST_RESPONSE, Priority.HIGH) == target, timeout=3000
    )


def test_somebody_is_added_changed_and_taken_back(qtbot: QtBot, page: SettingsView, desk: SmallDesk) -> None:
    turn(qtbot, page, page.people)
    press(page.people, "Add somebody")
    QTest.keyClicks(page.people.name, "Yann Kerbrat")
    QTest.keyClick(page.people.name, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert person(desk, "Yann Kerbrat").role is Role.EMPLOYEE
    page.strip.dismiss()
    qtbot.waitUntil(lambda: page.people.list.currentItem() is not None, timeout=3000)
    page.people.role.set_value(Role.AGENT.value)
    page.people.role.chosen.emit(Role.AGENT.value)
    settled(qtbot, page)
    assert "Yann Kerbrat" in [agent.name for agent in desk.session.agents()]
    page.people.mail.setText("yann@exemple.fr")
    page.people.mail.editingFinished.emit()
    qtbot.waitUntil(lambda: person(desk, "Yann Kerbrat").mail == "yann@exemple.fr", timeout=3000)


def test_somebody_is_shown_at_once_and_the_list_takes_the_height(qtbot: QtBot, page: SettingsView) -> None:
    turn(qtbot, page, page.people)
    assert page.people.name.isEnabled()
    assert page.people.name.text() == "Nadia Bertrand"
    before = page.people.list.height()
    page.resize(page.width(), page.height() + 200)
    qtbot.waitUntil(lambda: page.people.list.height() > before + 150)
    scroller = page.people.parentWidget()
    assert scroller is not None
    assert page.rect().bottom() - scroller.mapTo(page, scroller.rect().bottomLeft()).y() <= 1


def test_somebody_put_aside_stays_at_the_end_of_the_list_and_is_brought_back(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    desk.person("Anne Martin")
    turn(qtbot, page, page.people)
    qtbot.waitUntil(lambda: names(page) == ["Anne Martin", "Nadia Bertrand · manager"], timeout=3000)
    page.people.list.setCurrentRow(0)
    page.people.active.click()
    qtbot.waitUntil(
        lambda: names(page) == ["Nadia Bertrand · manager", "Anne Martin (put aside)"], timeout=3000
    )
    settled(qtbot, page)
    assert desk.session.people("anne") == []  # nobody chooses her for a request
    page.people.search.setText("nad")
    qtbot.waitUntil(lambda: page.people.list.count() == 1, timeout=3000)
    page.people.search.setText("mart")
    qtbot.waitUntil(lambda: names(page) == ["Anne Martin (put aside)"], timeout=3000)
    page.people.list.setCurrentRow(0)
    assert not page.people.active.isChecked()
    page.people.active.click()
    qtbot.waitUntil(lambda: names(page) == ["Anne Martin"], timeout=3000)
    assert [one.name for one in desk.session.people("anne")] == ["Anne Martin"]


def test_what_the_form_does_not_show_of_somebody_is_kept(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    contact = Contact(name="Eva Noel", address=Address(AddressKind.ACCOUNT, "eva@pc"))
    desk.session.apply(OpenTicket(title="Un essai", requester=contact))
    turn(qtbot, page, page.people)
    qtbot.waitUntil(lambda: page.people.list.count() == 2, timeout=3000)
    page.people.list.setCurrentRow(0)
    page.people.department.setText("Caisse")
    page.people.department.editingFinished.emit()
    settled(qtbot, page)
    eva = person(desk, "eva@pc")
    assert (eva.name, eva.department) == ("Eva Noel", "Caisse")


def test_an_address_of_somebody_else_is_refused_in_words(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    contact = Contact(name="Eva Noel", address=Address(AddressKind.MAIL, "eva@exemple.fr"))
    desk.session.apply(OpenTicket(title="Un essai", requester=contact))
    turn(qtbot, page, page.people)
    qtbot.waitUntil(lambda: page.people.list.count() == 2, timeout=3000)
    page.people.list.setCurrentRow(1)
    page.people.mail.setText("EVA@exemple.fr")
    page.people.mail.editingFinished.emit()
    qtbot.waitUntil(lambda: "already belongs to Eva Noel" in page.strip.text(), timeout=3000)
    assert person(desk, "Nadia Bertrand").mail == ""


def test_categories_are_added_renamed_and_put_aside(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    turn(qtbot, page, page.categories)
    press(page.categories, "Add a category")
    qtbot.waitUntil(lambda: bool(page.categories.tree.findChildren(QLineEdit)), timeout=3000)
    (editor,) = page.categories.tree.findChildren(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Reseau")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [node.name for node in desk.session.categories()] == ["Reseau"], timeout=3000)
    qtbot.waitUntil(lambda: page.categories.tree.currentItem() is not None, timeout=3000)
    press(page.categories, "Add under it")
    qtbot.waitUntil(lambda: len(desk.session.categories()) == 2, timeout=3000)
    assert [node.path for node in desk.session.categories()] == ["Reseau", "Reseau › New category"]
    qtbot.waitUntil(lambda: bool(page.categories.tree.findChildren(QLineEdit)), timeout=3000)
    QTest.keyClick(page.categories.tree.findChildren(QLineEdit)[0], Qt.Key.Key_Escape)
    press(page.categories, "Put aside")
    qtbot.waitUntil(lambda: not desk.session.categories()[1].active, timeout=3000)
    qtbot.waitUntil(
        lambda: any(b.text() == "Bring back" for b in page.findChildren(QPushButton)), timeout=3000
    )


def test_preferences_are_the_persons_and_are_announced(
    qtbot: QtBot, page: SettingsView, context: Context
) -> None:
    turn(qtbot, page, page.you)
    with qtbot.waitSignal(page.preferences_changed) as caught:
        page.you.ticks["sound"].click()
    assert caught.args == [UserSettings(sound=False)]
    with qtbot.waitSignal(page.preferences_changed) as caught:
        page.you.theme.chosen.emit("dark")
    assert context.settings == UserSettings(sound=False, theme="dark")


def test_somebody_else_sits_down(qtbot: QtBot, page: SettingsView, desk: SmallDesk) -> None:
    desk.person("Yann Kerbrat", Role.AGENT)
    turn(qtbot, page, page.you)
    page.you.who.setText("Personne")
    press(page.you, "That is me")
    assert any("Choose somebody of the list" in one.text() for one in page.you.findChildren(QLabel))
    page.you.who.show_person(person(desk, "Yann Kerbrat"))
    press(page.you, "That is me")
    settled(qtbot, page)
    me = desk.session.me
    assert me is not None
    assert me.name == "Yann Kerbrat"


def test_the_file_is_named_and_measured_and_a_copy_asked_for(
    qtbot: QtBot, page: SettingsView, desk: SmallDesk
) -> None:
    turn(qtbot, page, page.desk)
    assert page.desk.path.text().replace("\u200b", "") == str(file_of(desk.opened))
    qtbot.waitUntil(lambda: page.desk.measure.text().endswith("B"), timeout=3000)
    with qtbot.waitSignal(page.backup_wanted):
        page.desk.backup.click()
