"""Text to find tickets by: tokens kept in the operation's transaction.

Both engines index the same folded token string (MODEL.md): FTS5 here, ``to_tsvector('simple')`` on
PostgreSQL, and the query passes through the same folding, so both give the same answers. The FTS5
table reads its content from ``search_doc``; its ``ascii`` tokenizer leaves the tokens as they are.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select, text, update

from desktop_desk.domain.folding import fold, tokens
from desktop_desk.storage.rows import add_row
from desktop_desk.storage.schema import search_doc

CREATE_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "tokens, content='search_doc', content_rowid='id', prefix='2 3', tokenize='ascii')"
)
DROP_INDEX = "DROP TABLE search_index"

_ADD = text("INSERT INTO search_index(rowid, tokens) VALUES (:row, :tokens)")
_REMOVE = text("INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', :row, :tokens)")
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

    def head(self, ticket_id: int, *texts: str) -> None:
        """What the ticket's own fields say: number, title, names. Replaces what they said before."""
        words = tokens(*texts)
        known = self._connection.execute(_HEAD, {"wanted": ticket_id}).first()
        if known is None:
            self._add(ticket_id, None, words)
        elif known.tokens != words:
            self._connection.execute(_REMOVE, {"row": known.id, "tokens": known.tokens})
            self._connection.execute(
                update(search_doc).where(search_doc.c.id == known.id).values(tokens=words)
            )
            self._connection.execute(_ADD, {"row": known.id, "tokens": words})

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
            self._connection.execute(_REMOVE, {"row": row.id, "tokens": row.tokens})
            self._connection.execute(delete(search_doc).where(search_doc.c.id == row.id))

    def _add(self, ticket_id: int, message_id: int | None, words: str) -> None:
        values = {"ticket_id": ticket_id, "message_id": message_id, "tokens": words}
        row = add_row(self._connection, search_doc, values)
        self._connection.execute(_ADD, {"row": row, "tokens": words})


def match_expression(typed: str) -> list[str]:
    """One FTS5 expression a word typed; the last is matched by its beginning."""
    words = fold(typed).split()
    return [f'"{word}"' + ("*" if word == words[-1] else "") for word in dict.fromkeys(words)]
