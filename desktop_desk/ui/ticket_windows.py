"""Tickets in windows of their own: one a ticket, raised when it is asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_desk.ui.context import Context
from desktop_desk.ui.placing import bring_to_front

if TYPE_CHECKING:
    from desktop_desk.ui.views.ticket_window import TicketWindow


class TicketWindows(QObject):
    """The windows that are open, by ticket. ``emptied`` when the last of them is closed."""

    emptied = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._open: dict[int, TicketWindow] = {}
        self._leaving: set[TicketWindow] = set()

    def show(self, ticket_id: int, *, reply: bool = False) -> TicketWindow:
        """Show a ticket, in the window it already has if there is one; ``reply`` begins an answer."""
        window = self._open.get(ticket_id) or self._new(ticket_id)
        if reply:
            _begin_reply(window)
        bring_to_front(window)
        return window

    def all(self) -> list[TicketWindow]:
        """Those that are open."""
        return list(self._open.values())

    def close_all(self) -> None:
        """Close them; what was being written in them is kept."""
        for window in self.all():
            window.close()

    def _new(self, ticket_id: int) -> TicketWindow:
        from desktop_desk.ui.views.ticket_window import TicketWindow  # noqa: PLC0415 - when one is opened

        window = self._open[ticket_id] = TicketWindow(self._context, ticket_id)
        window.open_ticket.connect(self.show)
        window.closed.connect(self._forget)
        return window

    def _forget(self, ticket_id: int) -> None:
        """Hold a window until Qt has deleted it: let go while it closes, Python would delete it first."""
        window = self._open.pop(ticket_id, None)
        if window is not None:
            self._leaving.add(window)
            window.destroyed.connect(lambda *_: self._leaving.discard(window))
        if not self._open:
            self.emptied.emit()


def _begin_reply(window: TicketWindow) -> None:
    """Put the keyboard into the answer, once the ticket is there."""
    editor = window.editor
    if editor.page is not None:
        editor.focus_reply()
        return

    def begin(_ticket_id: int) -> None:
        editor.shown.disconnect(begin)
        editor.focus_reply()

    editor.shown.connect(begin)
