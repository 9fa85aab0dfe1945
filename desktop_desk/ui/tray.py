"""The icon in the notification area: what burns at a glance, and the desk one click away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop_desk.text import Words
from desktop_desk.ui.icons import icon

if TYPE_CHECKING:
    from desktop_desk.domain.queue import QueueRow
    from desktop_desk.ui.alert_words import Notice
    from desktop_desk.ui.pulse import Pulse

_TITLE_SIGNS: Final = 48


class Tray(QObject):
    """Signals of what a person wants; ``acted`` is a click on a notice shown by :meth:`show`."""

    opened = Signal()
    ticket_asked = Signal()
    help_asked = Signal()
    quit_asked = Signal()
    ticket_opened = Signal(int)
    acted = Signal(object, str)

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._late: tuple[QueueRow, ...] = ()
        self._notice: Notice | None = None
        self.menu = QMenu()
        self._icon = QSystemTrayIcon(self)
        self._icon.setToolTip("Desktop Desk")
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self._on_message)

    @staticmethod
    def available() -> bool:
        """Whether this desktop has a place for it."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def appear(self) -> None:
        """Show the icon, now or as soon as the desktop has a place for it."""
        from desktop_desk.ui.app_icon import app_icon  # noqa: PLC0415 - after the first lines

        if self._icon.icon().isNull():
            self._icon.setIcon(app_icon())
            self._fill(0)
        self._icon.show()

    def vanish(self) -> None:
        """Take it away."""
        self._icon.hide()

    def show_pulse(self, pulse: Pulse) -> None:
        """What is late, or about to be."""
        from desktop_desk.ui.app_icon import AppState, app_icon  # noqa: PLC0415 - as above

        words = self._words
        state = AppState.LATE if pulse.late else AppState.WARNING if pulse.in_danger else AppState.CALM
        self._icon.setIcon(app_icon(state, pulse.late))
        if pulse.late:
            said = words.plural("{n} request late", "{n} requests late", pulse.late)
        elif pulse.in_danger:
            said = words("a promise is about to break")
        else:
            said = words("nothing is late")
        self._icon.setToolTip(f"Desktop Desk – {said}")
        if pulse.latest != self._late:
            self._late = pulse.latest
            self._fill(pulse.late)

    def show(self, notice: Notice) -> None:
        """Show a notice in the desktop's own way, where there is no better one."""
        from desktop_desk.ui.app_icon import app_icon  # noqa: PLC0415 - as above

        self._notice = notice
        self._icon.showMessage(notice.title, notice.body, app_icon())

    def _fill(self, count: int) -> None:
        menu, words = self.menu, self._words
        menu.clear()
        menu.addAction(icon("inbox"), words("Open Desktop Desk"), self.opened.emit)
        menu.addAction(icon("plus"), words("New ticket"), self.ticket_asked.emit)
        menu.addAction(icon("chat"), words("Ask for help"), self.help_asked.emit)
        if self._late:
            menu.addSeparator()
            title = menu.addAction(words.plural("{n} request late", "{n} requests late", count))
            title.setEnabled(False)
            for row in self._late:
                menu.addAction(
                    icon("clock", "danger_text"), _title(row), partial(self.ticket_opened.emit, row.id)
                )
        menu.addSeparator()
        menu.addAction(icon("power"), words("Quit"), self.quit_asked.emit)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            self.opened.emit()
        elif reason == QSystemTrayIcon.ActivationReason.MiddleClick:
            self.menu.popup(QCursor.pos())

    def _on_message(self) -> None:
        if self._notice is not None:
            self.acted.emit(self._notice.ticket_id, "default")


def _title(row: QueueRow) -> str:
    title = row.title if len(row.title) <= _TITLE_SIGNS else row.title[: _TITLE_SIGNS - 1].rstrip() + "…"
    shown = f"{row.number} · {title}" if row.number is not None else title
    return shown.replace("&", "&&")
