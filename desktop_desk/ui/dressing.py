"""Qt's application as ours: name, theme, language."""

from __future__ import annotations

import os
import sys
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from desktop_desk import __version__
from desktop_desk.text import preferred_language
from desktop_desk.ui import theme
from desktop_desk.ui.preferences import Preferences

TURN_S: Final = 0.0005
"""How long another thread may keep Python while the window wants it: Python's own 5 ms, several times in a
painting, are a stall that is seen."""


def dressed_application(preferences: Preferences) -> QApplication:
    """Qt's application with our name and theme; its icon can wait for the first painting."""
    QApplication.setApplicationName("desktop-desk")
    QApplication.setApplicationDisplayName("Desktop Desk")
    QApplication.setApplicationVersion(__version__)
    QApplication.setOrganizationName("Desktop Desk")
    QApplication.setDesktopFileName("desktop-desk")
    sys.setswitchinterval(TURN_S)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    theme.install(app, preferences.settings.theme)
    return app


def meet_every_widget() -> None:
    """Let PySide make its classes of all of Qt's widgets, while a person looks at the first painting.

    It makes them, in 15 ms, the first time it must find out what kind of widget Qt hands it, as the
    viewport of a list: otherwise in the middle of filling the window.
    """
    QAbstractScrollArea().viewport()


def language_of(preferences: Preferences, asked: str = "") -> str:
    """The language asked for, else the person's, else the system's."""
    chosen = asked or preferences.settings.language
    if chosen != "auto":
        return chosen
    return preferred_language(os.environ, QLocale.system().uiLanguages())


def translate(app: QApplication, translator: QTranslator, language: str) -> None:
    """Let Qt's own dialogs speak a language."""
    app.removeTranslator(translator)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
