"""What a person wants of the ticket on the screen, carried out; what the desk refuses is said and kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop_desk.domain.cleaning import TitleMissing
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.operations import Change, Operation, TicketField
from desktop_desk.domain.ticket import TITLE_LIMIT, MessageKind
from desktop_desk.services.errors import EditConflict, NewMessageMeanwhile
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.ticket.composer import Outgoing
from desktop_desk.ui.views.ticket.conflicts import conflict_sentence
from desktop_desk.ui.views.ticket.deeds import Deeds, Failed
from desktop_desk.ui.views.ticket.page import Page
from desktop_desk.ui.views.ticket.sheet import Sheet

KEPT_S = 600
"""Seconds a refusal stays on the screen: long enough to be read after a coffee."""


class Hands(QObject):
    """Between the sheet and the desk. ``stale`` when the ticket must be read again.

    ``done`` carries a sentence and the operation it can be undone by, ``problem`` a ``DeskError`` that
    has been said.
    """

    stale = Signal()
    done = Signal(str, object)
    problem = Signal(object)

    def __init__(self, context: Context, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._sheet = context, sheet
        self._words = context.words
        self._deeds = Deeds(context, self)
        self._deeds.done.connect(self.done)
        self.page: Page | None = None

    def take(self) -> None:
        """« Je m’en occupe »."""
        if self.page is not None and self.page.can_take:
            self._deeds.take(self.page.view.ticket, self.refused)

    def change(self, changes: tuple[Change, ...], said: str, *, insist: bool = False) -> None:
        """Set fields; ``insist`` whatever somebody else set meanwhile."""
        if self.page is not None:
            failed = self._unless(lambda: self.change(changes, said, insist=True))
            self._deeds.change(self.page.view.ticket, changes, said, failed, insist=insist)

    def save_title(self, typed: str, *, insist: bool = False) -> None:
        """Save what was typed; the field stays open until the desk has it."""
        page, title = self.page, " ".join(typed.split())
        if page is None or title == page.view.ticket.title:
            self._sheet.head.title.finish()
        elif not title:
            self.refused(TitleMissing())
        else:
            self._deeds.change(
                page.view.ticket,
                (Change(TicketField.TITLE, title),),
                self._words("new title"),
                self._unless(lambda: self.save_title(typed, insist=True)),
                insist=insist,
                then=lambda: self._title_saved(title),
            )

    def tag(self, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
        """Put labels on, take them off."""
        if self.page is not None:
            self._deeds.tag(self.page.view.ticket, add, remove, self.refused)

    def join(self, make: Callable[[], Operation], said: str) -> None:
        """Join the ticket to another or to equipment, or part them."""
        if self.page is not None:
            self._deeds.join(self.page.view.ticket, make, said, self.refused)

    def follow_up(self, opened: Callable[[int], None]) -> None:
        """A ticket taken in as history goes on in a new one; ``opened`` is given its row."""
        if self.page is not None:
            self._deeds.follow_up(self.page, opened, self.refused)

    def send(self, outgoing: Outgoing) -> None:
        """Send what was written; until it is in the desk it stays in the field."""
        composer = self._sheet.composer
        if self.page is None:
            composer.set_busy(False)
            return
        ticket = self.page.view.ticket

        def failed(error: DeskError) -> None:
            composer.set_busy(False)
            self.refused(error)
            self.stale.emit()

        self._deeds.write(ticket, outgoing, lambda: composer.accepted(outgoing, ticket.uid), failed)

    def draft_failed(self, error: OSError) -> None:
        """Say that what is being written would not outlive the window."""
        sentence = self._words(
            "What you are writing cannot be kept on the disk ({reason}). Send it before closing.",
            reason=error.strerror or type(error).__name__,
        )
        self._sheet.strip.show_message(sentence, "warn", seconds=KEPT_S)

    def title_too_long(self) -> None:
        """Say that a title was cut."""
        said = self._words("A title has at most {n} characters: the end was left out.", n=TITLE_LIMIT)
        self._sheet.strip.show_message(said, "warn")

    def refused(self, error: DeskError) -> None:
        """Say what went wrong."""
        tone = "warn" if isinstance(error, EditConflict) else "danger"
        self._sheet.strip.show_message(error.say(self._words), tone, seconds=KEPT_S)
        self.problem.emit(error)

    def say_arrived(self, before: Page, page: Page) -> None:
        """Somebody else wrote while an answer was being written."""
        known = {message.id for message in before.view.messages}
        mine = page.me.id if page.me is not None else None
        arrived = any(
            one.id not in known and one.author_id != mine and one.kind is MessageKind.PUBLIC
            for one in page.view.messages
        )
        if arrived and not self._sheet.composer.blank:
            sentence = self._words(NewMessageMeanwhile.sentence)
            self._sheet.strip.show_message(sentence, "warn", seconds=KEPT_S)

    def _title_saved(self, title: str) -> None:
        self._sheet.head.title.show_title(title, read_only=False)
        self._sheet.head.title.finish()

    def _unless(self, insist: Callable[[], None]) -> Failed:
        """Says a refusal; a conflict with both values and the choice to ``insist``."""

        def failed(error: DeskError) -> None:
            if isinstance(error, EditConflict) and self.page is not None:
                sentence = conflict_sentence(error, self._words, self.page)
                action = self._words("Apply mine")
                self._sheet.strip.show_message(
                    sentence, "warn", action=action, on_action=insist, seconds=KEPT_S
                )
                self.problem.emit(error)
            else:
                self.refused(error)
            self.stale.emit()

        return failed
