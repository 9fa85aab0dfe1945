from __future__ import annotations

from enum import StrEnum

import pytest

from desktop_desk.domain.operations import TicketField
from desktop_desk.domain.people import Role
from desktop_desk.domain.ticket import Channel, Kind, MessageKind, Outcome, Priority, Status, WaitingFor
from desktop_desk.text import Words, capital, preferred_language
from desktop_desk.text.vocabulary import (
    CHANNELS,
    FIELDS,
    KINDS,
    MESSAGES,
    METRICS,
    OUTCOMES,
    PRIORITIES,
    ROLES,
    STATUSES,
    WAITINGS,
    Terms,
)

FR, EN = Words("fr"), Words("en")


def test_the_vocabulary_is_that_of_the_desk():
    assert [FR.priority(p) for p in PRIORITIES] == ["critique", "haute", "normale", "basse"]
    assert [FR.status(s) for s in STATUSES] == ["ouvert", "en cours", "en attente", "résolu", "clôturé"]
    assert [FR.waiting(w) for w in WAITINGS] == ["d’information", "de validation", "du prestataire"]
    assert [FR.kind(k) for k in KINDS] == ["incident", "demande", "question"]
    assert [FR.outcome(o) for o in OUTCOMES] == ["résolu", "doublon", "annulé", "indésirable", "sans réponse"]
    assert [FR.metric(m) for m in METRICS] == ["première réponse", "résolution"]
    assert FR.metric("first_response", short=True) == "1ʳᵉ réponse"
    assert (FR.field("assignee"), EN.field("assignee")) == ("attribué à", "assigned to")
    assert (FR.channel("mail"), EN.status("in_progress")) == ("par courriel", "in progress")
    assert (capital(FR.status("in_progress")), capital("émis"), capital("")) == ("En cours", "Émis", "")


def test_every_stored_value_has_a_word():
    assert list(PRIORITIES) == [p.word for p in Priority]
    pairs: list[tuple[Terms, type[StrEnum]]] = [
        (STATUSES, Status), (WAITINGS, WaitingFor), (KINDS, Kind), (OUTCOMES, Outcome), (CHANNELS, Channel),
        (MESSAGES, MessageKind), (ROLES, Role),
    ]  # fmt: skip
    for terms, values in pairs:
        assert list(terms) == list(values)
    assert set(TicketField) <= set(FIELDS)


def test_a_value_of_a_newer_version_is_shown_as_it_is():
    assert FR.status("on_hold") == "on hold"


def test_sentences_take_their_values_and_their_number():
    assert EN("Ticket {number} opened", number=12) == "Ticket 12 opened"
    assert EN("") == ""
    assert EN.plural("{n} thing", "{n} things", 1) == "1 thing"
    assert EN.plural("{n} thing", "{n} things", 1234) == "1,234 things"
    assert EN.plural("{n} thing of {all}", "{n} things of {all}", 2, all=3) == "2 things of 3"
    assert EN.sense("verb", "Open") == "Open"
    assert Words("de").language == "en"


@pytest.mark.parametrize(
    ("environ", "system", "language"),
    [
        ({}, (), "fr"),
        ({"LANG": "en_GB.UTF-8"}, (), "en"),
        ({"LANG": "fr_FR.UTF-8"}, ("en-GB",), "fr"),
        ({"LANG": "C.UTF-8", "LC_ALL": "C"}, (), "fr"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "fr_FR.UTF-8"}, (), "en"),
        ({"LANGUAGE": "de:en", "LANG": "de_DE.UTF-8"}, (), "en"),
        ({"LANG": "de_DE.UTF-8"}, (), "fr"),
        ({"LANG": "frr_DE.UTF-8"}, ("en-GB",), "en"),
        ({}, ("en-US", "fr-FR"), "en"),
        ({}, ("fil-PH",), "fr"),
    ],
)
def test_the_language_of_somebody_who_has_not_said(environ, system, language):
    assert preferred_language(environ, system) == language
