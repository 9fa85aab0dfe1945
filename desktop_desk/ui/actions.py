"""Commands brought to life: a widget takes those of its place, each calling its method of that name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from desktop_desk.text import N_, Words
from desktop_desk.ui.commands import BY_ID, COMMANDS, Command, Place, commands_of, is_single_key
from desktop_desk.ui.icons import icon
from desktop_desk.ui.keys import digit

__all__ = [
    "BY_ID",
    "COMMANDS",
    "Command",
    "Place",
    "commands_of",
    "install",
    "keys_in_words",
    "set_single_keys",
]


def install(
    target: QWidget,
    words: Words,
    place: Place,
    *,
    list_widget: QWidget | None = None,
    single_keys: bool = True,
) -> dict[str, QAction]:
    """Give ``target`` the commands of ``place``; each calls the method of ``target`` it names.

    Text fields keep the keys that write in them: Qt offers them a key before it looks for a shortcut.

    Args:
        target: A window or view that has every method the place's commands name.
        words: The language of the texts.
        place: Which commands.
        list_widget: The table for the commands that belong to it alone, by default ``target``.
        single_keys: Whether a key alone acts; the person can turn that off (:func:`set_single_keys`).

    Returns:
        The actions by command id, for menus and buttons.
    """
    actions = {}
    for command in commands_of(place):
        holder = list_widget if command.on_list and list_widget is not None else target
        action = QAction(words(command.words), target)
        if command.icon:
            action.setIcon(icon(command.icon))
        near = Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut if holder is list_widget else near)
        action.setShortcutVisibleInContextMenu(True)
        call: Callable[..., Any] = getattr(target, command.method)
        action.triggered.connect(partial(_call, call, command.argument))
        holder.addAction(action)
        actions[command.id] = action
    digits = {command.digit: actions[command.id] for command in commands_of(place) if command.digit}
    if digits:
        _DigitKeys(target, list_widget, digits)
    set_single_keys(actions, on=single_keys)
    return actions


def set_single_keys(actions: Mapping[str, QAction], *, on: bool) -> None:
    """Let letters and digits alone act, or only those with Ctrl; Enter and Space stay."""
    for name, action in actions.items():
        command = BY_ID[name]
        kept = [key for key in command.keys if not key.isdigit()]
        if not on:
            kept = [key for key in kept if not is_single_key(key)]
        action.setShortcuts([QKeySequence(key) for key in kept])
        action.setProperty(_DIGITS_OFF, not on)


def keys_in_words(command: Command, words: Words) -> list[str]:
    """The shortcuts as they are written on the keys: « Ctrl+Maj+Z », « Entrée », « G puis Q »."""
    return [words(" then ").join(_in_words(one, words) for one in key.split(", ")) for key in command.keys]


def typing() -> bool:
    """Whether the keyboard is in a place where one writes."""
    widget = QApplication.focusWidget()
    return widget is not None and widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


_DIGITS_OFF: Final = "digits_off"

_KEY_WORDS: Final = {
    "Ctrl": N_("Ctrl"),
    "Shift": N_("Shift"),
    "Return": N_("Enter"),
    "Enter": N_("Enter"),
    "Space": N_("Space"),
}


def _in_words(key: str, words: Words) -> str:
    return "+".join(words(_KEY_WORDS[part]) if part in _KEY_WORDS else part for part in key.split("+"))


def _call(call: Callable[..., object], argument: str, *_: object) -> None:
    if argument:
        call(argument)
    else:
        call()


class _DigitKeys(QObject):
    """The digit row by place on the keyboard, for whatever of ``target`` has the focus."""

    def __init__(self, target: QWidget, list_widget: QWidget | None, digits: Mapping[int, QAction]) -> None:
        super().__init__(target)
        self._digits = digits
        target.installEventFilter(self)
        if list_widget is not None:  # a table takes letters and digits for itself
            list_widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the digits nobody wrote with."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not typing():
            action = self._digits.get(digit(event) or 0)
            if action is not None and action.isEnabled() and not action.property(_DIGITS_OFF):
                action.trigger()
                return True
        return super().eventFilter(watched, event)
