"""What a column holds, told from its name, in French and in English.

The names are those that ServiceNow, GLPI, Freshdesk, Freshservice, Zammad, Zendesk, Jira, osTicket,
OTRS, Redmine, iTop, ManageEngine and people with a spreadsheet give their columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from desktop_desk.domain.folding import fold


class Column(StrEnum):
    """What the desk can take from a row."""

    NUMBER = "number"
    TITLE = "title"
    DESCRIPTION = "description"
    STATUS = "status"
    WAITING_FOR = "waiting_for"
    PRIORITY = "priority"
    URGENCY = "urgency"
    KIND = "kind"
    CATEGORY = "category"
    SUBCATEGORY = "subcategory"
    REQUESTER = "requester"
    REQUESTER_FIRST_NAME = "requester_first_name"
    REQUESTER_MAIL = "requester_mail"
    ASSIGNEE = "assignee"
    ASSIGNEE_MAIL = "assignee_mail"
    GROUP = "group"
    CHANNEL = "channel"
    CREATED = "created"
    FIRST_RESPONSE = "first_response"
    RESOLVED = "resolved"
    CLOSED = "closed"
    UPDATED = "updated"
    TAGS = "tags"
    RESOLUTION_KEPT = "resolution_kept"
    RESOLUTION_BREACHED = "resolution_breached"
    RESPONSE_KEPT = "response_kept"
    RESPONSE_BREACHED = "response_breached"
    RESOLUTION = "resolution"
    OUTCOME = "outcome"
    COMMENT = "comment"


SEVERAL = frozenset({Column.TAGS, Column.COMMENT})
"""What may be spread over several columns of the same name, as Jira does."""

DATES = frozenset({Column.CREATED, Column.FIRST_RESPONSE, Column.RESOLVED, Column.CLOSED, Column.UPDATED})

# The likeliest first: « Issue key » is the number rather than « Issue id », « Subject » the title
# rather than « Title », which in a Freshdesk export is that of the contact.
_NAMES: dict[Column, str] = {
    Column.NUMBER: """number, ticket number, issue key, key, clé, référence, reference, ref, réf, numéro,
        numéro de ticket, n, no, num, nb, ticket no, n ticket, ticket id, id, identifiant, request id,
        incident id, case number, case id, numéro de demande, id demande, id de la demande, display id,
        external id, ticket, incident, incident number, numéro d’incident, request number, issue id""",
    Column.TITLE: """subject, sujet, objet, short description, summary, résumé, title, titre, intitulé,
        libellé, description courte, brève description, nom du ticket, name, problème, demande, problem""",
    Column.DESCRIPTION: """description, body, text, texte, contenu, content, détail, détails, details,
        détail de la demande, message, first message, document, long description, description longue,
        description du problème, commentaire initial""",
    Column.STATUS: """status, state, statut, état, etat, ticket status, current status, request status,
        incident state, state name, avancement""",
    Column.WAITING_FOR: """waiting for, hold reason, on hold reason, pending reason, motif d’attente,
        raison de l’attente, en attente de""",
    Column.PRIORITY: "priority, priorité, priority name, niveau de priorité, criticité, severity, sévérité",
    Column.URGENCY: "urgency, urgence",
    Column.KIND: """type, ticket type, issue type, kind, genre, type de ticket, type de demande, nature,
        request type, tracker, record type""",
    Column.CATEGORY: """category, catégorie, category name, itil category, catégorie itil, help topic,
        topic, topic group, rubrique, thème, domaine, service, component s, components, composant, service
        category, famille, famille de demande, sujet d’aide""",
    Column.SUBCATEGORY: "subcategory, sub category, sous catégorie, souscatégorie, sous famille, item",
    Column.REQUESTER: """requester, requester name, requester requester, demandeur, demandeur demandeur,
        nom du demandeur, caller, caller name, caller id, appelant, reporter, rapporteur, customer name,
        customer, client, nom du client, utilisateur, user, from, de, contact, contact name, full name,
        author, auteur, opened by, ouvert par, created by, créé par, creator, créateur, demandé par,
        requested by, requested for, émetteur, déclarant, bénéficiaire, submitter, nom complet, customer
        user, nom et prénom, nom prénom, end user, requestor, nom""",
    Column.REQUESTER_FIRST_NAME: "first name, prénom, prénom du demandeur, requester first name",
    Column.REQUESTER_MAIL: """requester email, requester mail, requester e mail, from email, caller email,
        customer email, contact email, email, e mail, mail, courriel, adresse mail, adresse email, adresse
        e mail, email address, mail du demandeur, email du demandeur, e mail du demandeur, courriel du
        demandeur, reporter email, user email""",
    Column.ASSIGNEE: """assigned to, assignee, assignee name, attribué à technicien, assigned to
        technician, assigned to name, attribué à, assigné à, affecté à, agent, agent name, agent assigned,
        technicien, technician, owner, propriétaire, responsable, traité par, pris en charge par,
        intervenant, resolver, responder, support rep, assigned agent, attributed to, gestionnaire""",
    Column.ASSIGNEE_MAIL: "assignee email, agent email, technician email, mail du technicien, owner email",
    Column.GROUP: """assignment group, group, groupe, team, équipe, attribué à groupe de techniciens,
        attribué à groupe technique, attribué à groupe, assigned to technician group, assigned to group,
        groupe d’affectation, groupe de techniciens, groupe technique, team assigned, department, queue,
        file, group name, support group, resolver group, équipe assignée""",
    Column.CHANNEL: """contact type, channel, canal, source, request source, source de la demande, via,
        mode, create channel, origin, origine, mode de contact, reported source, type de contact, moyen de
        contact""",
    Column.CREATED: """opened at, opened, created at, created, created time, creation date, date created,
        created date, created on, date opened, opening date, open date, opened date, open time, date
        d’ouverture, ouvert le, ouverture, date de création, créé le, créé, création, date création, date
        ouverture, date de la demande, date demande, date de début, reported date, submitted at, submit
        date, sys created on, date et heure de création, date et heure d’ouverture, date de saisie, date
        time, requested at, received, reçu le, date de réception, date, start date, timestamp""",
    Column.FIRST_RESPONSE: """first response at, first response, first response date, initial response
        time, first response time, first responded at, first reply at, responded at, première réponse,
        première réponse le, date de première réponse, date première réponse, prise en charge, date de
        prise en charge, responded date, first reply date, response date, pris en compte le""",
    Column.RESOLVED: """resolved at, resolved, resolved on, resolved time, resolved date, resolution date,
        date resolved, solved at, solved, solve date, date solved, date de résolution, date résolution,
        résolu le, résolu, résolution le, date de solution, completed time, completed at, completed,
        terminé le, date de fin, resolution at, traité le, résolue le, end date, done at, last resolved
        date""",
    Column.CLOSED: """closed at, closed, closed on, closed time, closed date, close date, close at,
        closing date, date closed, clos le, clôturé le, clôturée le, fermé le, fermé, date de clôture,
        date clôture, clôture, date de fermeture, closure date, clôturé, close time, last close""",
    Column.UPDATED: """updated at, updated, updated on, updated date, last updated, last update, last
        update time, last modified, modified, modified at, modified on, sys updated on, dernière
        modification, dernière mise à jour, mis à jour le, mise à jour, mis à jour, modifié le, date de
        modification, date de mise à jour, last updated time, date de dernière modification, changed, last
        activity""",
    Column.TAGS: "tags, tag, labels, label, étiquettes, étiquette, mots clés, keywords, balises",
    Column.RESOLUTION_KEPT: """made sla, sla met, sla tenu, sla respecté, respect sla, resolution status,
        resolution sla, sla resolution, within sla, in sla, sla ok, délai respecté, délai tenu, sla
        compliant, respect du délai, résolu dans les délais, dans les délais, sla status, statut sla,
        resolution sla met""",
    Column.RESOLUTION_BREACHED: """sla breached, breached, resolution breached, overdue, overdue status,
        en retard, dépassé, sla dépassé, sla violated, time to resolve exceeded, temps de résolution
        dépassé, ttr dépassé, time to resolve progress exceeded, délai dépassé, retard, resolution
        overdue, has breached""",
    Column.RESPONSE_KEPT: """first response status, response sla met, first response sla, response status,
        sla première réponse, première réponse tenue, première réponse dans les délais, sla response met""",
    Column.RESPONSE_BREACHED: """response breached, first response breached, time to own exceeded, temps
        de prise en charge dépassé, tto dépassé, response overdue""",
    Column.RESOLUTION: """resolution notes, close notes, resolution text, solution, solution solution,
        texte de résolution, commentaire de clôture, notes de résolution, resolution, résolution, réponse,
        compte rendu, solution apportée, resolution description, answer""",
    Column.OUTCOME: """outcome, close code, closure code, resolution code, issue, code de clôture, code de
        résolution""",
    Column.COMMENT: """comment, comments, commentaire, commentaires, suivi, suivis, followups, additional
        comments, suivis description, historique, échanges, notes""",
}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_UNIT = re.compile(
    r"[(\[](?:in |en )?(?:h|hrs?|hours?|heures?|min|minutes?|s|sec|days?|jours?|%)[)\]]", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]\s*$")


def plain(name: str) -> str:
    """The name of a column in its plainest letters: ``Date d’ouverture``, ``createdAt``, ``Type(s)``."""
    if not _UNIT.search(name):
        name = _IN_BRACKETS.sub("", name) or name
    if name.strip() in {"#", "n°", "N°", "Nº", "№"}:
        return "number"
    return fold(_CAMEL.sub(" ", name).replace("#", " number ").replace("°", " "))


_RANKS = {
    plain(name.strip()): (column, rank)
    for column, names in _NAMES.items()
    for rank, name in enumerate(names.replace("\n", " ").split(","))
}
_LEADING = ("ticket ", "incident ", "request ", "issue ", "case ", "demande ", "task ")
_TRAILING = (
    " du ticket", " de la demande", " de l incident", " ticket", " incident", " utc", " le",
)  # fmt: skip


def recognise(header: Sequence[str]) -> dict[Column, tuple[int, ...]]:
    """Where each known thing stands in a header: one place each, several for :data:`SEVERAL`."""
    found: dict[Column, list[tuple[int, int]]] = {}
    for place, name in enumerate(header):
        known = _known(plain(name))
        if known is not None:
            found.setdefault(known[0], []).append((known[1], place))
    best = {column: sorted(places) for column, places in found.items()}
    return {
        column: tuple(place for _, place in places[: None if column in SEVERAL else 1])
        for column, places in best.items()
    }


def _known(name: str) -> tuple[Column, int] | None:
    if name in _RANKS:
        return _RANKS[name]
    for shorter in (
        *(name.removeprefix(word) for word in _LEADING if name.startswith(word)),
        *(name.removesuffix(word) for word in _TRAILING if name.endswith(word)),
    ):
        if shorter in _RANKS:
            column, rank = _RANKS[shorter]
            return column, rank + 100
    return None
