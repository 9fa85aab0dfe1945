"""Words for people: one catalogue, the language passed along as a value.

English sentences in the code are the catalogue's keys. ``words("Ticket {number}", number=12)`` is
found by the extractor through the name ``words``; ``N_`` marks a sentence that is translated later.
"""

from __future__ import annotations

import gettext
from functools import cache

from desktop_desk.paths import resources_dir

LANGUAGES = ("fr", "en")


def N_(sentence: str) -> str:  # noqa: N802 - the name every gettext tool knows
    """Mark a sentence for the catalogue without translating it yet."""
    return sentence


class Words:
    """The catalogue in one language; calling it translates a sentence and fills its ``{names}``."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = _catalogue(self.language)

    def __call__(self, sentence: str, /, **values: object) -> str:
        """The sentence in this language, its ``{names}`` filled from ``values``."""
        return self._catalogue.gettext(sentence).format(**values) if sentence else ""

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """``one`` or ``many`` as the language's own rule for ``n`` asks, ``{n}`` filled in."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("desktop_desk", resources_dir() / "i18n", [language], fallback=True)
