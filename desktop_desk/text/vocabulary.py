"""The fixed words of the desk: statuses, priorities, kinds and the like, by the value stored.

They come in lower case, ready for the middle of a sentence; :func:`desktop_desk.text.capital` makes
a label of them. A value this version does not know (a newer one wrote it) is shown as it is.
"""

from __future__ import annotations

from desktop_desk.text.catalogue import C_, Sentences

Terms = dict[str, tuple[str, str]]

PRIORITIES: Terms = {
    "critical": C_("priority", "critical"),
    "high": C_("priority", "high"),
    "normal": C_("priority", "normal"),
    "low": C_("priority", "low"),
}
STATUSES: Terms = {
    "open": C_("status", "open"),
    "in_progress": C_("status", "in progress"),
    "waiting": C_("status", "waiting"),
    "resolved": C_("status", "resolved"),
    "closed": C_("status", "closed"),
}
WAITINGS: Terms = {
    "information": C_("waiting", "for information"),
    "validation": C_("waiting", "for validation"),
    "provider": C_("waiting", "for the provider"),
}
KINDS: Terms = {
    "incident": C_("kind", "incident"),
    "request": C_("kind", "request"),
    "question": C_("kind", "question"),
}
OUTCOMES: Terms = {
    "solved": C_("outcome", "solved"),
    "duplicate": C_("outcome", "duplicate"),
    "cancelled": C_("outcome", "cancelled"),
    "spam": C_("outcome", "spam"),
    "no_answer": C_("outcome", "no answer"),
}
CHANNELS: Terms = {
    "dialog": C_("channel", "by the request window"),
    "agent": C_("channel", "by an agent"),
    "phone": C_("channel", "by phone"),
    "mail": C_("channel", "by e-mail"),
    "web": C_("channel", "by the web form"),
    "chat": C_("channel", "by chat"),
    "monitoring": C_("channel", "by monitoring"),
    "command": C_("channel", "by the command line"),
    "imported": C_("channel", "by import"),
}
METRICS: Terms = {
    "first_response": C_("metric", "first response"),
    "resolution": C_("metric", "resolution"),
}
METRICS_SHORT: Terms = {
    "first_response": C_("metric, short", "1st response"),
    "resolution": C_("metric, short", "resolution"),
}
MESSAGES: Terms = {
    "public": C_("message", "answer"),
    "note": C_("message", "internal note"),
    "call": C_("message", "call"),
    "system": C_("message", "automatic message"),
}
ROLES: Terms = {
    "manager": C_("role", "manager"),
    "agent": C_("role", "agent"),
    "employee": C_("role", "employee"),
    "provider": C_("role", "provider"),
}
FIELDS: Terms = {
    "title": C_("field", "title"),
    "kind": C_("field", "kind"),
    "priority": C_("field", "priority"),
    "status": C_("field", "status"),
    "waiting_for": C_("field", "waiting for"),
    "outcome": C_("field", "outcome"),
    "requester": C_("field", "requester"),
    "assignee": C_("field", "assigned to"),
    "category": C_("field", "category"),
    "tags": C_("field", "labels"),
    "channel": C_("field", "channel"),
    "number": C_("field", "number"),
    "message": C_("field", "message"),
    "file": C_("field", "attachment"),
    "link": C_("field", "linked ticket"),
    "asset": C_("field", "equipment"),
    "created_at": C_("field", "opened"),
    "updated_at": C_("field", "last change"),
    "first_response_at": C_("field", "first response"),
    "resolved_at": C_("field", "resolved"),
    "closed_at": C_("field", "closed"),
    "due": C_("field", "due"),
    "department": C_("field", "department"),
    "name": C_("field", "name"),
    "role": C_("field", "role"),
    "language": C_("field", "language"),
    "mail": C_("field", "e-mail"),
    "phone": C_("field", "phone"),
    "account": C_("field", "PC account"),
    "person": C_("field", "person"),
    "addresses": C_("field", "addresses"),
    "messages": C_("field", "messages"),
    "alerts": C_("field", "alerts"),
    "views": C_("field", "views"),
    "read_marks": C_("field", "what was read"),
    "participants": C_("field", "who follows"),
}


class Vocabulary(Sentences):
    """The names of stored values in one language."""

    def priority(self, value: str) -> str:
        """« critique », « haute », « normale », « basse »."""
        return self._term(PRIORITIES, value)

    def status(self, value: str) -> str:
        """« ouvert », « en cours », « en attente », « résolu », « clôturé »."""
        return self._term(STATUSES, value)

    def waiting(self, value: str) -> str:
        """After « en attente »: « d’information », « de validation », « du prestataire »."""
        return self._term(WAITINGS, value)

    def kind(self, value: str) -> str:
        """« incident », « demande », « question »."""
        return self._term(KINDS, value)

    def outcome(self, value: str) -> str:
        """« résolu », « doublon », « annulé », « indésirable », « sans réponse »."""
        return self._term(OUTCOMES, value)

    def channel(self, value: str) -> str:
        """After « ouvert »: « par courriel », « par téléphone »."""
        return self._term(CHANNELS, value)

    def metric(self, value: str, *, short: bool = False) -> str:
        """« première réponse » (short: « 1ʳᵉ réponse »), « résolution »."""
        return self._term(METRICS_SHORT if short else METRICS, value)

    def message(self, value: str) -> str:
        """« réponse », « note interne », « appel », « message automatique »."""
        return self._term(MESSAGES, value)

    def role(self, value: str) -> str:
        """« responsable », « agent », « employé », « prestataire »."""
        return self._term(ROLES, value)

    def field(self, value: str) -> str:
        """The name of a field in a line of history: « attribué à », « échéance »."""
        return self._term(FIELDS, value)

    def _term(self, terms: Terms, value: str) -> str:
        term = terms.get(value)
        return self._catalogue.pgettext(*term) if term else value.replace("_", " ")
