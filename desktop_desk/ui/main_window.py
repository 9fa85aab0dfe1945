"""The main window: rail, top bar, pages, and the strip that says what happened.

It is painted before the desk is open (:meth:`MainWindow.attach` fills it), so that somebody who
starts the program sees it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial, partialmethod
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_desk.text import Words
from desktop_desk.ui import actions, placing, rail, wiring
from desktop_desk.ui.afterwards import Afterwards
from desktop_desk.ui.commands import Place
from desktop_desk.ui.preferences import Preferences
from desktop_desk.ui.skeleton import Skeleton
from desktop_desk.ui.top_bar import TopBar
from desktop_desk.ui.vigil import Vigil
from desktop_desk.ui.widgets.strip import SHOWN_S, Strip

if TYPE_CHECKING:
    from uuid import UUID

    from desktop_desk.domain.errors import DeskError
    from desktop_desk.ui.context import Context
    from desktop_desk.ui.opening_problem import OpeningProblem
    from desktop_desk.ui.pulse import Pulse, PulseKeeper
    from desktop_desk.ui.ticket_windows import TicketWindows
    from desktop_desk.ui.views.queue import QueueView

_ONCE = Qt.ConnectionType.SingleShotConnection


class MainWindow(QMainWindow):
    """The window of one desk.

    Signals:
        quit_asked: the program shall end, whatever the tray holds.
        close_asked: the window was closed; whoever runs the program decides what that means.
        retry_asked, other_store_asked: after :meth:`show_problem`.
        backup_asked: a copy of the desk is wanted.
        desk_asked: a shared desk shall be opened in place of this one (its ``Credentials``).
        filled: the queue was put in place.
    """

    quit_asked = Signal()
    close_asked = Signal()
    retry_asked = Signal()
    other_store_asked = Signal()
    backup_asked = Signal()
    desk_asked = Signal(object)
    filled = Signal()

    def __init__(self, words: Words, preferences: Preferences | None = None) -> None:
        super().__init__()
        self.words = words
        self.preferences = preferences or Preferences()
        self.context: Context | None = None
        self.pulse: PulseKeeper | None = None
        self.tickets: TicketWindows | None = None
        self._pages: dict[str, QWidget] = {}
        self._problem: OpeningProblem | None = None
        self.setWindowTitle("Desktop Desk")
        self.rail, self.top_bar, self.strip = rail.Rail(words), TopBar(words), Strip(words)
        self._afterwards = Afterwards(self)
        self.vigil = Vigil(self.top_bar, words, self)
        self._build()
        settings = self.preferences.settings
        self.actions_by_id = actions.install(self, words, Place.GLOBAL, single_keys=settings.single_keys)
        placing.place(self, settings.window)
        self.skeleton.setFocus()
        self._connect()

    def _build(self) -> None:
        self._body, self._stack = QStackedWidget(), QStackedWidget()
        self.skeleton = Skeleton()
        self._body.addWidget(self.skeleton)
        desk = QWidget()
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self._body, 1)
        self._stack.addWidget(desk)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        self._strip_room = _room_for(self.strip)
        right.addWidget(self._strip_room)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(centre)
        self.rail.show_page(rail.QUEUE)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go)
        self.top_bar.ticket_asked.connect(self.new_ticket)
        self.vigil.failed.connect(lambda said: self.say(said, "danger"))
        self.preferences.changed.connect(self._on_preferences)
        self.preferences.problem.connect(self._on_preferences_problem)

    # filling

    def attach(self, context: Context) -> None:
        """The desk is open: show it."""
        from desktop_desk.ui.pulse import PulseKeeper  # noqa: PLC0415 - after the first painting
        from desktop_desk.ui.ticket_windows import TicketWindows  # noqa: PLC0415 - as above

        self.context = context
        self.top_bar.setEnabled(True)
        context.tasks.problem.connect(self.show_error)
        self.tickets = TicketWindows(context, self)
        self.pulse = PulseKeeper(context, self)
        self.pulse.beat.connect(self._on_pulse)
        self.vigil.overdue.connect(self.pulse.read)
        self.vigil.attach(context)
        self.go(rail.QUEUE)
        for told in (self.queue.model.listed, self.queue.model.failed):
            told.connect(self._afterwards.begin)
        self.after_rows(self.pulse.read)
        self.filled.emit()

    def show_problem(self, error: DeskError) -> None:
        """The desk could not be opened: say so in place of the queue."""
        from desktop_desk.ui.opening_problem import OpeningProblem  # noqa: PLC0415 - rarely needed

        if self._problem is None:
            self._problem = OpeningProblem(self.words)
            self._problem.retry_asked.connect(self._on_retry)
            self._problem.other_asked.connect(self.other_store_asked)
            self._body.addWidget(self._problem)
        self._body.setCurrentWidget(self._problem)
        self.top_bar.setEnabled(False)
        self._problem.say(error.say(self.words))

    def after_rows(self, work: Callable[[], object], *, first: bool = False) -> None:
        """Do what nobody waits for once the first lines are painted, one thing after the other."""
        self._afterwards.do(work, first=first)

    @property
    def queue(self) -> QueueView:
        """The queue; there once the desk is open."""
        return cast("QueueView", self._pages[rail.QUEUE])

    @property
    def shown_page(self) -> str:
        """The key of the page that is shown."""
        return next((k for k, page in self._pages.items() if page is self._stack.currentWidget()), rail.QUEUE)

    def page(self, key: str) -> QWidget | None:
        """A page that has been made; ``None`` before."""
        return self._pages.get(key)

    # saying

    def say(
        self,
        text: str,
        tone: str = "ok",
        *,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        seconds: float = SHOWN_S,
    ) -> None:
        """Say something in the strip."""
        self._strip_room.show()
        self.strip.show_message(text, tone, action=action, on_action=on_action, seconds=seconds)

    def say_done(self, text: str, *operations: object) -> None:
        """Something was done; with its operations' uids it can be undone from the strip."""
        uids = list(wiring.uids_in(operations))
        undo = partial(self.undo, uids) if uids else None
        self.say(text, action=self.words("Undo") if undo else "", on_action=undo)

    def show_error(self, error: DeskError) -> None:
        """Something could not be done; it stays until it is read."""
        self.say(error.say(self.words), "danger")

    # commands, called by the names in ``ui.commands``

    def new_ticket(self) -> None:
        """Write down a request somebody makes; asked for too early, it is done when the desk is open."""
        if self.context is None:
            self.filled.connect(self.new_ticket, _ONCE)
            return
        wiring.new_ticket(self, self.context, self)

    def request_help(self) -> None:
        """The employee's own dialog."""
        if self.context is not None:
            wiring.request_help(self.context)

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self.go(rail.QUEUE)
        self.top_bar.focus_search()

    def undo(self, operations: Sequence[UUID] = ()) -> None:
        """Take back the last change of this sitting, or these."""
        from desktop_desk.ui.undoing import undo_these  # noqa: PLC0415 - when it is needed

        self._say_what(lambda context: undo_these(context.session, self.words, operations))

    def redo(self) -> None:
        """Do again what was taken back last."""
        from desktop_desk.ui.undoing import redo_last  # noqa: PLC0415 - as above

        self._say_what(lambda context: redo_last(context.session, self.words))

    def show_help(self) -> None:
        """Show every shortcut."""
        wiring.show_help(self.words, self)

    def quit(self) -> None:
        """End the program."""
        self.quit_asked.emit()

    def go(self, key: str) -> None:
        """Show a page, made now if it was not; before the desk is open there is only the queue to come."""
        if self.context is None:
            self.rail.show_page(rail.QUEUE)
            return
        page = self._pages.get(key) or self._made(key, self.context)
        if key == rail.QUEUE:
            self._body.setCurrentWidget(page)
            self._stack.setCurrentIndex(0)
        else:
            self._stack.setCurrentWidget(page)
            if isinstance(asks := getattr(page, "refresh_asked", None), SignalInstance):
                asks.emit()
        self.rail.show_page(key)
        page.setFocus()

    go_queue = partialmethod(go, rail.QUEUE)
    go_dashboard = partialmethod(go, rail.DASHBOARD)
    go_settings = partialmethod(go, rail.SETTINGS)

    def open_ticket(self, ticket_id: int, *, reply: bool = False) -> None:
        """Show a ticket in its own window, the one already open if there is one; ready to ``reply``."""
        if self.tickets is not None:
            self.tickets.show(ticket_id, reply=reply)

    # events

    def showEvent(self, event: QShowEvent) -> None:
        """The seconds count again."""
        super().showEvent(event)
        self.vigil.run(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody reads the seconds."""
        self.vigil.run(on=False)
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is a wish: what comes of it depends on the tray."""
        self.remember_place()
        event.ignore()
        self.close_asked.emit()

    def remember_place(self) -> None:
        """Keep where the window is for next time."""
        settings = self.preferences.settings
        if self.isVisible() and not self.isFullScreen():
            self.preferences.put(replace(settings, window=placing.where(self, settings.window)))

    def _made(self, key: str, context: Context) -> QWidget:
        page = self._pages[key] = wiring.PAGES[key](self, context)
        (self._body if key == rail.QUEUE else self._stack).addWidget(page)
        return page

    def _say_what(self, work: Callable[[Context], str]) -> None:
        if self.context is not None:
            self.context.tasks.run(partial(work, self.context), partial(self.say, tone="info"))

    def _on_retry(self) -> None:
        self._body.setCurrentIndex(0)
        self.retry_asked.emit()

    def _on_pulse(self, pulse: Pulse) -> None:
        self.rail.show_late(pulse.late)
        self.rail.show_me(pulse.me)
        self.vigil.show_pulse(pulse)

    def _on_preferences_problem(self, said: str) -> None:
        self.say(self.words(said), "warn")

    def _on_preferences(self) -> None:
        settings = self.preferences.settings
        actions.set_single_keys(self.actions_by_id, on=settings.single_keys)
        if self.context is not None:
            self.context.settings = settings


def _room_for(strip: Strip) -> QWidget:
    """The strip with room around it, there only while it says something."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(16, 8, 16, 12)
    column.addWidget(strip)
    strip.dismissed.connect(holder.hide)
    holder.hide()
    return holder
