"""One person sitting at an open desk: what the windows and the command line ask of it.

Every method may be called from any thread. What is read comes from :class:`Reader`; what is done goes
through :meth:`Session.apply` and can be undone from here.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from desktop_desk.domain.author import Author
from desktop_desk.services.reader import Reader

if TYPE_CHECKING:
    from desktop_desk.domain.operations import Operation
    from desktop_desk.domain.people import Person
    from desktop_desk.domain.ports import Clock, Store
    from desktop_desk.services.bus import Bus
    from desktop_desk.services.desk import Applied

UNDO_DEPTH = 200
"""Operations of one sitting that can be taken back one by one."""


class Applies(Protocol):
    """Whatever applies operations: the desk of this process, or the one that owns the file."""

    def apply(self, operation: Operation, *, by: Author, files: Mapping[str, bytes] | None = None) -> Applied:
        """Apply one operation; raises ``DeskError``."""
        ...


class Session(Reader):
    """The desk in one person's hands. ``me`` is ``None`` until somebody said who they are."""

    def __init__(self, desk: Applies, store: Store, bus: Bus, clock: Clock, author: Author) -> None:
        super().__init__(store, clock, author)
        self.bus = bus
        self._desk = desk
        self._lock = threading.Lock()
        self._done: list[UUID] = []
        self._undone: list[UUID] = []
        bus.listen(lambda _event: self._rulebook.forget())

    def become(self, person: UUID) -> None:
        """This account of this PC is that person, from now on."""
        from desktop_desk.domain.operations import RememberLogin  # noqa: PLC0415 - once an account

        self.apply(RememberLogin(os_account=self._author.os_account, person=person), undoable=False)

    def on_behalf_of(self, person: Person) -> Session:
        """The same desk, acting in somebody's name; both are recorded."""
        real = self.me
        author = Author(
            person=person.uid,
            os_account=self._author.os_account,
            device=self._author.device,
            on_behalf_of="" if real is not None and real.id == person.id else self._author.os_account,
        )
        return Session(self._desk, self.store, self.bus, self.clock, author)

    def mark_delivered(self, alert_ids: Sequence[int]) -> None:
        """This desk has shown these alerts: they are not announced again."""
        if alert_ids:
            with self.store.write() as unit:
                unit.clocks.mark_delivered(alert_ids, self.clock(), self._author.device)

    # doing and undoing

    def apply(
        self, operation: Operation, files: Mapping[str, bytes] | None = None, *, undoable: bool = True
    ) -> Applied:
        """Apply an operation as the person at this desk. Raises ``DeskError``."""
        applied = self._desk.apply(operation, by=self._author, files=files)
        if undoable and not applied.already:
            with self._lock:
                self._done = [*self._done[-UNDO_DEPTH:], operation.uid]
                self._undone.clear()
        return applied

    @property
    def can_undo(self) -> bool:
        """Whether something of this sitting can be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether something taken back can be done again."""
        return bool(self._undone)

    def undo(self, operation: UUID | None = None) -> Applied | None:
        """Take back one operation (the last of this sitting); ``None`` when there is none."""
        with self._lock:
            target = operation if operation is not None else next(reversed(self._done), None)
            if target is None:
                return None
            self._done = [uid for uid in self._done if uid != target]
        undoing, applied = self._take_back(target)
        with self._lock:
            self._undone.append(undoing)
        return applied

    def redo(self) -> Applied | None:
        """Do again what was taken back last; ``None`` when there is nothing."""
        with self._lock:
            if not self._undone:
                return None
            target = self._undone.pop()
        redoing, applied = self._take_back(target)
        with self._lock:
            self._done.append(redoing)
        return applied

    def _take_back(self, operation: UUID) -> tuple[UUID, Applied]:
        from desktop_desk.domain.operations import Undo  # noqa: PLC0415 - every operation comes with it

        undoing = Undo(undoes=operation)
        return undoing.uid, self._desk.apply(undoing, by=self._author)
