"""A connection to PostgreSQL that goes to the server as seldom as it can.

On a line where each journey takes 30 ms, what counts is not how much is said but how often an answer is
waited for. What has no answer anybody needs (``BEGIN``, the desk's lock, rows written) is *owed*: it goes in
front of the next statement that is waited for, in the same journey, by PostgreSQL's pipeline mode. The order
of statements never changes, only the moment an error of one that is owed is heard of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, Self, TypeAlias

import psycopg
from psycopg import generators

from desktop_desk.storage.watched_line import WatchedLine

Said: TypeAlias = tuple[str, Any]
"""A statement, and its values as the driver takes them."""

_END: Final = "COMMIT"
_MOST_OWED: Final = 500
"""Statements kept back at most: thousands of rows are not gathered in memory."""


class ServerLine(WatchedLine):
    """One connection; SQLAlchemy and our own fixed statements both speak through it."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.cursor_factory = _LineCursor
        self._owed: list[Said] = []
        self._used = self._reads = self._ending = False

    def begin(self, statements: Sequence[str], *, reads: bool) -> None:
        """Begin a transaction once something is said in it; the end of one that ``reads`` is not waited for.

        Raises ``psycopg.OperationalError`` where the server closed the line: that is known without asking.
        """
        for _ in range(2):  # its last words, then the end
            self.pgconn.consume_input()
        self._owed = [(statement, None) for statement in statements]
        self._used, self._reads = False, reads

    def owe(self, said: Iterable[Said]) -> None:
        """Say these before whatever is said next."""
        self._used = True
        self._owed += said
        if len(self._owed) > _MOST_OWED:
            self.settle()

    def together(self, said: Iterable[Said]) -> list[list[tuple[Any, ...]]]:
        """Ask several things in one journey; gives the rows of each."""
        with self.journey():
            cursors = [_plain(self, one) for one in said]
        return [cursor.fetchall() for cursor in cursors]

    @contextmanager
    def journey(self) -> Iterator[None]:
        """What is said within travels together, after what is owed; then it is answered."""
        self._hear_end()
        owed, self._owed = self._owed, []
        self._used = True
        failed: psycopg.Error | None = None
        try:
            with self.pipeline():
                try:
                    for one in owed:
                        _plain(self, one)
                    yield
                except psycopg.Error as error:
                    failed = error  # the end of the pipeline would say that what came after it was left out
        except psycopg.Error as error:
            failed = failed or error
        if failed is not None:
            raise failed

    @property
    def owes(self) -> bool:
        """Whether something was said that the server has not heard, or not answered, yet."""
        return bool(self._owed) or self._ending

    def settle(self) -> None:
        """Say what is owed, now."""
        if self.owes:
            with self.journey():
                pass

    def cursor(self, *given: Any, **more: Any) -> Any:
        """As psycopg's. One with a name lives on the server, in a transaction that must be there."""
        if given or more.get("name"):
            self.settle()
        return super().cursor(*given, **more)

    def commit(self) -> None:
        """Keep what was written. A picture that was only read is given up without waiting for an answer."""
        if self._owed and not self._used:
            self._owed = []
        elif self._owed:
            self.owe([(_END, None)])
            self.settle()
        elif self._reads:
            self.pgconn.send_query(_END.encode())
            self.pgconn.flush()
            self._ending = True
        else:
            super().commit()
        self._used = self._reads = False

    def rollback(self) -> None:
        """Take back what was written. A line that is cut has lost it already."""
        self._owed = []
        if not self.closed and not self._ending:
            super().rollback()
        self._used = self._reads = False

    def _hear_end(self) -> None:
        """Read the answer to the end of the last picture; what it says concerns nobody any more."""
        if self._ending:
            self._ending = False
            self.wait(generators.fetch_many(self.pgconn))


class _LineCursor(psycopg.Cursor[tuple[Any, ...]]):
    """A cursor whose statements take what is owed along."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        line = self._line
        if not line.owes:
            return super().execute(query, params, **how)
        with line.journey():
            super().execute(query, params, **how)
        return self

    def executemany(self, query: Any, params_seq: Iterable[Any], **how: Any) -> None:
        self._line.settle()
        super().executemany(query, params_seq, **how)

    def copy(self, statement: Any, params: Any = None, **how: Any) -> Any:
        self._line.settle()
        return super().copy(statement, params, **how)

    @property
    def _line(self) -> ServerLine:
        line = self.connection
        assert isinstance(line, ServerLine)
        return line


def _plain(line: ServerLine, said: Said) -> psycopg.Cursor[tuple[Any, ...]]:
    """Said as it is, within a journey."""
    return psycopg.Cursor(line).execute(*said)
