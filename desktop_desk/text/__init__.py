"""Words for people: one catalogue, the language passed along as a value.

English sentences in the code are the catalogue's keys. ``words("Ticket {number}", number=12)`` is
found by the extractor through the name ``words``; ``N_`` and ``C_`` mark what is translated later.
What only a language's grammar knows (clock times, agreement, spaces) is in ``fr.py`` and ``en.py``.
"""

from __future__ import annotations

from desktop_desk.text.catalogue import C_, LANGUAGES, N_
from desktop_desk.text.choice import preferred_language
from desktop_desk.text.words import Words, capital

__all__ = ["C_", "LANGUAGES", "N_", "Words", "capital", "preferred_language"]
