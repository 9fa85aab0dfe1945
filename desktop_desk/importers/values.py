"""What a cell's words mean: status, priority, kind, channel, end, yes and no, in French and in English.

A word nobody foresaw gives ``None``: the row is then listed, or a profile says what it means.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeVar

from desktop_desk.domain.folding import fold
from desktop_desk.domain.ticket import Channel, Kind, Outcome, Priority, Status, WaitingFor

_V = TypeVar("_V")

_REMEMBERED = 2000
"""Words whose meaning is kept: a file says the same few over and over."""


class Standing(NamedTuple):
    """A status, whom it waits for and how it ended, where the word says so."""

    status: Status
    waiting_for: WaitingFor | None = None
    outcome: Outcome | None = None


def _table(rows: dict[_V, str]) -> dict[str, _V]:
    return {fold(word.strip()): value for value, words in rows.items() for word in words.split(",")}


_PRIORITIES = _table({
    Priority.CRITICAL: """critical, critique, very high, très haute, très élevée, très urgent, très
        urgente, urgent, urgente, urgence, highest, blocker, bloquant, bloquante, bloqué, emergency,
        immediate, immédiat, immédiate, extreme, vital, vitale, showstopper, la plus élevée, maximale,
        maximum, top""",
    Priority.HIGH: """high, haute, haut, élevée, élevé, important, importante, major, majeur, majeure,
        fort, forte, prioritaire, severe, grave, significant""",
    Priority.NORMAL: """normal, normale, medium, moderate, moyenne, moyen, modérée, modéré, standard,
        average, default, par défaut, intermédiaire, none, not set, aucune, non définie, undefined""",
    Priority.LOW: """low, basse, bas, faible, very low, très basse, très faible, lowest, minor, mineur,
        mineure, trivial, triviale, planning, planned, négligeable, la plus basse, minimale, minimum,
        lower, not urgent, non urgent, non urgente, cosmetic""",
})  # fmt: skip
_DIGIT_PRIORITIES = (
    Priority.CRITICAL,
    Priority.CRITICAL,
    Priority.HIGH,
    Priority.NORMAL,
    Priority.LOW,
    Priority.LOW,
)
"""By the number itself: 1 is the most urgent wherever numbers stand alone, also on a scale of five."""

_STANDINGS = _table({
    Standing(Status.OPEN): """open, ouvert, ouverte, new, nouveau, nouvelle, to do, todo, à faire,
        backlog, reopened, rouvert, réouvert, réouverte, submitted, créé, enregistré, reçu, received,
        logged, registered, unassigned, non attribué, non assigné, à traiter, pending assignment, selected
        for development, unresolved, non résolu, non résolue, not resolved, not solved, triage, accepted,
        accepté, active, actif, non traité, en attente d’attribution, waiting for support, waiting for
        agent""",
    Standing(Status.IN_PROGRESS): """in progress, en cours, work in progress, wip, assigned, attribué,
        attribuée, assigné, processing, processing assigned, processing planned, en cours attribué, en
        cours planifié, en cours de traitement, en traitement, being processed, pris en charge, prise en
        charge, in review, in test, doing, started, planned, planifié, planifiée, escalated, escaladé,
        dispatched, work started, investigating, en cours de résolution, en cours d’analyse, in
        development, qualified, qualifié, testing, under review, en cours assigné, customer responded,
        response received""",
    Standing(Status.WAITING, WaitingFor.INFORMATION): """waiting, pending, on hold, hold, en attente, en
        pause, suspended, suspendu, suspendue, stalled, waiting for customer, waiting on customer,
        awaiting customer, awaiting user info, awaiting user, awaiting caller, pending customer, pending
        user, pending reminder, en attente du demandeur, en attente utilisateur, en attente client, en
        attente d’information, awaiting reply, en attente d’informations, en attente de l’utilisateur, en
        attente du client, waiting for information, waiting for user, pending close, waiting on user,
        awaiting information, need info, feedback, bloqué, blocked, waiting for requester, en attente de
        réponse, awaiting response, information, user""",
    Standing(Status.WAITING, WaitingFor.VALIDATION): """waiting for approval, pending approval, awaiting
        approval, en attente de validation, en attente d’approbation, à valider, validation, approval, to
        validate, waiting for validation, awaiting validation, pending validation, en validation""",
    Standing(Status.WAITING, WaitingFor.PROVIDER): """waiting on third party, waiting for third party,
        provider, waiting for vendor, awaiting vendor, pending vendor, en attente fournisseur, en attente
        du fournisseur, en attente prestataire, en attente du prestataire, en attente tiers, waiting for
        provider, vendor, awaiting supplier, awaiting evidence, awaiting problem, en attente de livraison,
        pending supplier, prestataire, fournisseur, third party, awaiting third party""",
    Standing(Status.RESOLVED): """resolved, résolu, résolue, solved, fixed, corrigé, corrigée, réglé,
        réglée, traité, traitée, solutionné, répondu, answered, to be closed, à clôturer, à clore,
        implemented""",
    Standing(Status.CLOSED): """closed, clos, close, clôturé, clôturée, fermé, fermée, done, terminé,
        terminée, fini, finie, completed, complete, archived, archivé, closed successful, closed complete,
        closed resolved, closed unsuccessful, closed incomplete, fait, finished, validé, delivered, livré,
        clos résolu, released""",
    Standing(Status.CLOSED, outcome=Outcome.CANCELLED): """cancelled, canceled, annulé, annulée, rejected,
        refused, refusé, refusée, rejeté, rejetée, withdrawn, abandonné, abandonnée, sans suite, closed
        skipped, won t do, won t fix, wont fix, declined, clos sans suite, closed cancelled, classé sans
        suite, discarded, removed""",
    Standing(Status.CLOSED, outcome=Outcome.DUPLICATE): """duplicate, doublon, merged, fusionné, closed
        duplicate""",
    Standing(Status.CLOSED, outcome=Outcome.SPAM): "spam, indésirable, junk",
    Standing(Status.CLOSED, outcome=Outcome.NO_ANSWER): """no answer, sans réponse, no response, closed no
        response""",
})  # fmt: skip

# For words of a firm's own: « En attente retour Dell ». The first stem found decides.
_STEMS: tuple[tuple[str, Standing], ...] = (
    (r"non resol|non trait|unresolv|unsolv|not (?:resol|solv|clos|start)|a traiter", Standing(Status.OPEN)),
    (r"re ?open|re ?ouv", Standing(Status.OPEN)),
    (
        r"annul|cancel|reject|rejet|refus|abandon|sans suite|won t",
        Standing(Status.CLOSED, outcome=Outcome.CANCELLED),
    ),
    (r"duplic|doublon|merge", Standing(Status.CLOSED, outcome=Outcome.DUPLICATE)),
    (
        r"(?:attente|wait\w*|pending|hold).*(?:valid|approb|approv)",
        Standing(Status.WAITING, WaitingFor.VALIDATION),
    ),
    (
        r"(?:attente|wait\w*|pending|hold).*(?:fourniss|presta|vendor|third|provider|suppl|editeur|tiers)",
        Standing(Status.WAITING, WaitingFor.PROVIDER),
    ),
    (r"attente|wait|pending|hold|suspen|pause", Standing(Status.WAITING, WaitingFor.INFORMATION)),
    (r"clos|clotur|ferme|archiv|termin|complet|fini\b|done", Standing(Status.CLOSED)),
    (r"resol|solv|solu|corrig|fixed", Standing(Status.RESOLVED)),
    (r"cours|progress|assign|attribu|affect|planif|traitement|work|escal", Standing(Status.IN_PROGRESS)),
    (r"nouv|new|open|ouvert", Standing(Status.OPEN)),
)

_KINDS = _table({
    Kind.INCIDENT: """incident, incidents, bug, problem, problème, panne, anomalie, defect, défaut,
        dysfonctionnement, fault, error, erreur, issue, inc, break fix, unplanned, alerte, alert, incident
        report""",
    Kind.REQUEST: """request, demande, demandes, service request, demande de service, task, tâche, change,
        changement, feature request, feature, évolution, demande d’évolution, story, improvement,
        amélioration, req, ritm, sub task, new feature, epic, service, demande de changement, requête,
        access, assistance, travaux""",
    Kind.QUESTION: """question, questions, information, renseignement, how to, demande d’information,
        demande d’informations, informations, inquiry, enquiry, conseil, info, support question""",
})  # fmt: skip

_CHANNELS = _table({
    Channel.PHONE: """phone, téléphone, telephone, tél, tel, appel, call, phone call, appel téléphonique,
        hotline, voicemail, voice, par téléphone, callback""",
    Channel.MAIL: """email, e mail, mail, courriel, messagerie, outbound email, par mail, par email,
        inbound email, imap, pop3""",
    Channel.WEB: """web, portal, portail, self service, selfservice, self service portal, web form,
        formulaire, form, helpdesk, site, website, site web, feedback widget, customer portal, service
        portal, web interface, interface web, internet, online, libre service, service catalog, intranet,
        extranet, jira""",
    Channel.CHAT: """chat, live chat, whatsapp, teams, microsoft teams, slack, telegram, sms, messenger,
        facebook, twitter, virtual agent, tchat, messaging, social""",
    Channel.MONITORING: """monitoring, supervision, event, event management, alert, alerte, système,
        system, automatic, automatique, api, nagios, zabbix""",
    Channel.AGENT: """agent, walk in, direct, visit, visite, guichet, sur place, in person, oral, de vive
        voix, other, autre, écrit, staff, couloir""",
})  # fmt: skip

_OUTCOMES = _table({
    Outcome.SOLVED: """solved, résolu, résolue, fixed, done, corrigé, traité, solved permanently, solved
        work around, solved workaround, solved remotely, closed resolved by caller, resolved, complete,
        completed, implemented, successful, resolved by request, user error, resolved by change, resolved
        by problem, solution provided""",
    Outcome.DUPLICATE: "duplicate, doublon, duplicate issue, merged, fusionné",
    Outcome.CANCELLED: """cancelled, canceled, annulé, annulée, won t do, won t fix, wont fix, rejected,
        rejeté, sans suite, declined, withdrawn, invalid, not a bug, cannot reproduce, not solved not
        reproducible, not solved too costly, incomplete, refusé, abandonné, non reproductible, works as
        designed, obsolete""",
    Outcome.SPAM: "spam, indésirable, junk",
    Outcome.NO_ANSWER: """no answer, no response, sans réponse, closed by inactivity, inactive, pas de
        réponse""",
})  # fmt: skip


def _spellings(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split(","))


_YES = _spellings(
    """true, vrai, yes, oui, y, o, 1, x, ok, met, tenu, tenue, respecté, respectée, kept, achieved,
    conforme, within sla, sla met, in sla, on time, à temps, dans les délais, in time, sla respecté, sla
    tenu, within target, not breached, not violated, non dépassé, délai respecté"""
)
_NO = _spellings(
    """false, faux, no, non, n, 0, missed, violated, breached, dépassé, dépassée, late, ko, sla violated,
    sla missed, out of sla, not met, hors délai, hors délais, non respecté, non tenu, en retard, overdue,
    sla breached, outside sla, sla dépassé, hors sla, not respected, non respectée, past due"""
)
_BREACHED_YES = _spellings(
    """breached, violated, dépassé, dépassée, late, en retard, overdue, missed, sla violated"""
)
_BREACHED_NO = _spellings(
    """within sla, met, on time, à temps, not breached, kept, in sla, dans les délais, respecté"""
)
_NOBODY = _spellings(
    """-, none, null, nan, n/a, na, unassigned, non assigné, non attribué, aucun, personne, nobody,
    not assigned, no agent, no group, aucun technicien, aucun groupe"""
)

_SEPARATORS = re.compile(r"\s+[>»→]\s+|\s*>\s*|\s+::?:?\s+|::|\s+/\s+|\s*\\\s*")


@lru_cache(_REMEMBERED)
def priority(text: str) -> Priority | None:
    """« 3 - Moderate », ``P2``, « Très haute », ``4``: the words count, a number where it is alone."""
    folded = fold(text)
    if folded in _PRIORITIES:
        return _PRIORITIES[folded]
    words = re.sub(
        r"^(?:p|s|sev|prio|priority|priorite|severity|niveau|level)?\s?\d\b|\b\d$", "", folded
    ).strip()
    if words in _PRIORITIES:
        return _PRIORITIES[words]
    digit = re.match(r"(?:p|s|sev|prio|priority|priorite|severity|niveau|level)?\s?(\d)$", folded)
    if digit and int(digit[1]) < len(_DIGIT_PRIORITIES):
        return _DIGIT_PRIORITIES[int(digit[1])]
    return None


@lru_cache(_REMEMBERED)
def standing(text: str) -> Standing | None:
    """« En cours (Attribué) », ``Closed``, « En attente fournisseur »."""
    folded = re.sub(r"^\d+ ", "", fold(text))
    if folded in _STANDINGS:
        return _STANDINGS[folded]
    return next((meant for stem, meant in _STEMS if re.search(rf"\b(?:{stem})", folded)), None)


@lru_cache(_REMEMBERED)
def kind(text: str) -> Kind | None:
    """« Demande », ``Incident``, ``Service Request``."""
    return _KINDS.get(fold(text))


def waiting_for(text: str) -> WaitingFor | None:
    """Whom a ticket on hold waits for."""
    meant = standing(text) or standing("en attente " + text)
    return None if meant is None else meant.waiting_for


@lru_cache(_REMEMBERED)
def channel(text: str) -> Channel | None:
    """« Téléphone », ``Email``, ``Self-service``."""
    return _CHANNELS.get(fold(text))


@lru_cache(_REMEMBERED)
def outcome(text: str) -> Outcome | None:
    """« Doublon », ``Solved (Permanently)``, ``Won't Do``."""
    return _OUTCOMES.get(fold(text))


@lru_cache(_REMEMBERED)
def truth(text: str) -> bool | None:
    """``TRUE``, « oui », ``Within SLA``; ``None`` for an empty cell and for what says neither."""
    folded = fold(text)
    return True if folded in _YES else False if folded in _NO else None


@lru_cache(_REMEMBERED)
def breached(text: str) -> bool | None:
    """The same for a column that says whether a promise was broken."""
    folded = fold(text)
    if folded in _BREACHED_YES:
        return True
    return False if folded in _BREACHED_NO else truth(text)


@lru_cache(_REMEMBERED)
def path(text: str) -> tuple[str, ...]:
    """A category with those above it: « Matériel > Imprimante »."""
    if fold(text) in _NOBODY:
        return ()
    parts = (" ".join(part.split())[:200] for part in _SEPARATORS.split(text))
    return tuple(part for part in parts if part)


def labels(text: str) -> tuple[str, ...]:
    """Labels in one cell, each once."""
    parts = (" ".join(part.split())[:100] for part in re.split(r"[,;|\n]", text.strip().strip("[]")))
    clean = {fold(part): part.strip("\"' ") for part in parts if fold(part)}
    return tuple(clean.values())


def nobody(text: str) -> bool:
    """Whether a cell says that there is no such person."""
    return not fold(text) or fold(text) in _NOBODY
