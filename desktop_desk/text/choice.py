"""Which language to speak to somebody who has not said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_desk.text.catalogue import LANGUAGES


def preferred_language(environ: Mapping[str, str], system: Iterable[str] = ()) -> str:
    """The first language we speak among those the environment names, else French.

    Args:
        environ: ``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` are read, in this order.
        system: Names the desktop gives besides ("fr-FR"), best first, for systems without these.
    """
    named = environ.get("LANGUAGE", "").split(":")
    named += [environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    for name in (*named, *system):
        language = name[:2].lower()
        if language in LANGUAGES and not name[2:3].isalpha():
            return language
    return LANGUAGES[0]
