"""Tickets as JSON and as text, the way CLI scripts and people read them."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from desktop_desk.cli.common import iso
from desktop_desk.domain.alerts import ClockRow
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.journal import HistoryRow
from desktop_desk.domain.listing import Named, TicketFacts
from desktop_desk.domain.timeline import MessageView, TicketView
from desktop_desk.text import Words


def facts(one: TicketFacts) -> dict[str, Any]:
    """A ticket in a list."""
    return {
        "number": one.number,
        "title": one.title,
        "kind": one.kind.value,
        "priority": one.priority.word,
        "status": one.status.value,
        "waiting_for": None if one.waiting_for is None else one.waiting_for.value,
        "requester": _named(one.requester),
        "assignee": None if one.assignee is None else _named(one.assignee),
        "outcome": None if one.outcome is None else one.outcome.value,
        "verdict_source": one.verdict_source.value,
        "external_number": one.external_number,
        "category": one.category or None,
        "channel": one.channel.value,
        "tags": list(one.tags),
        "created_at": iso(one.created_at),
        "updated_at": iso(one.updated_at),
        "first_response_at": iso(one.first_response_at),
        "resolved_at": iso(one.resolved_at),
        "closed_at": iso(one.closed_at),
        "response_due_at": iso(one.response_due_at),
        "resolution_due_at": iso(one.resolution_due_at),
        "response_breached": one.response_breached,
        "resolution_breached": one.resolution_breached,
    }


def whole(one: TicketFacts, view: TicketView) -> dict[str, Any]:
    """A ticket with its messages, its history and its promises."""
    return {
        **facts(one),
        "messages": [_message(message) for message in view.messages],
        "history": [_history(row, view) for row in view.history],
        "sla": {row.metric: _clock(row) for row in view.clocks},
    }


def text(view: TicketView, words: Words, tz: tzinfo, now: Instant) -> list[str]:
    """A ticket for a person at a terminal."""
    ticket = view.ticket
    state = [words.status(ticket.status.value), words.priority(ticket.priority.word)]
    if view.assignee is not None:
        state.append(view.assignee.name)
    lines = [f"{ticket.number}  {ticket.title}", f"{view.requester.name} · {' · '.join(state)}"]
    due = ((row.metric, row.due_at) for row in view.clocks)
    lines += [f"{words.metric(metric)} : {words.when(at, tz, now)}" for metric, at in due if at is not None]
    for message in view.messages:
        kind = "" if message.kind.value == "public" else f" ({words.message(message.kind.value)})"
        lines += ["", f"{message.author}{kind}, {words.when(message.at, tz, now)}", message.text]
        lines += [f"  [{file.name}, {words.size(file.size)}]" for file in message.files]
    return lines


def _named(person: Named) -> dict[str, str]:
    return {"name": person.name, "email": person.email}


def _message(message: MessageView) -> dict[str, Any]:
    return {
        "id": message.id,
        "author": {"name": message.author, "email": message.author_mail},
        "kind": message.kind.value,
        "at": iso(message.at),
        "text": message.text,
        "html": message.html or None,
        "attachments": [
            {"name": file.name, "size": file.size, "sha256": file.sha256, "content_type": file.content_type}
            for file in message.files
        ],
    }


def _history(row: HistoryRow, view: TicketView) -> dict[str, Any]:
    return {
        "at": iso(row.at),
        "actor": None if row.actor_id is None else view.names.get(row.actor_id),
        "field": row.field,
        "old": _value(row.field, row.old, view),
        "new": _value(row.field, row.new, view),
        "undone": row.undone_by is not None,
    }


def _value(field: str, value: str | None, view: TicketView) -> str | None:
    if value is None:
        return None
    if field in {"assignee", "requester"}:
        return view.names.get(int(value), value)
    if field == "category":
        return view.categories.get(int(value), value)
    return iso(Instant(int(value))) if field.endswith("_at") else value


def _clock(row: ClockRow) -> dict[str, Any]:
    return {
        "target_s": row.target_s,
        "clock": row.counted_by,
        "started_at": iso(row.started_at),
        "due_at": iso(row.due_at),
        "remaining_s": row.left_s,
        "paused_since": iso(row.paused_since),
        "met_at": iso(row.met_at),
        "breached": row.breached_at is not None,
        "breached_at": iso(row.breached_at),
        "deadline_version": row.deadline_version,
    }
