"""What happened to a ticket, in words: the values of its fields and the lines of its history."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_desk.domain.journal import HistoryRow
from desktop_desk.domain.ticket import Status, WaitingFor
from desktop_desk.domain.timeline import TicketView
from desktop_desk.text import Words, capital

INSTANTS = frozenset({"first_response_at", "resolved_at", "closed_at"})
"""Fields that follow from others: told in the full history only."""


def standing_words(words: Words, status: Status, waiting_for: WaitingFor | None) -> str:
    """« En cours », « En attente d’information »."""
    said = capital(words.status(status.value))
    return said if waiting_for is None else f"{said} {words.waiting(waiting_for.value)}"


def value_words(words: Words, view: TicketView, field: str, value: str | None) -> str:
    """A value of history as people say it; « personne », « aucune » for nothing."""
    if value is None:
        return words("nobody") if field in {"assignee", "requester"} else words("none")
    match field:
        case "status" | "priority" | "kind" | "outcome":
            return str(getattr(words, field)(value))
        case "waiting_for":
            return words.waiting(value)
        case "assignee" | "requester":
            return view.names.get(int(value), "?") if value.isdecimal() else value
        case "category":
            return view.categories.get(int(value), "?") if value.isdecimal() else value
        case "title":
            return words("“{text}”", text=value)
        case "link":
            return _neighbour(words, view, value)
    return value


def change_line(words: Words, view: TicketView, row: HistoryRow) -> str:
    """One change as a line: « Priorité : haute → critique »."""
    if row.field == "message":
        return words("Message withdrawn") if row.new is None or row.undone_by else words("Message put back")
    if row.field == "opened":
        return words("Request withdrawn") if row.new is None else words("Request put back")
    added, value = row.new is not None, row.new or row.old or ""
    match row.field:
        case "tag":
            return (
                words("Label added: {name}", name=value)
                if added
                else words("Label removed: {name}", name=value)
            )
        case "link":
            other = _neighbour(words, view, value)
            return (
                words("Linked to {ticket}", ticket=other)
                if added
                else words("No longer linked to {ticket}", ticket=other)
            )
        case "asset":
            return words("Equipment added") if added else words("Equipment removed")
        case "assignee" if added:
            return words("Assigned to {name}", name=value_words(words, view, "assignee", row.new))
        case "assignee":
            return words("Assigned to nobody")
    field, new = capital(words.field(row.field)), value_words(words, view, row.field, row.new)
    if row.old is None:
        return words("{field}: {value}", field=field, value=new)
    return words(
        "{field}: {old} → {new}", field=field, old=value_words(words, view, row.field, row.old), new=new
    )


def change_gist(words: Words, view: TicketView, row: HistoryRow) -> str:
    """One change in two or three words, for the folded line: « priorité critique », « attribué à Nadia »."""
    new = value_words(words, view, row.field, row.new)
    match row.field:
        case "priority":
            return words("priority {value}", value=new)
        case "assignee":
            return words("assigned to {name}", name=new.split(maxsplit=1)[0] if row.new else new)
        case "title":
            return words("new title")
        case "category":
            return words("category {value}", value=new)
        case "tag" | "link" | "asset" | "message" | "opened":
            line = change_line(words, view, row)
            return line[:1].lower() + line[1:]
        case "requester":
            return words("requester {name}", name=new)
    return new


def _neighbour(words: Words, view: TicketView, spelt: str) -> str:
    """A linked ticket by its number; ``spelt`` is ``relation:row``."""
    other = spelt.rpartition(":")[2]
    number = next((n.number for n in view.linked if str(n.id) == other), None)
    return words("another ticket") if number is None else words("ticket {number}", number=number)


def left_as_it_is(words: Words, conflicts: Sequence[str]) -> str:
    """What an undo could not give back, as the end of a sentence; nothing where all is back."""
    if not conflicts:
        return ""
    fields = words.list_of([words.field(field) for field in dict.fromkeys(conflicts)])
    return words(" (changed since, left as it is: {fields})", fields=fields)
