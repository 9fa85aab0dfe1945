"""What the queue says when it has nothing to show: why, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from desktop_desk.domain.queue import View
from desktop_desk.text import N_, Words
from desktop_desk.ui.models.queue_answer import Listing


class Next(Enum):
    """What the button of an empty page does."""

    NOTHING = auto()
    NEW_TICKET = auto()
    SEARCH_ALL = auto()
    CLEAR_SEARCH = auto()
    SHOW_ACTIVE = auto()
    SHOW_TO_TAKE = auto()
    RETRY = auto()


@dataclass(frozen=True, slots=True)
class Empty:
    """Icon, title, sentence, the word on the button and what it does."""

    icon: str
    title: str
    sentence: str
    button: str = ""
    next: Next = Next.NOTHING


_VIEWS: Final = {
    View.MINE: Empty(
        "user",
        N_("Nothing is in your hands"),
        N_("Take the most urgent request nobody has taken yet."),
        N_("See what is to take"),
        Next.SHOW_TO_TAKE,
    ),
    View.TO_TAKE: Empty(
        "inbox",
        N_("Everything is in somebody’s hands"),
        N_("A new request appears here until somebody takes it."),
        N_("See all that is active"),
        Next.SHOW_ACTIVE,
    ),
    View.ACTIVE: Empty(
        "check-circle",
        N_("All done"),
        N_("No request is open. The next one appears here by itself."),
        N_("New ticket"),
        Next.NEW_TICKET,
    ),
    View.LATE: Empty(
        "check-circle",
        N_("Nothing is late"),
        N_("Every promise that runs can still be kept."),
        N_("See all that is active"),
        Next.SHOW_ACTIVE,
    ),
    View.DUE_TODAY: Empty(
        "clock",
        N_("Nothing more is due today"),
        N_("What is due later is with the active ones."),
        N_("See all that is active"),
        Next.SHOW_ACTIVE,
    ),
    View.WAITING: Empty(
        "pause",
        N_("Nothing is on hold"),
        N_("A ticket put on hold with W waits here; its promise is paused."),
        N_("See all that is active"),
        Next.SHOW_ACTIVE,
    ),
    View.RESOLVED: Empty(
        "check",
        N_("Nothing was resolved in seven days"),
        N_("What you resolve with E stays here for a week."),
        N_("See all that is active"),
        Next.SHOW_ACTIVE,
    ),
}


def empty(listing: Listing, words: Words) -> Empty:
    """What is said of a listing without tickets."""
    question = listing.question
    if listing.blank:
        return Empty(
            "inbox",
            words("No request yet"),
            words("Requests will line up here, the most urgent first, each with its promised time."),
            words("New ticket"),
            Next.NEW_TICKET,
        )
    if question.text:
        return _nothing_found(question.text, question.view, words, narrowed=question.behind is not None)
    if question.behind is not None:
        title = words("No request left behind this figure")
        sentence = words("They have changed since it was counted.")
        return Empty("chart", title, sentence, words("See all that is active"), Next.SHOW_ACTIVE)
    said = _VIEWS.get(question.view, _VIEWS[View.ACTIVE])
    return Empty(said.icon, words(said.title), words(said.sentence), words(said.button), said.next)


def unreadable(sentence: str, words: Words) -> Empty:
    """What is said when the list could not be read."""
    return Empty(
        "alert-circle", words("The list could not be read"), sentence, words("Try again"), Next.RETRY
    )


def _nothing_found(text: str, view: View, words: Words, *, narrowed: bool) -> Empty:
    title = words("Nothing found for “{text}”", text=text if len(text) < 40 else text[:39] + "…")
    if view is View.ALL and not narrowed:
        sentence = words("Try fewer words, or only the beginning of one.")
        return Empty("search", title, sentence, words("Clear the search"), Next.CLEAR_SEARCH)
    sentence = words(
        "It may be in another view: resolved and closed tickets are searched too in all tickets."
    )
    return Empty("search", title, sentence, words("Search all tickets"), Next.SEARCH_ALL)
