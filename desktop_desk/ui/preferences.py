"""One person's preferences while the program runs: changed in one place, heard everywhere, kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_desk import config
from desktop_desk.config import UserSettings
from desktop_desk.text import N_, Words


class Preferences(QObject):
    """``changed`` after a change; ``problem`` (English sentence) when they could not be written."""

    changed = Signal()
    problem = Signal(str)

    def __init__(self, settings: UserSettings | None = None, path: Path | None = None) -> None:
        super().__init__()
        self._settings = settings or UserSettings()
        self._path = path
        self.section = 0
        """The section of the settings shown last: another language makes the page anew."""

    @property
    def settings(self) -> UserSettings:
        """As they are now."""
        return self._settings

    def change(self, **values: Any) -> None:
        """Set fields of :class:`UserSettings` and write the file (a few milliseconds)."""
        self.put(replace(self._settings, **values))

    def put(self, settings: UserSettings) -> None:
        """Take all of them anew."""
        if settings == self._settings:
            return
        self._settings = settings
        if self._path is not None:
            try:
                config.save(settings, self._path)
            except OSError:
                self.problem.emit(NOT_WRITTEN)
        self.changed.emit()


NOT_WRITTEN = N_("Your preferences could not be written to the disk. They hold until the program ends.")


def of_file(path: Path) -> Preferences:
    """The preferences a file holds, written back there."""
    return Preferences(config.load(path), path)


def say_problem(settings: UserSettings, words: Words) -> str:
    """What was wrong with the file when it was read; empty when nothing was."""
    return words(settings.problem, path=settings.problem_path) if settings.problem else ""
