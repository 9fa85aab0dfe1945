"""The one object that is passed along, named ``words`` everywhere."""

from __future__ import annotations

from desktop_desk.text.dates import Dates
from desktop_desk.text.vocabulary import Vocabulary


class Words(Dates, Vocabulary):
    """Everything the program says, in one language: sentences, quantities, dates, vocabulary."""


def capital(text: str) -> str:
    """The text with a capital first letter, for a label: « En cours »."""
    return text[:1].upper() + text[1:]
