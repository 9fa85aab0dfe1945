"""A conflict in words: what it is now, what was wanted."""

from __future__ import annotations

from uuid import UUID

from desktop_desk.domain.operations import TicketField
from desktop_desk.services.errors import EditConflict
from desktop_desk.text import Words
from desktop_desk.ui.views.ticket.page import Page


def conflict_sentence(error: EditConflict, words: Words, page: Page) -> str:
    """The sentence of an :class:`EditConflict` with both values as people say them."""
    field = str(error.values["field"])
    theirs, yours = (_said(words, page, field, str(error.values[which])) for which in ("theirs", "yours"))
    return words(EditConflict.sentence, field=words.field(field), theirs=theirs, yours=yours)


def _said(words: Words, page: Page, field: str, value: str) -> str:
    """The value of a change (a word or a ``uid``) in words."""
    if not value:
        return words("nobody") if field == TicketField.ASSIGNEE else words("none")
    match field:
        case "status" | "priority" | "kind" | "outcome":
            return str(getattr(words, field)(value))
        case "waiting_for":
            return words.waiting(value)
        case "assignee" | "requester":
            people = [*page.agents, page.view.requester, *filter(None, (page.view.assignee,))]
            return next((person.name for person in people if person.uid == UUID(value)), value)
        case "category":
            return next((one.name for one in page.categories if one.uid == UUID(value)), value)
    return value
