"""The digit row by where it is, not by what it types: on a French keyboard it types & é " '."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_ROW: Final = range(1, 10)
_DIGITS: Final[Mapping[int, int]] = {int(Qt.Key.Key_0) + n: n for n in _ROW}
_SCAN_CODES: Final[Mapping[str, int]] = {"xcb": 9, "wayland": 9, "windows": 1}
"""What to take from a scan code of the digit row to get the digit, by Qt platform."""
_MAC_KEYS: Final[Mapping[int, int]] = {18: 1, 19: 2, 20: 3, 21: 4, 23: 5, 22: 6, 26: 7, 28: 8, 25: 9}
"""Virtual key codes of the digit row on a Mac, where there are no scan codes."""
_AZERTY: Final = "&é\"'(-è_ç"
"""What the French digit row types, for platforms that tell nothing of the key itself."""

_PLAIN: Final = Qt.KeyboardModifier.NoModifier
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


def digit(event: QKeyEvent) -> int | None:
    """The digit (1 to 9) whose key was pressed alone, on the row or on the keypad; else ``None``."""
    modifiers = event.modifiers()
    if modifiers in {_PLAIN, _KEYPAD, _SHIFT} and event.key() in _DIGITS:
        return _DIGITS[event.key()]
    if modifiers != _PLAIN:
        return None
    return digit_of_key(_platform(), event.nativeScanCode(), event.nativeVirtualKey(), event.text())


def digit_of_key(platform: str, scan_code: int, virtual_key: int, text: str) -> int | None:
    """The digit of a key of the row by what the ``platform`` says of it."""
    if platform == "cocoa":
        return _MAC_KEYS.get(virtual_key)
    base = _SCAN_CODES.get(platform)
    if base is not None and scan_code:
        return scan_code - base if scan_code - base in _ROW else None
    place = _AZERTY.find(text) if text else -1
    return place + 1 if place >= 0 else None


def _platform() -> str:
    name = QGuiApplication.platformName()
    return "wayland" if name.startswith("wayland") else "cocoa" if sys.platform == "darwin" else name
