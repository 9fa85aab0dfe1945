"""The first start, from the keyboard, on a desk that nobody has founded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_desk.app import OpenDesk, open_desk
from desktop_desk.domain.firm import Setting
from desktop_desk.domain.operations import Author, SavePerson
from desktop_desk.domain.people import Address, AddressKind, Role
from desktop_desk.services.first_steps import FirstSteps, take_first_steps
from desktop_desk.text import Words
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.first_start import FirstStartDialog
from desktop_desk.ui.dialogs.first_start.pages import Place
from desktop_desk.ui.tasks import Tasks
from desktop_desk.ui.widgets.time_field import read_time
from desktop_desk.ui.widgets.week_hours import WeekHours, week_in_words
from tests.support.accessibility import assert_named
from tests.support.desks import MONDAY, HandClock
from tests.support.steps import at, onwards, shown

Key = Qt.Key
H = 3600


@pytest.fixture(params=[False, True], ids=["empty file", "file with the usual hours"])
def opened(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[OpenDesk]:
    desk = open_desk(
        tmp_path / "desk.sqlite3",
        author=Author(None, "me@pc", "PC"),
        clock=HandClock(MONDAY),
        found_it=request.param,
    )
    yield desk
    desk.close()


@pytest.fixture
def context(opened: OpenDesk) -> Iterator[Context]:
    tasks, bridge = Tasks(), Bridge(opened.bus)
    yield Context(opened.session, Words("fr"), tasks, bridge, opened.session.tz)
    bridge.stop()
    tasks.stop()


@pytest.fixture
def dialog(qtbot: QtBot, context: Context) -> FirstStartDialog:
    return shown(qtbot, FirstStartDialog(context))


def test_a_desk_is_founded_from_the_keyboard(
    qtbot: QtBot, dialog: FirstStartDialog, context: Context
) -> None:
    assert not context.session.founded
    assert_named(dialog)
    onwards()
    QTest.keyClicks(at(), "Comptoir Caraibe")
    dialog.firm.region.set_value("martinique")
    assert_named(dialog)
    onwards()
    dialog.you.name.clear()
    QTest.keyClicks(at(), "Nadia Bertrand")
    QTest.keyClick(at(), Key.Key_Return)
    QTest.keyClicks(at(), "nadia@exemple.fr")
    assert_named(dialog)
    with qtbot.waitSignal(dialog.founded, timeout=5000):
        onwards()
    session = context.session
    me, rules = session.me, session.rules()
    assert me is not None
    assert rules is not None
    assert (me.name, me.role, me.mail) == ("Nadia Bertrand", Role.MANAGER, "nadia@exemple.fr")
    assert (session.founded, session.settings()[Setting.COMPANY]) == (True, "Comptoir Caraibe")
    assert rules.calendar.tz == "America/Martinique"
    assert rules.calendar.holidays[date(2026, 5, 22)] == "Abolition de l’esclavage"
    assert {day.year for day in rules.calendar.holidays} == {2026, 2027, 2028}
    assert not dialog.isVisible()


def test_every_answer_but_the_name_may_be_left_out(
    qtbot: QtBot, dialog: FirstStartDialog, context: Context
) -> None:
    dialog.you.name.clear()
    for _ in range(3):
        dialog.confirm()
    assert "Dites votre nom" in dialog.you.name_field.error()
    assert at() is dialog.you.name
    dialog.you.mail.setText("nadia")
    dialog.you.name.setText("Nadia")
    dialog.confirm()
    assert "pas une adresse" in dialog.you.mail_field.error()
    dialog.you.mail.clear()
    with qtbot.waitSignal(dialog.founded, timeout=5000):
        dialog.confirm()
    assert context.session.founded


def test_what_follows_depends_on_where_the_desk_lives(dialog: FirstStartDialog) -> None:
    dialog.place.card(Place.SHARED).click()
    dialog.confirm()
    assert dialog.join.isVisible()
    assert_named(dialog)
    QTest.keyClick(at(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.join.field.error()


def test_sample_data_is_asked_for_and_founds_nothing(
    qtbot: QtBot, dialog: FirstStartDialog, context: Context
) -> None:
    dialog.place.card(Place.SAMPLE).click()
    with qtbot.waitSignal(dialog.sample_wanted, timeout=1000):
        dialog.confirm()
    assert not context.session.founded


def test_an_address_of_somebody_else_is_refused_and_everything_kept(
    qtbot: QtBot, dialog: FirstStartDialog, context: Context
) -> None:
    taken = Address(AddressKind.MAIL, "nadia@exemple.fr")
    context.session.apply(SavePerson(name="Une autre", addresses=(taken,)))
    for _ in range(2):
        dialog.confirm()
    dialog.you.name.setText("Nadia")
    dialog.you.mail.setText("Nadia@exemple.fr")
    dialog.confirm()
    qtbot.waitUntil(lambda: "Une autre" in dialog.strip.text(), timeout=3000)
    assert dialog.isVisible()
    assert not context.session.founded
    dialog.you.mail.setText("n@exemple.fr")
    with qtbot.waitSignal(dialog.founded, timeout=5000):
        dialog.confirm()


def test_taken_twice_the_steps_do_no_harm(opened: OpenDesk) -> None:
    week = (((9 * H, 17 * H),),) * 5 + ((),) * 2
    steps = FirstSteps(company="A", region="metropole", weekly=week, name="Nadia")
    take_first_steps(opened.session, steps)
    take_first_steps(opened.session, steps)
    assert [person.name for person in opened.session.agents()] == ["Nadia"]
    rules = opened.session.rules()
    assert rules is not None
    assert rules.calendar.weekly == week


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("8:30", 8.5 * H), ("8h30", 8.5 * H), ("0830", 8.5 * H), ("8", 8 * H), ("24:00", 24 * H)]
    + [(text, None) for text in ("", "25", "8:60", "24:01", "midi", "-1")],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed: str, seconds: float | None) -> None:
    assert read_time(typed) == seconds


def test_hours_that_make_no_sense_are_said_and_stop_the_step(dialog: FirstStartDialog) -> None:
    dialog.confirm()
    monday = dialog.firm.hours.days[0]
    monday.times[0].setFocus()
    monday.times[0].selectAll()
    QTest.keyClicks(at(), "19:00")
    assert dialog.firm.hours.week() is None
    assert dialog.firm.hours.sentence() == "Lundi\u202f: les heures doivent se suivre."
    dialog.confirm()
    assert dialog.firm.isVisible()
    for _ in range(44):
        QTest.keyClick(monday.times[0], Key.Key_Down)
    week = dialog.firm.hours.week()
    assert week is not None
    assert week[0] == ((8 * H, 12 * H), (14 * H, 18 * H))


def test_hours_the_form_cannot_show_are_kept(qtbot: QtBot) -> None:
    hours = WeekHours(Words("fr"))
    qtbot.addWidget(hours)
    night = ((22 * H, 30 * H),)
    week = (night, *(((8 * H, 9 * H), (10 * H, 11 * H), (12 * H, 13 * H)),) * 2, (), (), (), ())
    hours.set_week(week)
    assert hours.week() == week
    assert "22 h – 6 h" in week_in_words(week, Words("fr")).replace("\u00a0", " ")
