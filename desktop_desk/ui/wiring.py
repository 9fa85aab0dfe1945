"""What the pages ask of the window and of one another, joined when a page is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, SignalInstance

from desktop_desk.ui import actions, autostart, rail
from desktop_desk.ui.commands import Place

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from desktop_desk.config import UserSettings
    from desktop_desk.domain.figure import Behind
    from desktop_desk.text import Words
    from desktop_desk.ui.context import Context
    from desktop_desk.ui.preferences import Preferences
    from desktop_desk.ui.top_bar import TopBar
    from desktop_desk.ui.views.queue import QueueView
    from desktop_desk.ui.views.ticket_editor import TicketEditor


TURN_MS: Final = 30
"""Time for what was just shown to be painted, and for keys, before more is done."""


class Shell(Protocol):
    """What the pages need of the window."""

    words: Words
    preferences: Preferences
    top_bar: TopBar
    backup_asked: SignalInstance
    desk_asked: SignalInstance

    @property
    def queue(self) -> QueueView:
        """The queue."""
        ...

    def go(self, key: str) -> None:
        """Show a page."""
        ...

    def say(self, text: str, tone: str = "ok") -> None:
        """Say something in the strip."""
        ...

    def say_done(self, text: str, *operations: object) -> None:
        """Say what was done, and offer to undo it."""
        ...

    def open_ticket(self, ticket_id: int) -> None:
        """Show a ticket in its own window."""
        ...

    def new_ticket(self) -> None:
        """Write down a request."""
        ...


# Each page's modules are imported when the page is made: the window is painted before any of them.


def queue(window: Shell, context: Context) -> QueueView:
    """The queue, with its keys, its search field in the top bar, and the ticket beside it."""
    from desktop_desk.ui.views.queue import QueueView  # noqa: PLC0415
    from desktop_desk.ui.views.search_box import SearchBox  # noqa: PLC0415

    view, box = QueueView(context), SearchBox(window.words)
    single = window.preferences.settings.single_keys
    keys = actions.install(view, window.words, Place.QUEUE, list_widget=view.table, single_keys=single)
    window.top_bar.hold_search(box)
    box.searched.connect(view.search)
    box.left.connect(view.table.setFocus)
    view.search_cleared.connect(partial(box.set_text, ""))
    view.done.connect(window.say_done)
    view.failed.connect(partial(window.say, tone="danger"))
    view.ticket_opened.connect(window.open_ticket)
    view.ticket_asked.connect(window.new_ticket)
    view.pane_toggled.connect(partial(_remember_pane, window))

    _Follower(window.preferences, view, keys)
    _PaneFiller(window, context, view)
    return view


class _Follower(QObject):
    """Gives the queue the preferences that change, as long as the queue is there.

    They outlive it: another language or another desk replaces the window. Qt drops the connection with this
    object, which a function of our own would outlive.
    """

    def __init__(self, preferences: Preferences, view: QueueView, keys: Mapping[str, QAction]) -> None:
        super().__init__(view)
        self._preferences, self._view, self._keys = preferences, view, keys
        preferences.changed.connect(self._follow)

    def _follow(self) -> None:
        settings = self._preferences.settings
        actions.set_single_keys(self._keys, on=settings.single_keys)
        self._view.set_compact(settings.density == "compact")


class _PaneFiller(QObject):
    """Puts the ticket beside the list once the list is there: the rows come first."""

    def __init__(self, window: Shell, context: Context, view: QueueView) -> None:
        super().__init__(view)
        self._window, self._context, self._view = window, context, view
        view.model.listed.connect(self._prepare)

    def _prepare(self, *_: object) -> None:
        self._view.model.listed.disconnect(self._prepare)
        self._context.tasks.run(self._wait_and_import, self._fill, self._fill)

    def _wait_and_import(self) -> None:
        """Wait for the desk to be open: two heavy imports at once would hold the window up twice as long."""
        try:
            self._context.session.rules()
        finally:
            import_module("desktop_desk.ui.views.ticket_editor")

    def _fill(self, *_: object) -> None:
        """Make it in one turn and put it in place in the next: both together are a wait that is felt."""
        from desktop_desk.ui.views.ticket_editor import TicketEditor  # noqa: PLC0415

        editor = TicketEditor(self._context, parent=self._view)
        QTimer.singleShot(TURN_MS, self, partial(self._put_in_place, editor))

    def _put_in_place(self, editor: TicketEditor) -> None:
        window, view = self._window, self._view
        view.set_pane(editor)
        view.ticket_selected.connect(editor.show_ticket)
        editor.done.connect(window.say_done)
        editor.window_asked.connect(window.open_ticket)
        editor.open_ticket.connect(window.open_ticket)
        compose = {"reply": editor.focus_reply, "note": editor.focus_note, "send": editor.composer.send}
        view.compose_asked.connect(lambda what: compose[what]())
        view.model.listed.connect(lambda _: editor.follow_list(empty=not view.model.ids))
        editor.show_ticket(view.table.current_id)
        editor.follow_list(empty=not view.model.ids)
        # The page next looked at is imported while nobody waits for it.
        self._context.tasks.run(partial(import_module, "desktop_desk.ui.views.charts"))


def dashboard(window: Shell, context: Context) -> QWidget:
    """The dashboard, counted when it is shown, when a period is chosen and when asked."""
    from desktop_desk.ui.views.charts import ChartsView  # noqa: PLC0415

    session, words = context.session, context.words
    view = ChartsView(words, session.clock)
    counting = QTimer(view)
    counting.setSingleShot(True)
    counting.setInterval(TURN_MS)

    def begin(*_: object) -> None:
        view.show_loading()
        counting.start()

    def count() -> None:
        span = view.span
        context.tasks.run(
            lambda: session.board(span, words),
            view.show_board,
            lambda error: view.show_error(error.say(words)),
            key="board",
        )

    def show_behind(behind: Behind) -> None:
        window.go(rail.QUEUE)
        window.queue.show_behind(behind)

    counting.timeout.connect(count)
    view.span_chosen.connect(begin)
    view.refresh_asked.connect(begin)
    view.behind_opened.connect(show_behind)
    view.ticket_asked.connect(window.new_ticket)
    return view


def settings(window: Shell, context: Context) -> QWidget:
    """The settings."""
    from desktop_desk.ui.views.settings import SettingsView  # noqa: PLC0415

    view = SettingsView(context)

    def keep(chosen: UserSettings) -> None:
        before = window.preferences.settings
        window.preferences.put(replace(chosen, window=before.window))
        if chosen.start_with_session != before.start_with_session:
            _start_with_session(window, on=chosen.start_with_session)

    view.names.setCurrentRow(window.preferences.section)
    view.names.currentRowChanged.connect(partial(setattr, window.preferences, "section"))
    view.preferences_changed.connect(keep)
    view.backup_wanted.connect(window.backup_asked)
    view.desk.desk_asked.connect(window.desk_asked)
    if window.top_bar.in_sample:
        view.desk.show_sample()
        view.desk.sample_left.connect(window.top_bar.sample_left)
    return view


def _start_with_session(window: Shell, *, on: bool) -> None:
    try:
        if on:
            autostart.turn_on(autostart.own_command())
        else:
            autostart.turn_off()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        window.say(window.words("Start with the session could not be set: {reason}", reason=reason), "warn")


def new_ticket(window: Shell, context: Context, parent: QWidget) -> None:
    """The agent's own capture of a request; what came of it is said in the strip."""
    from desktop_desk.ui.dialogs.new_ticket import NewTicketDialog  # noqa: PLC0415

    dialog = NewTicketDialog(context, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.created.connect(
        lambda _id, number: window.say(window.words("Ticket {number} opened", number=number))
    )
    dialog.open()


def request_help(context: Context) -> None:
    """The employee's own dialog."""
    from desktop_desk.ui.dialogs.intake.dialog import IntakeDialog  # noqa: PLC0415

    dialog = IntakeDialog(context)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()


def show_help(words: Words, parent: QWidget) -> None:
    """The sheet of every shortcut."""
    from desktop_desk.ui.help_sheet import HelpSheet  # noqa: PLC0415

    HelpSheet(words, parent).open()


def _remember_pane(window: Shell, shown: bool) -> None:
    kept = window.preferences.settings
    window.preferences.put(replace(kept, window=replace(kept.window, pane_visible=shown)))


MakePage = Callable[["Shell", "Context"], "QWidget"]

PAGES: Final[Mapping[str, MakePage]] = {
    rail.QUEUE: queue,
    rail.DASHBOARD: dashboard,
    rail.SETTINGS: settings,
}


def uids_in(values: Iterable[object]) -> Iterable[UUID]:
    """The uids among ``values``, those in lists too."""
    from uuid import UUID  # noqa: PLC0415 - when something was done

    for value in values:
        if isinstance(value, UUID):
            yield value
        elif isinstance(value, list | tuple):
            yield from uids_in(value)
