"""Text to find tickets by: tokens kept in the operation's transaction.

Both engines index the same folded token string (MODEL.md), and the query passes through the same folding,
so both give the same answers. SQLite: an FTS5 table that reads its content from ``search_doc``; its
``ascii`` tokenizer leaves the tokens as they are. PostgreSQL: an index over the tokens as lexemes, made
without its parser, which would take words like ``1e5`` or ``srv.01`` for numbers and hosts.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, TextClause, bindparam, delete, select, text, update

from desktop_desk.domain.folding import fold, tokens
from desktop_desk.storage.rows import add_row, put_row
from desktop_desk.storage.schema import search_doc, ticket

_LEXEMES = "array_to_tsvector(string_to_array(tokens, ' '))"
_CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "tokens, content='search_doc', content_rowid='id', prefix='2 3', tokenize='ascii')"
    ),
    "postgresql": f"CREATE INDEX search_index ON search_doc USING gin ({_LEXEMES})",
}
_DROP = {"sqlite": "DROP TABLE search_index", "postgresql": "DROP INDEX search_index"}

_ADD = text("INSERT INTO search_index(rowid, tokens) VALUES (:row, :tokens)")
_REMOVE = text("INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', :row, :tokens)")
_FOUND = {
    "sqlite": (
        "SELECT ticket_id FROM search_doc WHERE id IN "
        "(SELECT rowid FROM search_index WHERE search_index MATCH :word)"
    ),
    "postgresql": f"SELECT ticket_id FROM search_doc WHERE {_LEXEMES} @@ CAST(:word AS tsquery)",  # noqa: S608 - our own words
}
_HEAD = select(search_doc.c.id, search_doc.c.tokens).where(
    search_doc.c.ticket_id == bindparam("wanted"), search_doc.c.message_id.is_(None)
)

_OF_MESSAGE = select(search_doc.c.id, search_doc.c.tokens).where(
    search_doc.c.message_id == bindparam("wanted")
)


class SearchText:
    """The searchable text of one store, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._by_hand = connection.dialect.name == "sqlite"  # PostgreSQL keeps its index by itself

    def head(self, ticket_id: int, *texts: str) -> None:
        """What the ticket's own fields say: number, title, names. Replaces what they said before."""
        words = tokens(*texts)
        known = self._connection.execute(_HEAD, {"wanted": ticket_id}).first()
        if known is None:
            self._add(ticket_id, None, words)
        elif known.tokens != words:
            self._index(_REMOVE, known.id, known.tokens)
            self._connection.execute(
                update(search_doc).where(search_doc.c.id == known.id).values(tokens=words)
            )
            self._index(_ADD, known.id, words)

    def new_head(self, ticket_id: int, *texts: str) -> None:
        """The same for a ticket that was just opened."""
        self._add(ticket_id, None, tokens(*texts))

    def message(self, ticket_id: int, message_id: int, *texts: str) -> None:
        """What a message and the names of its files say."""
        words = tokens(*texts)
        if words:
            self._add(ticket_id, message_id, words)

    def forget(self, message_id: int) -> None:
        """What a message said is no longer found."""
        rows = self._connection.execute(_OF_MESSAGE, {"wanted": message_id}).all()
        for row in rows:
            self._index(_REMOVE, row.id, row.tokens)
            self._connection.execute(delete(search_doc).where(search_doc.c.id == row.id))

    def _add(self, ticket_id: int, message_id: int | None, words: str) -> None:
        values = {"ticket_id": ticket_id, "message_id": message_id, "tokens": words}
        if self._by_hand:
            self._index(_ADD, add_row(self._connection, search_doc, values), words)
        else:
            put_row(self._connection, search_doc, values)

    def _index(self, change: TextClause, row: int, words: str) -> None:
        if self._by_hand:
            self._connection.execute(change, {"row": row, "tokens": words})


def create_index(dialect: str) -> str:
    """The statement that makes the index of an engine."""
    return _CREATE[dialect]


def drop_index(dialect: str) -> str:
    """The statement that takes it away."""
    return _DROP[dialect]


def matches(typed: str, dialect: str) -> list[ColumnElement[bool]]:
    """Every word typed is found somewhere in the ticket, in its head or a message; the last by its beginning.

    No conditions at all where no word was typed.
    """
    words = list(dict.fromkeys(fold(typed).split()))
    quote = "'" if dialect == "postgresql" else '"'
    begins = ":*" if dialect == "postgresql" else "*"
    return [
        ticket.c.id.in_(
            text(_FOUND[dialect].replace(":word", f":word_{place}")).bindparams(
                **{f"word_{place}": f"{quote}{word}{quote}" + (begins if word == words[-1] else "")}
            )
        )
        for place, word in enumerate(words)
    ]
