"""The small controls: what they say, what the keyboard does to them, where it is seen to be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_desk.domain.ticket import Priority, Status
from desktop_desk.text import Words
from desktop_desk.ui.theme import Theme
from desktop_desk.ui.widgets.elided_label import ElidedLabel
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.strip import Strip
from tests.support.accessibility import assert_named, focusable, spoken_name
from tests.support.gallery import Gallery

Key = Qt.Key


@pytest.fixture
def gallery(qtbot: QtBot) -> Gallery:
    page = Gallery(Words("en"))
    qtbot.addWidget(page)
    page.resize(1120, 960)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.fixture
def strip(qtbot: QtBot) -> Strip:
    result = Strip(Words("en"))
    qtbot.addWidget(result)
    result.move(500, 500)  # away from the pointer, under which a message stays
    return result


def _press(qtbot: QtBot, *keys: Qt.Key) -> QWidget:
    """Press the keys where the keyboard is; the widget it is at afterwards."""
    for key in keys:
        QTest.keyClick(_focused(), key)
    return _focused()


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_every_control_has_a_name(gallery: Gallery) -> None:
    assert len(focusable(gallery)) > 25
    assert_named(gallery)


def test_the_guard_finds_a_control_without_a_name(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    QToolButton(page).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    with pytest.raises(AssertionError, match="QToolButton"):
        assert_named(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboard_is_seen_wherever_it_goes(
    qtbot: QtBot, gallery: Gallery, dressed: Theme, scheme: str
) -> None:
    dressed.choose(scheme)
    reached = []
    for _ in focusable(gallery):
        widget = _press(qtbot, Key.Key_Tab)
        with_focus = widget.grab().toImage()
        gallery.setFocus()
        widget.clearFocus()
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert _different_pixels(with_focus, without) > 40, f"focus is not seen on {widget}"
        reached.append(spoken_name(widget))
    alone = [widget for widget in focusable(gallery) if not isinstance(widget, QRadioButton)]
    assert {spoken_name(widget) for widget in alone} <= set(reached)


def test_arrows_move_the_choice_among_cards(qtbot: QtBot, gallery: Gallery) -> None:
    chosen: list[object] = []
    gallery.choices.chosen.connect(chosen.append)
    gallery.choices.card("stop").setFocus(Qt.FocusReason.TabFocusReason)
    _press(qtbot, Key.Key_Space, Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert chosen == ["stop", "slow", "idea", "slow"]
    assert gallery.choices.value() == "slow"


def test_no_card_is_chosen_before_the_person_does(gallery: Gallery) -> None:
    assert gallery.choices.value() is None


def test_a_card_answers_over_its_whole_face(qtbot: QtBot, gallery: Gallery) -> None:
    card = gallery.choices.card("idea")
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(card.width() // 2, 4))
    assert gallery.choices.value() == "idea"


def test_a_card_says_its_line_too(gallery: Gallery) -> None:
    assert "14 h 47" in gallery.choices.card("stop").accessibleDescription()


def test_arrows_move_along_the_bar(qtbot: QtBot, gallery: Gallery) -> None:
    chosen: list[object] = []
    gallery.segmented.chosen.connect(chosen.append)
    gallery.segmented.set_value(30)
    assert chosen == []
    QTest.mouseClick(gallery.segmented.findChildren(QWidget)[1], Qt.MouseButton.LeftButton)
    _press(qtbot, Key.Key_Right)
    assert chosen == [84, 365]
    assert gallery.segmented.value() == 365


def test_a_list_is_chosen_from_by_keyboard(qtbot: QtBot, gallery: Gallery) -> None:
    chosen: list[object] = []
    gallery.priority.chosen.connect(chosen.append)
    gallery.priority.set_value(Priority.CRITICAL)
    gallery.priority.setFocus()
    _press(qtbot, Key.Key_Down)
    assert chosen == [Priority.HIGH]
    assert gallery.priority.value() is Priority.HIGH
    assert gallery.status.value() is Status.IN_PROGRESS
    with pytest.raises(KeyError):
        gallery.priority.set_value(Status.OPEN)


@pytest.mark.parametrize("which", ["priority", "minutes"])
def test_the_wheel_changes_nothing_in_passing(gallery: Gallery, which: str) -> None:
    control = getattr(gallery, which)
    gallery.title_field.editor.setFocus()
    before = control.value()
    centre = QPointF(control.rect().center())
    turn = QWheelEvent(
        centre,
        centre,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(control, turn)
    assert control.value() == before
    assert not turn.isAccepted()


def test_a_chip_opens_and_goes_by_keyboard(qtbot: QtBot, gallery: Gallery) -> None:
    name, remove = focusable(gallery.chip)
    assert spoken_name(name) == "Open ecran-caisse-2.png, 240 ko"
    assert spoken_name(remove) == "Remove ecran-caisse-2.png"
    with qtbot.waitSignal(gallery.chip.opened):
        QTest.keyClick(name, Key.Key_Space)
    with qtbot.waitSignal(gallery.chip.removed):
        QTest.keyClick(remove, Key.Key_Space)


def test_a_strip_can_be_undone_by_keyboard(qtbot: QtBot, strip: Strip) -> None:
    undone: list[str] = []
    strip.show_message("Ticket 12 resolved.", action="Undo", on_action=lambda: undone.append("once"))
    undo, _hide = focusable(strip)
    with qtbot.waitSignal(strip.dismissed):
        QTest.keyClick(undo, Key.Key_Space)
    assert undone == ["once"]
    assert strip.isHidden()


def test_a_strip_goes_away_but_an_error_stays(qtbot: QtBot, strip: Strip) -> None:
    with qtbot.waitSignal(strip.dismissed, timeout=2000):
        strip.show_message("Saved.", seconds=0.02)
    with qtbot.assertNotEmitted(strip.dismissed, wait=80):
        strip.show_message("The disk is full.", "danger", seconds=0.02)
    assert strip.text() == "The disk is full."
    assert strip.accessibleName() == "The disk is full."


def test_the_second_message_has_its_own_time(qtbot: QtBot, strip: Strip) -> None:
    strip.show_message("First.", seconds=0.02)
    with qtbot.assertNotEmitted(strip.dismissed, wait=80):
        strip.show_message("Second.", seconds=30)
    assert strip.text() == "Second."


def test_an_empty_place_offers_what_to_do(qtbot: QtBot, gallery: Gallery) -> None:
    (offer,) = focusable(gallery.empty)
    with qtbot.waitSignal(gallery.empty.pressed):
        QTest.keyClick(offer, Key.Key_Space)
    gallery.empty.say("search", "Nothing found", "Try fewer words.")
    assert focusable(gallery.empty) == []
    assert gallery.empty.accessibleName() == "Nothing found. Try fewer words."


def test_a_field_says_what_is_wrong_until_it_is_mended(qtbot: QtBot) -> None:
    editor = QLineEdit()
    field = Field("Address", editor, "optional")
    qtbot.addWidget(field)
    field.show()
    height = editor.height()
    field.set_error("The @ is missing.")
    assert editor.accessibleDescription() == "The @ is missing."
    assert editor.property("wrong") is True
    field.set_error("")
    assert editor.accessibleDescription() == "optional"
    assert editor.property("wrong") is False
    assert editor.height() == height


def test_a_long_label_gives_way(qtbot: QtBot) -> None:
    long = ElidedLabel("Duplicate lines in the orders of November" * 4)
    qtbot.addWidget(long)
    assert long.minimumSizeHint().width() < 30
    long.resize(120, 20)
    assert long.shown_text().endswith("…")
    long.setText("Short")
    assert long.shown_text() == "Short"


@pytest.mark.parametrize("make", [label, ElidedLabel])
def test_what_people_typed_is_not_markup(qtbot: QtBot, make: Callable[[str], ElidedLabel]) -> None:
    shown = make("<b>bold</b>")
    qtbot.addWidget(shown)
    assert shown.textFormat() == Qt.TextFormat.PlainText


def test_the_page_is_the_same_in_both_themes_but_for_colour(gallery: Gallery, dressed: Theme) -> None:
    places = [widget.geometry() for widget in gallery.findChildren(QWidget)]
    dressed.choose("dark")
    assert [widget.geometry() for widget in gallery.findChildren(QWidget)] == places


def _different_pixels(one: QImage, other: QImage) -> int:
    assert one.size() == other.size()
    return sum(one.pixel(x, y) != other.pixel(x, y) for x in range(one.width()) for y in range(one.height()))
