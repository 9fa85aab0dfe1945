"""The page: sections at the left, the one chosen at the right, and what was saved under it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_desk.domain.errors import DeskError
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.sheet import Scroller, ask
from desktop_desk.ui.icons import icon
from desktop_desk.ui.views.settings.categories import CategoriesSection
from desktop_desk.ui.views.settings.firm import FirmSection
from desktop_desk.ui.views.settings.people import PeopleSection
from desktop_desk.ui.views.settings.promises import PromisesSection
from desktop_desk.ui.views.settings.section import Section
from desktop_desk.ui.views.settings.this_desk import DeskSection
from desktop_desk.ui.views.settings.you import YouSection
from desktop_desk.ui.views.ticket.sayings import left_as_it_is
from desktop_desk.ui.widgets.card import plane
from desktop_desk.ui.widgets.fades import Fades
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.strip import Strip

ICONS = ("building", "clock", "people", "tag", "user", "disk")


class SettingsView(QWidget):
    """``preferences_changed`` carries the person's ``UserSettings``; ``backup_wanted`` asks for a copy."""

    preferences_changed = Signal(object)
    backup_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.firm, self.promises = FirmSection(context), PromisesSection(context)
        self.people, self.categories = PeopleSection(context), CategoriesSection(context)
        self.you, self.desk = YouSection(context), DeskSection(context)
        self._sections: tuple[Section, ...] = (
            self.firm,
            self.promises,
            self.people,
            self.categories,
            self.you,
            self.desk,
        )
        self.strip = Strip(context.words)
        self.names = QListWidget()
        self._pages = QStackedWidget()
        for section in self._sections:
            scroller = Scroller(section)
            Fades(scroller, "window")
            self._pages.addWidget(scroller)
            section.saved.connect(self._on_saved)
            section.problem.connect(lambda said: self.strip.show_message(said, "danger"))
        self.you.preferences.connect(self._on_preferences)
        self.desk.backup_wanted.connect(self.backup_wanted)
        for section in (self.desk, self.people):
            section.told.connect(self.strip.show_message)
        for signal in (context.bridge.settings_changed, context.bridge.people_changed):
            signal.connect(self._reload)
        self._lay_out()
        self.names.currentRowChanged.connect(self._show_section)
        self.names.setCurrentRow(0)

    def show_section(self, section: Section) -> None:
        """Turn to a section."""
        self.names.setCurrentRow(self._sections.index(section))

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what may have changed meanwhile."""
        super().showEvent(event)
        self._reload()

    def _show_section(self, row: int) -> None:
        self._pages.setCurrentIndex(row)
        self._reload()

    def _reload(self, _event: object = None) -> None:
        if self.isVisible():
            self._sections[self._pages.currentIndex()].load()

    def _on_saved(self, operations: list[UUID], said: str) -> None:
        words = self._context.words
        undo = partial(self._undo, operations)
        self.strip.show_message(said or words("Saved"), action=words("Undo"), on_action=undo)

    def _undo(self, operations: list[UUID]) -> None:
        session = self._context.session

        def work() -> list[str]:
            undone = [session.undo(operation) for operation in reversed(operations)]
            return [field for one in undone if one is not None for field in one.conflicts]

        ask(self, self._context.tasks, work, self._undone, self._refused)

    def _undone(self, conflicts: list[str]) -> None:
        words = self._context.words
        tone = "warn" if conflicts else "ok"
        self.strip.show_message(words("Taken back.") + left_as_it_is(words, conflicts), tone)
        self._reload()

    def _refused(self, error: DeskError) -> None:
        self.strip.show_message(error.say(self._context.words), "danger")

    def _on_preferences(self, settings: object) -> None:
        self.preferences_changed.emit(settings)
        self.strip.show_message(self._context.words("Saved"))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        main = plane("window")
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        foot = QWidget()  # there only while something is said: it would cut the page
        room = QVBoxLayout(foot)
        room.setContentsMargins(32, 8, 32, 16)
        room.addWidget(self.strip)
        self.strip.dismissed.connect(foot.hide)
        self.strip.shown.connect(foot.show)
        foot.hide()
        column.addWidget(foot)
        row.addWidget(main, 1)

    def _side(self) -> QFrame:
        words = self._context.words
        side = plane("side")
        side.setFixedWidth(theme.size("views"))
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 20, 8, 8)
        column.setSpacing(theme.size("space.gap"))
        head = label(words("Settings"), size="title_section", weight=fonts.STRONG)
        head.setContentsMargins(8, 0, 0, 0)
        self.names.setAccessibleName(words("Sections of the settings"))
        self.names.setIconSize(QSize(theme.size("icon"), theme.size("icon")))
        self.names.setStyleSheet("QListWidget { background: transparent; }")
        for name, section in zip(ICONS, self._sections, strict=True):
            item = QListWidgetItem(icon(name), section.accessibleName())
            item.setSizeHint(QSize(0, theme.size("views_row")))
            self.names.addItem(item)
        column.addWidget(head)
        column.addWidget(self.names, 1)
        return side
