"""The password of a shared desk, asked and refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop_desk.text import Words
from desktop_desk.ui.dialogs.password import PasswordDialog
from tests.support.accessibility import assert_named, spoken_name

PLACE, SECRET = "srv-01/desk", "correct-cheval-agrafe"
REFUSED = "Le serveur n’a pas accepté ce mot de passe."
Key = Qt.Key
Ask = Callable[..., PasswordDialog]


@pytest.fixture
def ask(qtbot: QtBot) -> Ask:
    def show(user: str = "marie", sentence: str = "", **more: object) -> PasswordDialog:
        place, language = str(more.get("place", PLACE)), str(more.get("language", "fr"))
        keeps = bool(more.get("keeps", True))
        dialog = PasswordDialog(Words(language), place, user, sentence, keeps)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return show


def _at() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _said(dialog: PasswordDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel) if one.isVisible() and one.text()]


def _given(qtbot: QtBot, dialog: PasswordDialog) -> list[object]:
    with qtbot.waitSignal(dialog.given) as caught:
        QTest.keyClick(_at(), Key.Key_Return)
    return list(caught.args)


def test_it_is_typed_and_given_by_enter(qtbot: QtBot, ask: Ask):
    dialog = ask()
    assert dialog.windowTitle() == "Votre mot de passe pour srv-01/desk"
    assert _at() is dialog.password
    QTest.keyClicks(_at(), SECRET)
    assert _given(qtbot, dialog) == ["marie", SECRET, True]
    assert dialog.isVisible()


def test_nothing_is_given_twice_while_it_waits(qtbot: QtBot, ask: Ask):
    dialog = ask(language="en")
    QTest.keyClicks(_at(), SECRET)
    _given(qtbot, dialog)
    with qtbot.assertNotEmitted(dialog.given, wait=50):
        QTest.keyClick(_at(), Key.Key_Return)
        QTest.keyClicks(_at(), "more")
    assert dialog.password.text() == SECRET
    dialog.refuse(REFUSED)
    assert _given(qtbot, dialog) == ["marie", SECRET, True]


def test_enter_goes_from_the_name_to_the_password(qtbot: QtBot, ask: Ask):
    dialog = ask("")
    assert _at() is dialog.user
    QTest.keyClicks(_at(), " lucie ")
    QTest.keyClick(_at(), Key.Key_Enter)
    assert _at() is dialog.password
    assert "Saisissez votre mot de passe." not in _said(dialog)
    QTest.keyClicks(_at(), "  espaces  ")
    assert _given(qtbot, dialog) == ["lucie", "  espaces  ", True]


def test_what_is_missing_is_said_until_it_is_typed(qtbot: QtBot, ask: Ask):
    dialog = ask("")
    with qtbot.assertNotEmitted(dialog.given, wait=50):
        QTest.keyClick(_at(), Key.Key_Return)
    assert _at() is dialog.user
    assert {"Saisissez votre nom d’utilisateur sur ce bureau.", "Saisissez votre mot de passe."} <= set(
        _said(dialog)
    )
    QTest.keyClicks(_at(), "m")
    assert "Saisissez votre nom d’utilisateur sur ce bureau." not in _said(dialog)


def test_a_refusal_stands_above_and_what_was_typed_survives_it(qtbot: QtBot, ask: Ask):
    dialog = ask()
    low = dialog.height()
    QTest.keyClicks(_at(), SECRET)
    dialog.keep.setChecked(False)
    _given(qtbot, dialog)
    dialog.refuse(REFUSED)
    assert dialog.strip.isVisible()
    assert dialog.strip.text() == REFUSED
    top = QPoint(0, 0)
    assert dialog.strip.mapTo(dialog, top).y() < dialog.user.mapTo(dialog, top).y()
    assert dialog.accessibleDescription() == REFUSED
    assert (dialog.user.text(), dialog.password.text()) == ("marie", SECRET)
    assert not dialog.keep.isChecked()
    assert _at() is dialog.password
    assert dialog.height() > low
    QTest.keyClicks(_at(), "another")
    assert _given(qtbot, dialog) == ["marie", "another", False]
    dialog.strip.dismiss()
    assert dialog.height() == low


def test_an_earlier_refusal_is_said_on_opening(ask: Ask):
    dialog = ask(sentence=REFUSED)
    assert dialog.strip.text() == REFUSED
    assert dialog.strip.isVisible()
    assert _at() is dialog.password


def test_the_eye_shows_what_was_typed_from_the_keyboard(ask: Ask):
    dialog = ask()
    QTest.keyClicks(_at(), SECRET)
    assert dialog.password.displayText() == "●" * len(SECRET)
    QTest.keyClick(_at(), Key.Key_Tab)
    assert (_at(), spoken_name(_at())) == (dialog.password.eye, "Afficher le mot de passe")
    QTest.keyClick(_at(), Key.Key_Return)
    assert dialog.password.displayText() == SECRET
    assert spoken_name(_at()) == "Masquer le mot de passe"
    QTest.keyClick(_at(), Key.Key_Space)
    assert dialog.password.displayText() == "●" * len(SECRET)


def test_a_click_on_the_eye_leaves_the_cursor_where_one_types(ask: Ask):
    dialog = ask()
    QTest.keyClicks(_at(), "abc")
    QTest.mouseClick(dialog.password.eye, Qt.MouseButton.LeftButton)
    QTest.keyClicks(_at(), "d")
    assert dialog.password.displayText() == "abcd"


def test_a_screen_reader_hears_no_letter_of_it(ask: Ask):
    dialog = ask()
    QTest.keyClicks(_at(), SECRET)
    heard = QAccessible.queryAccessibleInterface(dialog.password)
    assert heard.state().passwordEdit
    assert SECRET not in heard.text(QAccessible.Text.Value)


def test_without_a_key_store_it_says_so_and_asks_nothing(qtbot: QtBot, ask: Ask):
    dialog = ask(keeps=False, language="en")
    assert not dialog.keep.isVisible()
    assert any("no key store" in sentence for sentence in _said(dialog))
    assert_named(dialog)
    QTest.keyClicks(_at(), SECRET)
    assert _given(qtbot, dialog) == ["marie", SECRET, False]


@pytest.mark.parametrize("close", ["escape", "accepted"])
def test_closed_it_keeps_nothing(ask: Ask, close: str):
    dialog = ask()
    QTest.keyClicks(_at(), SECRET)
    dialog.password.eye.click()
    if close == "escape":
        QTest.keyClick(_at(), Key.Key_Escape)
    else:
        dialog.accept()
    assert not dialog.isVisible()
    assert dialog.result() == (0 if close == "escape" else 1)
    assert dialog.password.text() == ""
    assert dialog.password.echoMode() is QLineEdit.EchoMode.Password


def test_escape_also_gives_up_while_it_waits(qtbot: QtBot, ask: Ask):
    dialog = ask()
    QTest.keyClicks(_at(), SECRET)
    _given(qtbot, dialog)
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(_at(), Key.Key_Escape)


def test_tab_goes_through_it_as_it_is_read(qtbot: QtBot, ask: Ask):
    dialog = ask(sentence=REFUSED)
    assert_named(dialog)
    dialog.user.setFocus()
    heard: list[str] = []
    while not heard or spoken_name(_at()) != heard[0]:
        heard.append(spoken_name(_at()))
        QTest.keyClick(_at(), Key.Key_Tab)
    assert heard == [
        "Nom d’utilisateur",
        "Mot de passe",
        "Afficher le mot de passe",
        "Le retenir dans le trousseau de ce PC",
        "Annuler",
        "Se connecter",
        "Masquer ce message",
    ]
    dialog.keep.setFocus()
    QTest.keyClick(_at(), Key.Key_Space)
    assert not dialog.keep.isChecked()
    dialog.password.setText(SECRET)
    assert _given(qtbot, dialog) == ["marie", SECRET, False]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "place", [PLACE, "bureau-de-la-production.comptoir.exemple.fr/support", "x" * 63 + "/y"]
)
def test_a_long_place_is_whole(ask: Ask, place: str, language: str):
    dialog = ask(place=place, language=language, sentence=REFUSED * 3, keeps=False)
    (title,) = [one for one in dialog.findChildren(QLabel) if one.accessibleName() == dialog.windowTitle()]
    assert title.text().replace("\u200b", "") == dialog.windowTitle()
    assert title.height() >= title.heightForWidth(title.width())
    (page,) = dialog.findChildren(QScrollArea)
    assert page.horizontalScrollBar().maximum() == 0
    assert page.verticalScrollBar().maximum() == 0
