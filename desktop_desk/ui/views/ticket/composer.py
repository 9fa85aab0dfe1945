"""Where an answer, an internal note or a call is written; what is not sent yet is never lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from desktop_desk.ui import icons
from desktop_desk.ui.context import Context
from desktop_desk.ui.drafts import Drafts
from desktop_desk.ui.views.ticket.composer_text import ComposerText
from desktop_desk.ui.views.ticket.modes import Mode, ModeTabs, mode_words
from desktop_desk.ui.views.ticket.parcels import Parcel, Parcels
from desktop_desk.ui.widgets.buttons import ICON_ROLE, button, icon_button
from desktop_desk.ui.widgets.labels import label, set_property

SAVE_MS: Final = 500
"""How long after the last key a draft is kept: what a crash can cost."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What somebody wants to send; ``resolve`` to end the ticket with it."""

    mode: Mode
    text: str
    parcels: tuple[Parcel, ...]
    resolve: bool


class Composer(QFrame):
    """Two clearly different modes, a quiet third, and what is sent along.

    Signals:
        sent: an :class:`Outgoing`; it stays in the field until :meth:`accepted`.
        refused: the ``DeskError`` of a file that cannot be taken.
        told: something to be said in the strip.
        draft_failed: the ``OSError`` of a draft that could not be kept.
    """

    sent = Signal(object)
    refused = Signal(object)
    told = Signal(str)
    draft_failed = Signal(object)

    def __init__(self, context: Context, drafts: Drafts, *, wide: bool) -> None:
        super().__init__()
        self._context, self._drafts, self._wide = context, drafts, wide
        self._ticket: UUID | None = None
        self._requester = ""
        self._mode = Mode.REPLY
        self._parcels: dict[tuple[UUID, Mode], list[Parcel]] = {}
        self._dirty = False
        words = context.words
        self.tabs = ModeTabs()
        self.tabs.chosen.connect(self.choose)
        self.text = ComposerText()
        self.parcels = Parcels(context)
        self._attach = icon_button("paperclip", words("Attach files"))
        self._hint = label(words("Ctrl+Enter"), size="small", tone="text_3")
        self.send_button = button("", "primary", "send")
        resolve = words("Send and resolve")
        tip = words("{action} (Ctrl+Shift+Enter)", action=resolve)
        self.resolve_button = button(resolve, "quiet", "check") if wide else icon_button("check", resolve)
        self.resolve_button.setToolTip(tip)
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_MS)
        self._connect()
        self._lay_out()
        self._dress()

    @property
    def mode(self) -> Mode:
        """What is being written."""
        return self._mode

    @property
    def blank(self) -> bool:
        """Whether there is nothing to send."""
        return not self.text.toPlainText().strip() and not self.parcels.held

    def show_ticket(self, ticket: UUID, requester: str) -> None:
        """Write on a ticket; what was written on it and not sent is there again."""
        self._requester = requester
        if ticket != self._ticket:
            self.flush()
            self._ticket = ticket
            waiting = [mode for mode in Mode if self._drafts.text(ticket, mode)]
            self._mode = waiting[0] if waiting else Mode.REPLY
            self._restore()
        self._dress()

    def leave(self) -> None:
        """No ticket any more; what was written is kept."""
        self.flush()
        self._ticket = None

    def choose(self, mode: Mode) -> None:
        """Write something else; each mode has its own words."""
        if mode is not self._mode:
            self.flush()
            self._mode = mode
            self._restore()
            self._dress()
        self.text.setFocus()

    def send(self, *, resolve: bool = False) -> None:
        """Send what is written; ``resolve`` ends the ticket with it."""
        if self._ticket is None or not self.send_button.isEnabled():
            return
        self.flush()
        resolve = resolve and self._mode is not Mode.NOTE
        outgoing = Outgoing(self._mode, self.text.toPlainText(), self.parcels.held, resolve)
        self.set_busy(True)
        self.sent.emit(outgoing)

    def flush(self) -> None:
        """Keep what is written now."""
        self._saving.stop()
        if self._ticket is None:
            return
        if self._dirty:
            self._dirty = False
            try:
                self._drafts.keep(self._ticket, self._mode, self.text.toPlainText(), self)
            except OSError as error:
                self.draft_failed.emit(error)

    def set_busy(self, busy: bool) -> None:
        """While a message is on its way nothing can be changed in it."""
        self.text.setReadOnly(busy)
        for one in (self.tabs, self._attach, self.send_button, self.resolve_button, self.parcels):
            one.setEnabled(not busy)
        self._say_buttons()

    def accepted(self, outgoing: Outgoing, ticket: UUID) -> None:
        """The message is in the desk: its words can go."""
        self.set_busy(False)
        self._parcels.pop((ticket, outgoing.mode), None)
        if (ticket, outgoing.mode) == (self._ticket, self._mode):
            self.parcels.hold(self._parcels.setdefault((ticket, outgoing.mode), []))
            self.text.set_words("")
            self._saving.stop()
            self._dirty = False
        try:
            self._drafts.keep(ticket, outgoing.mode, "", self)
        except OSError as error:
            self.draft_failed.emit(error)
        self._dress()

    def set_room(self, height: int) -> None:
        """The text may take a third of the height there is."""
        self.text.set_most(height * 3 // 10)

    def add_files(self, paths: list[Path]) -> None:
        """Attach files of the disk."""
        self.parcels.add_paths(paths)

    def _connect(self) -> None:
        clock, tz = self._context.session.clock, self._context.tz
        self._saving.timeout.connect(self.flush)
        self.text.textChanged.connect(self._on_text)
        self.text.send_asked.connect(lambda resolve: self.send(resolve=resolve))
        self.text.files_given.connect(self.add_files)
        self.text.image_given.connect(lambda image: self.parcels.add_image(QImage(image), clock(), tz))
        self.text.long_text_given.connect(self._on_long_text)
        self.parcels.refused.connect(self.refused)
        self.parcels.changed.connect(self._say_buttons)
        self.send_button.clicked.connect(self.send)
        self.resolve_button.clicked.connect(lambda: self.send(resolve=True))
        self._attach.clicked.connect(self._choose_files)
        self._drafts.changed.connect(self._on_draft)

    def _on_text(self) -> None:
        self._dirty = True
        self._saving.start()
        self._say_buttons()

    def _on_long_text(self, text: str) -> None:
        self.parcels.add_text(text, self._context.session.clock(), self._context.tz)
        self.told.emit(self._context.words("The pasted text is long: it was attached as a file."))

    def _on_draft(self, ticket: UUID, mode: str, origin: object) -> None:
        """Another window wrote on the same ticket."""
        if origin is not self and ticket == self._ticket and not self.text.hasFocus():
            if mode == self._mode:
                self._restore()
            self._dress()

    def _restore(self) -> None:
        if self._ticket is None:
            return
        self.text.set_words(self._drafts.text(self._ticket, self._mode))
        self.parcels.hold(self._parcels.setdefault((self._ticket, self._mode), []))
        self._saving.stop()
        self._dirty = False

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, self._context.words("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _say_buttons(self) -> None:
        ready = not self.blank and not self.parcels.reading and not self.text.isReadOnly()
        self.send_button.setEnabled(ready)
        self.resolve_button.setEnabled(ready)

    def _dress(self) -> None:
        """Ground, border, icon, button and words of the mode."""
        note = self._mode is Mode.NOTE
        said = mode_words(self._context.words, self._mode, self._requester)
        kind = "note" if note else "primary"
        set_property(self, "plane", "composer_note" if note else "composer")
        set_property(self.send_button, "kind", kind)
        set_property(self._hint, "tone", "note_text" if note else "text_3")
        self.layout().setContentsMargins(*((7,) * 4 if note else (8,) * 4))  # type: ignore[union-attr]
        self.send_button.setText(said.send)
        self.send_button.setIcon(icons.icon(said.send_icon, ICON_ROLE[kind]))
        self._attach.setIcon(icons.icon("paperclip", "note_text" if note else "text_2"))
        self.resolve_button.setVisible(not note)
        self.text.setPlaceholderText(said.hint)
        self.text.setAccessibleName(said.tab)
        self.tabs.show_modes(self._context.words, self._requester, self._mode, self._drafted())
        self._say_buttons()

    def _drafted(self) -> frozenset[Mode]:
        """The modes in which something waits to be sent."""
        if self._ticket is None:
            return frozenset()
        ticket = self._ticket
        return frozenset(
            mode for mode in Mode if self._drafts.text(ticket, mode) or self._parcels.get((ticket, mode))
        )

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(2, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self._attach)
        foot.addStretch(1)
        foot.addWidget(self._hint)
        foot.addWidget(self.resolve_button)
        foot.addWidget(self.send_button)
        column = QVBoxLayout(self)
        column.setSpacing(2)
        column.addWidget(self.tabs)
        column.addWidget(self.text)
        column.addWidget(self.parcels)
        column.addLayout(foot)
