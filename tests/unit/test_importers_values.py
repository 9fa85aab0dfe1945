"""Words of other tools, in French and in English."""

# ruff: noqa: E501 - a header of a file stands on one line

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_desk.domain.ticket import Channel, Kind, Outcome, Priority, Status, WaitingFor
from desktop_desk.importers import values
from desktop_desk.importers.columns import Column, plain, recognise
from desktop_desk.importers.markup import as_text
from desktop_desk.importers.people import contact, tags


@pytest.mark.parametrize(
    ("word", "priority"),
    [
        ("1 - Critical", Priority.CRITICAL), ("2 - High", Priority.HIGH), ("3 - Moderate", Priority.NORMAL),
        ("4 - Low", Priority.LOW), ("5 - Planning", Priority.LOW), ("1", Priority.CRITICAL), ("5", Priority.LOW),
        ("P2", Priority.HIGH), ("P3 – Normal", Priority.NORMAL), ("Sev 1", Priority.CRITICAL),
        ("Très haute", Priority.CRITICAL), ("HAUTE", Priority.HIGH), ("Moyenne", Priority.NORMAL),
        ("Très basse", Priority.LOW), ("3 high", Priority.HIGH), ("1 low", Priority.LOW),
        ("Urgent", Priority.CRITICAL), ("Highest", Priority.CRITICAL), ("critical", Priority.CRITICAL),
        ("Bloquant", Priority.CRITICAL), ("élevée", Priority.HIGH),
    ],
)  # fmt: skip
def test_priorities(word, priority):
    assert values.priority(word) is priority


@pytest.mark.parametrize("word", ["", "9", "turquoise", "12", "haute ou basse"])
def test_no_priority(word):
    assert values.priority(word) is None


@pytest.mark.parametrize(
    ("word", "status", "waiting_for", "outcome"),
    [
        ("En cours (Attribué)", Status.IN_PROGRESS, None, None),
        ("En cours (planifié)", Status.IN_PROGRESS, None, None),
        ("Nouveau", Status.OPEN, None, None),
        ("Non résolu", Status.OPEN, None, None),
        ("Réouvert par le client", Status.OPEN, None, None),
        ("En attente", Status.WAITING, WaitingFor.INFORMATION, None),
        ("En attente retour fournisseur Dell", Status.WAITING, WaitingFor.PROVIDER, None),
        ("En attente de validation du chef", Status.WAITING, WaitingFor.VALIDATION, None),
        ("On Hold", Status.WAITING, WaitingFor.INFORMATION, None),
        ("Pending vendor", Status.WAITING, WaitingFor.PROVIDER, None),
        ("Résolu", Status.RESOLVED, None, None),
        ("6 - Resolved", Status.RESOLVED, None, None),
        ("Solved", Status.RESOLVED, None, None),
        ("Clos", Status.CLOSED, None, None),
        ("CLÔTURÉE", Status.CLOSED, None, None),
        ("closed", Status.CLOSED, None, None),
        ("Done", Status.CLOSED, None, None),
        ("Annulé", Status.CLOSED, None, Outcome.CANCELLED),
        ("Won't Do", Status.CLOSED, None, Outcome.CANCELLED),
        ("Doublon", Status.CLOSED, None, Outcome.DUPLICATE),
        ("in_progress", Status.IN_PROGRESS, None, None),
    ],
)
def test_statuses(word, status, waiting_for, outcome):
    assert values.standing(word) == (status, waiting_for, outcome)


def test_what_stands_nowhere():
    assert values.standing("turquoise") is None
    assert values.standing("") is None


def test_kinds_channels_and_ends():
    assert values.kind("Demande") is Kind.REQUEST
    assert values.kind("Service Request") is Kind.REQUEST
    assert values.kind("Bug") is Kind.INCIDENT
    assert values.kind("Question") is Kind.QUESTION
    assert values.kind("Panne de la machine à café") is None
    assert values.channel("Téléphone") is Channel.PHONE
    assert values.channel("Self-service") is Channel.WEB
    assert values.channel("Courriel") is Channel.MAIL
    assert values.channel("Walk-in") is Channel.AGENT
    assert values.outcome("Won't Do") is Outcome.CANCELLED
    assert values.outcome("Solved (Permanently)") is Outcome.SOLVED
    assert values.waiting_for("Fournisseur") is WaitingFor.PROVIDER
    assert values.waiting_for("Awaiting Caller") is WaitingFor.INFORMATION


@pytest.mark.parametrize(
    ("word", "verdict"),
    [("TRUE", True), ("Faux", False), ("oui", True), ("N", False), ("1", True), ("0", False), ("", None),
     ("Within SLA", True), ("SLA Violated", False), ("Dépassé", False), ("Dans les délais", True), ("peut-être", None)],
)  # fmt: skip
def test_verdicts(word, verdict):
    assert values.truth(word) is verdict


def test_a_column_that_tells_what_was_broken():
    assert values.breached("Oui") is True
    assert values.breached("0") is False
    assert values.breached("Breached") is True
    assert values.breached("Within SLA") is False


def test_a_category_and_those_above_it():
    assert values.path("Matériel > Imprimante > Laser") == ("Matériel", "Imprimante", "Laser")
    assert values.path("Réseau / Wi-Fi") == ("Réseau", "Wi-Fi")
    assert values.path("Entrées/sorties") == ("Entrées/sorties",)
    assert values.path("-") == ()


def test_labels_each_once():
    assert values.labels("vpn, Wi-Fi; vpn|accès") == ("vpn", "Wi-Fi", "accès")
    assert tags(["a,b"], ["A", "Équipe N1", "-"]) == ("a", "b", "Équipe N1")


@pytest.mark.parametrize(
    ("name", "mail", "called", "address"),
    [
        ("Marie Lubin", "", "Marie Lubin", ""),
        ("Marie Lubin <m.lubin@x.fr>", "", "Marie Lubin", "m.lubin@x.fr"),
        ("m.lubin@x.fr", "", "", "m.lubin@x.fr"),
        ("Marie", "mailto:m@x.fr, autre@x.fr", "Marie", "m@x.fr"),
        ("Jean Petit<br>Anne Le Gall", "", "Jean Petit", ""),
        ("Non assigné", "", None, ""),
        ("", "", None, ""),
        ("-", "pas une adresse", None, ""),
    ],
)
def test_people(name, mail, called, address):
    found = contact(name, mail)
    if called is None:
        assert found is None
    else:
        assert found is not None
        assert found.name == called
        assert (found.address.value if found.address else "") == address


def test_markup_as_text():
    assert (
        as_text("<p>Un<br>deux&nbsp;: <b>trois</b></p><ul><li>a</li><li>b</li></ul>")
        == "Un\ndeux : trois\n\n- a\n\n- b"
    )
    assert as_text("&lt;p&gt;L&#39;écran&lt;/p&gt;") == "L'écran"
    assert as_text("<style>p{}</style><p>x</p>") == "x"
    assert as_text("a < b et b > c") == "a < b et b > c"


@given(st.text())
def test_no_word_breaks_anything(word):
    for meaning in (
        values.priority, values.standing, values.kind, values.channel, values.outcome, values.truth, values.breached,
        values.path, values.labels, values.waiting_for, as_text, plain,
    ):  # fmt: skip
        meaning(word)
    contact(word, word)


HEADERS = {
    "ID;Titre;Statut;Dernière modification;Date d’ouverture;Priorité;Demandeur - Demandeur;Attribué à - Technicien;"
    "Catégorie": "number title status updated created priority requester assignee category",
    "Numéro;Objet;Détail;État;Urgence;Genre;Sous-catégorie;Nom du demandeur;E-mail du demandeur;Assigné à;Canal;"
    "Ouvert le;Première réponse le;Résolu le;Clôturé le;Étiquettes;SLA tenu;Solution": "number title description "
    "status urgency kind subcategory requester requester_mail assignee channel created first_response resolved "
    "closed tags resolution_kept resolution",
    "number;short_description;state;caller_id;contact_type;opened_at;sys_updated_on;close_notes;made_sla;close_code": (
        "number title status requester channel created updated resolution resolution_kept outcome"
    ),
    "Ticket ID;Subject;Requester Name;Requester Email;Created time;Resolved time;Initial response time;"
    "First response status": "number title requester requester_mail created resolved first_response response_kept",
    "Summary;Issue key;Issue Type;Reporter;Created;Resolution;Labels": (
        "title number kind requester created resolution tags"
    ),
    "ticketId;createdAt;closedAt;assignedTo;customerEmail": "number created closed assignee requester_mail",
    "#;Tracker;Statut;Sujet;Auteur;Mis-à-jour;Créé;Fermé": "number kind status title requester updated created closed",
    "Ticket Number;Date Created;From;From Email;Help Topic;Current Status;Overdue;Agent Assigned;Team Assigned": (
        "number created requester requester_mail category status resolution_breached assignee group"
    ),
    "Document;Topic_group": "description category",
}


@pytest.mark.parametrize("header", HEADERS)
def test_headers_of_known_tools(header):
    names = header.split(";")
    found = {names[places[0]]: column.value for column, places in recognise(names).items()}
    assert [found.get(name) for name in names] == HEADERS[header].split()


def test_the_likeliest_of_two_names_and_all_of_those_that_repeat():
    found = recognise(["Issue id", "Issue key", "Title", "Subject", "Labels", "Labels", "Time to resolve"])
    assert found == {Column.NUMBER: (1,), Column.TITLE: (3,), Column.TAGS: (4, 5)}


def test_durations_are_no_dates():
    assert recognise(["First response time (in hrs)", "Resolution time (in hrs)", "Created (UTC)"]) == {
        Column.CREATED: (2,)
    }
