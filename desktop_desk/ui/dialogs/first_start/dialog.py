"""The window of the first start."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_desk.domain.errors import DeskError
from desktop_desk.services.first_steps import FirstSteps, take_first_steps
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.first_start.join import JoinPage
from desktop_desk.ui.dialogs.first_start.pages import FirmPage, Place, PlacePage, YouPage
from desktop_desk.ui.dialogs.first_start.steps import Side, Steps
from desktop_desk.ui.dialogs.guided import lay_out_steps
from desktop_desk.ui.dialogs.sheet import Sheet, ask
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.strip import Strip

WIDTH, HEIGHT = 768, 600


class FirstStartDialog(Sheet):
    """Asks, founds the desk, and says so by ``founded``; ``sample_wanted`` asks for a desk to try.

    ``joined`` carries the ``Credentials`` of the shared desk one comes into instead.
    """

    founded = Signal()
    joined = Signal(object)
    sample_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        words = context.words
        super().__init__(words("Welcome to Desktop Desk"), parent)
        self._context = context
        self.place, self.firm, self.you = PlacePage(words), FirmPage(words), YouPage(words)
        self.join = JoinPage(context)
        self._order: tuple[QWidget, ...] = (self.place, self.firm, self.you)
        self._steps = Steps(words, (words("The desk"),))
        self._side = Side(words, self._steps)
        self._pages = QStackedWidget()
        for page in (*self._order, self.join):
            self._pages.addWidget(page)
        self.strip = Strip(words)
        self._count = label(size="small", tone="text_2")
        self._back = button(words("Back"))
        self._next = button(words("Continue"), "primary")
        for one in (self._back, self._next):
            one.setAutoDefault(False)
        self._back.clicked.connect(lambda: self._turn_to(self._at - 1))
        self._next.clicked.connect(self.confirm)
        self.place.chosen.connect(lambda _: self._choose())
        self.join.busy.connect(lambda _: self._name_next())
        self.join.joined.connect(self._on_joined)
        self.firm.hours.changed.connect(self._name_next)
        self.you.name.textChanged.connect(lambda _: self.you.name_field.set_error(""))
        lay_out_steps(self, self._side, [self._pages, self.strip], [self._count, self._back, self._next])
        self.resize(WIDTH, HEIGHT)
        self._choose()
        self._turn_to(0)

    def confirm(self) -> None:
        """Go on; at the end, found the desk."""
        at = self._at
        if self._order[at] is self.join:
            self.join.go()
        elif at == 0 and self.place.value() is Place.SAMPLE:
            self.sample_wanted.emit()
            self.accept()
        elif self._order[at] is self.firm and self.firm.hours.week() is None:
            self.firm.hours.setFocus()
        elif at < len(self._order) - 1:
            self._turn_to(at + 1)
        else:
            self._finish()

    def first_steps(self) -> FirstSteps | None:
        """What was answered; ``None`` where something is missing, which is said."""
        words, week = self._context.words, self.firm.hours.week()
        mail = self.you.mail.text().strip()
        if not self.you.name.text().strip():
            self.you.name_field.set_error(words("Say your name: your colleagues see who answers them."))
            self.you.name.setFocus()
            return None
        if mail and ("@" not in mail[1:-1] or " " in mail):
            self.you.mail_field.set_error(words("This is no e-mail address. You can leave it empty."))
            self.you.mail.setFocus()
            return None
        if week is None:
            return None
        return FirstSteps(
            company=self.firm.company.text(),
            region=str(self.firm.region.value()),
            weekly=week,
            name=self.you.name.text(),
            mail=mail,
        )

    def _finish(self) -> None:
        steps = self.first_steps()
        if steps is None:
            return
        self._next.setEnabled(False)
        session = self._context.session
        ask(self, self._context.tasks, lambda: take_first_steps(session, steps), self._done, self._refused)

    def _done(self, _nothing: None) -> None:
        self.founded.emit()
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self._next.setEnabled(True)
        self.strip.show_message(error.say(self._context.words), "danger")

    def _on_joined(self, credentials: object) -> None:
        self.joined.emit(credentials)
        self.accept()

    def _choose(self) -> None:
        """What follows depends on where the desk shall live."""
        words = self._context.words
        shared = self.place.value() is Place.SHARED
        self._order = (self.place, self.join) if shared else (self.place, self.firm, self.you)
        rest = (words("The invitation"),) if shared else (words("The firm"), words("You"))
        self._steps.name_steps((words("The desk"), *rest))
        self._side.say(shared=shared)
        self._count_steps()
        self._name_next()

    @property
    def _at(self) -> int:
        return self._order.index(self._pages.currentWidget())

    def _count_steps(self) -> None:
        words, total = self._context.words, len(self._order)
        self._count.setText(words("Step {n} of {total}", n=self._at + 1, total=total))

    def _turn_to(self, index: int) -> None:
        self.strip.dismiss()
        self._pages.setCurrentWidget(self._order[index])
        self._steps.show_step(index)
        self._count_steps()
        self._back.setVisible(index > 0)
        self._name_next()
        first: dict[QWidget, QWidget] = {
            self.firm: self.firm.company,
            self.you: self.you.name,
            self.join: self.join.where,
        }
        first.get(self._order[index], self.place.first()).setFocus()

    def _name_next(self) -> None:
        words, page = self._context.words, self._order[self._at]
        sample = page is self.place and self.place.value() is Place.SAMPLE
        texts: dict[QWidget, str] = {self.you: words("Open my desk"), self.join: words("Join")}
        if page is self.join and self.join.waits:
            self._next.setText(words("Signing in…"))
        else:
            self._next.setText(words("Try it") if sample else texts.get(page, words("Continue")))
        ready = self.firm.hours.week() is not None if page is self.firm else not self.join.waits
        self._next.setEnabled(ready)
        self._back.setEnabled(not self.join.waits)
