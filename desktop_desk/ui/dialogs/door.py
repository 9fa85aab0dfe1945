"""The way into a shared desk: its password asked for as often as it takes, and kept once it was good."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.shared import PasswordRefused
from desktop_desk.ui.placing import bring_to_front

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_desk.credentials import Credentials
    from desktop_desk.text import Words
    from desktop_desk.ui.dialogs.password import PasswordDialog
    from desktop_desk.ui.tasks import Tasks


class Door(QObject):
    """Stands before a desk that wants a password; ``knock`` tries to open it.

    Whoever gives up is ``left`` with what was said last.
    """

    def __init__(
        self,
        credentials: Credentials,
        knock: Callable[[], None],
        left: Callable[[DeskError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._credentials, self._knock, self._left = credentials, knock, left
        self._dialog: PasswordDialog | None = None
        self._keep = False

    def asks(self, refused: DeskError, window: QWidget, words: Words) -> bool:
        """Whether a password was what was missing: then it is asked for, what was typed still there."""
        if not isinstance(refused, PasswordRefused):
            if self._dialog is not None:
                self._dialog.reject()
            return False
        if self._dialog is None:
            self._dialog = self._made(window, words, refused)
            bring_to_front(window)
            self._dialog.open()
        else:
            self._dialog.refuse(refused.say(words))
        return True

    def let_in(self, tasks: Tasks) -> None:
        """They are in: the password is kept if they wished; what the key store says against it is said."""
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.accept()
        if self._keep:
            self._keep = False
            tasks.run(self._credentials.keep)

    def _made(self, window: QWidget, words: Words, refused: PasswordRefused) -> PasswordDialog:
        from desktop_desk.ui.dialogs.password import PasswordDialog  # noqa: PLC0415 - when it is asked for

        place, keys = self._credentials.place, self._credentials.keys
        dialog = PasswordDialog(words, place.name, place.user, keeps=keys.available, parent=window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(self._on_given)
        dialog.rejected.connect(lambda: self._on_left(refused))
        return dialog

    def _on_given(self, user: str, password: str, keep: bool) -> None:
        self._keep = keep
        self._credentials.typed(user, password)
        self._knock()

    def _on_left(self, refused: PasswordRefused) -> None:
        self._dialog = None
        self._left(refused)
