"""The compiled catalogue of one language, and the marks its extractor looks for."""

from __future__ import annotations

import gettext
from functools import cache

from desktop_desk.paths import resources_dir
from desktop_desk.text.grammar import Grammar

LANGUAGES = ("fr", "en")


def N_(sentence: str) -> str:  # noqa: N802 - the name every gettext tool knows
    """Mark a sentence for the catalogue without translating it yet."""
    return sentence


def C_(sense: str, sentence: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Mark a word whose French depends on its sense: ``C_("status", "open")``, not the verb."""
    return sense, sentence


REASONS = frozenset(
    {
        N_("No such file or directory"),
        N_("Permission denied"),
        N_("Operation not permitted"),
        N_("Is a directory"),
        N_("Not a directory"),
        N_("File name too long"),
        N_("No space left on device"),
        N_("Read-only file system"),
        N_("Input/output error"),
        N_("disk I/O error"),
        N_("database disk image is malformed"),
        N_("the end of the file is missing"),
    }
)
"""What the system and SQLite say of a failure, in English to everybody: quoted as ``reason``."""


class Sentences:
    """The catalogue in one language; calling it translates a sentence and fills its ``{names}``."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = _catalogue(self.language)
        self._grammar = _grammar(self.language)

    def __call__(self, sentence: str, /, **values: object) -> str:
        """The sentence in this language, its ``{names}`` filled from ``values``; a known ``reason`` too."""
        if str(values.get("reason")) in REASONS:
            values["reason"] = self._catalogue.gettext(str(values["reason"]))
        return self._catalogue.gettext(sentence).format(**values) if sentence else ""

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """``one`` or ``many`` as the language's own rule for ``n`` asks, ``{n}`` filled in."""
        values.setdefault("n", self._grammar.number(n))
        return self._catalogue.ngettext(one, many, n).format(**values)

    def sense(self, sense: str, sentence: str, /, **values: object) -> str:
        """The sentence in one of its senses: ``words.sense("verb", "Open")``, « Ouvrir »."""
        return self._catalogue.pgettext(sense, sentence).format(**values)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("desktop_desk", resources_dir() / "i18n", [language], fallback=True)


@cache
def _grammar(language: str) -> Grammar:
    if language == "fr":
        from desktop_desk.text.fr import FRENCH  # noqa: PLC0415 - one language is enough for most

        return FRENCH
    from desktop_desk.text.en import ENGLISH  # noqa: PLC0415 - as above

    return ENGLISH
