"""The window in which a desk of one PC becomes shared."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_desk.domain.firm import Setting
from desktop_desk.ui import fonts
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.first_start.steps import WIDTH as SIDE
from desktop_desk.ui.dialogs.first_start.steps import Steps
from desktop_desk.ui.dialogs.guided import lay_out_steps
from desktop_desk.ui.dialogs.sharing.go_page import GoPage
from desktop_desk.ui.dialogs.sharing.people_page import PeoplePage
from desktop_desk.ui.dialogs.sharing.server_page import ServerPage, proposed_name
from desktop_desk.ui.dialogs.sheet import Sheet, ask
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.card import plane
from desktop_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from desktop_desk.credentials import Credentials
    from desktop_desk.domain.errors import DeskError
    from desktop_desk.domain.guests import Guest, Invited
    from desktop_desk.domain.people import Person

WIDTH, HEIGHT = 816, 600
SERVER, PEOPLE, GO = range(3)
_LONG_S: Final = 60.0


class SharingDialog(Sheet):
    """``desk_asked`` carries the ``Credentials`` of the shared desk, to be opened in place of the file."""

    desk_asked = Signal(object)
    _counted = Signal(str, int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        words = context.words
        super().__init__(words("Share this desk"), parent)
        self._context = context
        self._working = False
        self._me: UUID | None = None
        self._guests: list[Guest] = []
        self.server, self.people, self.go = ServerPage(context), PeoplePage(words), GoPage(words)
        self._steps = Steps(words, (words("The server"), words("The people"), words("Share")))
        self._pages = QStackedWidget()
        for page in (self.server, self.people, self.go):
            self._pages.addWidget(page)
        self._count = label(size="small", tone="text_2")
        self.back, self.next = button(words("Back")), button("", "primary")
        for one in (self.back, self.next):
            one.setAutoDefault(False)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self.confirm)
        self.server.busy.connect(lambda _: self._name())
        self.server.checked.connect(self._read_people)
        self._counted.connect(self.go.count)
        self._lay_out()
        self.resize(WIDTH, HEIGHT)
        self._turn_to(SERVER)
        session = context.session
        ask(self, context.tasks, session.settings, self._propose, lambda _: None)

    def confirm(self) -> None:
        """Go on."""
        at = self._pages.currentIndex()
        if self._working or self.server.waits:
            return
        if at == SERVER and self.server.facts is None:
            self.server.look()
        elif at == SERVER:
            self._turn_to(PEOPLE)
        elif at == PEOPLE:
            guests = self.people.guests()
            if guests is not None:
                self._guests = guests
                self.go.announce(len(guests), self.server.place().name)
                self._turn_to(GO)
        elif self.go.is_done:
            self._open()
        else:
            self._share()

    def reject(self) -> None:
        """Not while it is working; nor, by chance, with passwords on the screen that nobody took."""
        if self._working:
            return
        if self.go.left():
            self._warn(self._context.words("Close anyway"), partial(self.done, 0))
        else:
            super().reject()

    def _warn(self, action: str, act: Callable[[], None]) -> None:
        said = self._context.words(
            "Some passwords were not copied. Once this window is closed nobody can read them."
        )
        self.go.strip.show_message(said, "warn", action=action, on_action=act, seconds=_LONG_S)

    def _propose(self, settings: dict[str, str]) -> None:
        if not self.server.database.isModified():
            self.server.database.setText(proposed_name(settings.get(Setting.COMPANY, "")))

    def _read_people(self) -> None:
        session = self._context.session

        def work() -> tuple[UUID | None, list[Person]]:
            me = session.me
            return None if me is None else me.uid, session.agents()

        ask(self, self._context.tasks, work, self._show_people, self._refused)

    def _show_people(self, read: tuple[UUID | None, Sequence[Person]]) -> None:
        self._me, people = read
        facts = self.server.facts
        if facts is not None:
            self.people.show_people(people, facts.logins)
            self._name()

    def _share(self) -> None:
        files, session, guests = self._context.files, self._context.session, self._guests
        assert files is not None
        assert files.shared is not None
        if not self.go.folder.text().strip():
            self.go.field.set_error(self._context.words("Choose a folder for the invitations."))
            return
        place, password = self.server.place(), self.server.password.text() or None
        folder, told, shared = Path(self.go.folder.text().strip()), self._counted.emit, files.shared
        self._work(on=True)
        self.go.show_going()
        ask(
            self,
            self._context.tasks,
            lambda: shared.share(session, place, password, guests, folder, told),
            self._shared,
            self._refused,
        )

    def _shared(self, invited: Sequence[Invited]) -> None:
        self._work(on=False)
        self.server.password.clear()
        self.go.show_result(invited, self.server.place().name)
        self._name()

    def _refused(self, error: DeskError) -> None:
        self._work(on=False)
        self.go.show_asked()
        strip = (self.server, self.people, self.go)[self._pages.currentIndex()].strip
        strip.show_message(error.say(self._context.words), "danger")

    def _open(self) -> None:
        """As whoever shared it, if they let themselves in; else whoever comes says who they are."""
        from desktop_desk.credentials import Credentials  # noqa: PLC0415 - for those who share

        logins = {guest.login for guest in self._guests if guest.person == self._me}
        mine = next((one for one in self.go.passwords if one.place.user in logins), None)
        credentials = Credentials((mine or self.go.passwords[0]).place)
        if mine is not None:
            credentials.typed(mine.place.user, mine.password)
            self.go.copied.add(mine.place.user)
        if self.go.left():
            self._warn(self._context.words("Open anyway"), partial(self._leave_for, credentials))
        else:
            self._leave_for(credentials)

    def _leave_for(self, credentials: Credentials) -> None:
        self.desk_asked.emit(credentials)
        self.accept()

    def _work(self, *, on: bool) -> None:
        self._working = on
        self._name()

    def _go_back(self) -> None:
        self._turn_to(self._pages.currentIndex() - 1)

    def _turn_to(self, index: int) -> None:
        words = self._context.words
        self._pages.setCurrentIndex(index)
        self._steps.show_step(index)
        self._count.setText(words("Step {n} of {total}", n=index + 1, total=3))
        self._name()
        (self.server.server, self.people.first(), self.go.folder)[index].setFocus()

    def _name(self) -> None:
        words, at = self._context.words, self._pages.currentIndex()
        done = self.go.is_done
        last = words("Open the shared desk") if done else words("Share the desk")
        texts = (words("Continue"), words("Continue"), words("Copying…") if self._working else last)
        self.next.setText(texts[at])
        self.next.setEnabled(not self._working and not self.server.waits)
        self.back.setVisible(at > SERVER and not done)
        self.back.setEnabled(not self._working)

    def _lay_out(self) -> None:
        words = self._context.words
        side = plane("side")
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 28, 24, 22)
        column.addWidget(
            label(words("Share this desk"), size="title_section", weight=fonts.STRONG, wrap=True)
        )
        column.addSpacing(24)
        column.addWidget(self._steps)
        column.addStretch(1)
        lay_out_steps(self, side, [self._pages], [self._count, self.back, self.next])
