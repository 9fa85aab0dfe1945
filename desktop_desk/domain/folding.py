"""Text as it is searched: the same tokens whatever the accents, the case or the engine."""

from __future__ import annotations

import unicodedata

TOKEN_LIMIT = 200_000
"""Characters of tokens kept of one message (MODEL.md, search)."""

_SPELT_OUT = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o"})


def fold(text: str) -> str:
    """Words in their plainest letters, one space between them: « Œuf à l’état » → ``oeuf a l etat``."""
    if text.isascii():
        plain = text.casefold()
    else:
        spread = unicodedata.normalize("NFKD", text.translate(_SPELT_OUT)).casefold()
        plain = "".join(c for c in spread if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def tokens(*texts: str) -> str:
    """The folded words of several texts, cut at :data:`TOKEN_LIMIT` between two words."""
    folded = fold(" ".join(text[: 2 * TOKEN_LIMIT] for text in texts if text))
    if len(folded) <= TOKEN_LIMIT:
        return folded
    return folded[:TOKEN_LIMIT].rpartition(" ")[0]
