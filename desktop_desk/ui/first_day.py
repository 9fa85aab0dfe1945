"""What a desk is offered before it is lived in: its first start, data to try, a start with the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_desk.ui import autostart

if TYPE_CHECKING:
    from desktop_desk.ui.context import Context
    from desktop_desk.ui.dialogs.first_start import FirstStartDialog
    from desktop_desk.ui.main_window import MainWindow

_LONG_S: Final = 30.0
"""Seconds a question stays: longer than what merely tells."""

_UNTIL_READ_S: Final = 3600.0


class FirstDay(QObject):
    """``sample_asked`` when somebody would rather try the program than found a desk."""

    sample_asked = Signal()

    def __init__(self, context: Context, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._window = context, window
        self._dialog: FirstStartDialog | None = None
        self._sample = False

    def begin(self) -> None:
        """Ask the first questions of a desk that was never founded; else propose what was not proposed.

        A window that is not shown asks nothing: whoever works here is not looking.
        """
        if self._dialog is None and self._window.isVisible():
            self._context.tasks.run(lambda: self._context.session.founded, self._on_known, key="founded")

    def propose_session(self) -> None:
        """Once: to start with the session."""
        window, words = self._window, self._context.words
        if self._sample or window.preferences.settings.asked_about_session:
            return
        window.preferences.change(asked_about_session=True)
        if not autostart.is_on():
            said = words("Start Desktop Desk with your session, so that no promise breaks unseen?")
            action = words("Start with the session")
            window.say(said, "info", action=action, on_action=self._start_with_session, seconds=_LONG_S)

    def say_sample(self, on_back: Callable[[], None]) -> None:
        """What is shown is made up; one's own desk is one press away as long as it is open."""
        self._sample, words = True, self._context.words
        self._window.top_bar.show_sample(on_back)
        said = words("These are sample data: try anything, nothing of yours is touched.")
        self._window.say(
            said, "info", action=words("Back to my own desk"), on_action=on_back, seconds=_LONG_S
        )

    def _on_known(self, founded: bool) -> None:
        if founded:
            self._warn_of_place()
        elif self._dialog is None:
            self._ask()

    def _warn_of_place(self) -> None:
        """Once a file: where it lies may harm it. What else there is to say comes once that is read."""
        window, context = self._window, self._context
        warning, file = context.session.store.warning, context.session.store.name
        if self._sample or warning is None or window.preferences.settings.warned_about == file:
            self.propose_session()
            return
        window.preferences.change(warned_about=file)
        window.say(warning.say(context.words), "warn", seconds=_UNTIL_READ_S)
        window.strip.dismissed.connect(self.propose_session, Qt.ConnectionType.SingleShotConnection)

    def _ask(self) -> None:
        from desktop_desk.ui.dialogs.first_start import FirstStartDialog  # noqa: PLC0415 - once in a desk's life

        dialog = self._dialog = FirstStartDialog(self._context, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.founded.connect(self._welcome)
        # once the dialog is gone: the window it stands on gives way to another
        dialog.sample_wanted.connect(lambda: QTimer.singleShot(0, self, self.sample_asked.emit))
        dialog.joined.connect(self._window.desk_asked)
        dialog.finished.connect(self._on_closed)
        dialog.show()

    def _on_closed(self) -> None:
        self._dialog = None

    def _welcome(self) -> None:
        """The next step, and once that is read, the offer to start with the session."""
        window, words = self._window, self._context.words
        if window.pulse is not None:
            window.pulse.read()
        said = words("Your desk is open. Write down the first request, or let your colleagues ask.")
        window.say(said, action=words("New ticket"), on_action=window.new_ticket, seconds=_LONG_S)
        window.strip.dismissed.connect(self.propose_session, Qt.ConnectionType.SingleShotConnection)

    def _start_with_session(self) -> None:
        window, words = self._window, self._context.words
        try:
            autostart.turn_on(autostart.own_command())
        except OSError as error:
            reason = error.strerror or type(error).__name__
            window.say(words("Start with the session could not be set: {reason}", reason=reason), "warn")
            return
        window.preferences.change(start_with_session=True)
        window.say(words("Desktop Desk will start with your session."))
