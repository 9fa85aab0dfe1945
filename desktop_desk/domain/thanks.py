"""Whether a message only says thank you: it then reopens nothing.

Every word must be one of courtesy, and one of them thanks. Any other word, a question, a refusal makes
it a message like others, so that no request is ever taken for politeness.
"""

from __future__ import annotations

from desktop_desk.domain.folding import fold

_THANKS = frozenset(["merci", "mercii", "thanks", "thank", "thx"])

_FRENCH = """
    a au aide avoir beaucoup bel belle bien bon bonjour bonne bonsoir c ca ce cela cordialement d de
    desormais du efficace efficacite en enfin est et excellent excellente fin fonctionne genial grand
    impeccable infiniment intervention journee l la le les maintenant marche mille nickel parfait
    parfaitement pour rapide rapidement rapidite reactivite reglee regle reponse resolu resolue retour
    semaine soiree super sur ta ton top tous tout toute toutes tres un une vos votre vous week end
"""
_ENGLISH = """
    all best cheers day evening everything for fast fine good great have help hello hi is it kind lot
    much nice now perfect quick regards reply response so solved support that the this very weekend
    works working you your
"""
_COURTESY = _THANKS | frozenset(_FRENCH.split()) | frozenset(_ENGLISH.split())


def is_thanks(text: str, *names: str) -> bool:
    """Whether a text holds nothing but thanks; words of ``names`` (those of a signature) are left out."""
    if "?" in text:
        return False
    words = fold(text).split()
    if _THANKS.isdisjoint(words):
        return False
    signed = {word for name in names for word in fold(name).split()}
    return all(word in _COURTESY or word in signed for word in words)
