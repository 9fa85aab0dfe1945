"""A desk that is still being opened: what is asked of it waits until it is there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar
from uuid import UUID

from desktop_desk.domain.errors import DeskError

if TYPE_CHECKING:
    from desktop_desk.domain.operations import Author, Operation
    from desktop_desk.domain.ports import Reading, Store, Unit
    from desktop_desk.services.desk import Applied
    from desktop_desk.services.session import Applies


class Arrived(Protocol):
    """A desk that is open."""

    @property
    def store(self) -> Store:
        """Where it is kept."""
        ...

    @property
    def applies(self) -> Applies:
        """What applies its operations."""
        ...

    def close(self) -> None:
        """Give it up."""
        ...


Desk = TypeVar("Desk", bound=Arrived)


class ComingDesk(Generic[Desk]):
    """Stands for the store and for what applies operations, before and after the desk is open.

    Reading, writing and applying wait for :meth:`arrive`, so they may not come from the thread of a window.
    They raise what opening it raised.
    """

    def __init__(self, path: Path, open_it: Callable[[], Desk]) -> None:
        self.path: Path | None = path
        self.name = str(path)
        self._open_it = open_it
        self._desk: Future[Desk] = Future()
        self._begun = threading.Lock()

    def arrive(self) -> Desk:
        """Open it, once. Raises ``DeskError``, and ``CancelledError`` when it was closed meanwhile."""
        with self._begun:
            if not self._desk.done():
                try:
                    self._desk.set_result(self._open_it())
                except DeskError as error:
                    self._desk.set_exception(error)
            return self._desk.result()

    @property
    def warning(self) -> DeskError | None:
        """What may go wrong where it is; nothing is said of a desk that is not open. Waits for nobody."""
        arrived = self._desk.done() and self._desk.exception() is None
        return self._desk.result().store.warning if arrived else None

    def say_here(self, ticket: UUID, *, writing: bool) -> None:
        """Tell the others, once there may be any."""
        if self._desk.done():
            self._desk.result().store.say_here(ticket, writing=writing)

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """One unmoving picture of the store."""
        with self._desk.result().store.read() as reading:
            yield reading

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """One transaction."""
        with self._desk.result().store.write() as unit:
            yield unit

    def apply(self, operation: Operation, *, by: Author, files: Mapping[str, bytes] | None = None) -> Applied:
        """Apply one operation."""
        return self._desk.result().applies.apply(operation, by=by, files=files)

    def give_up(self) -> None:
        """Let nobody wait any longer: a desk that was not opened never will be."""
        with self._begun:
            if not self._desk.done():
                self._desk.set_exception(CancelledError())

    def close(self) -> None:
        """Leave it, open or not."""
        self.give_up()
        if self._desk.exception() is None:
            self._desk.result().close()
