"""What may go wrong for the person at the desk, each with its own sentence.

A :class:`DeskError` is an event of the outside world: it is shown, in the reader's language, and
the work goes on. Any other exception is a bug and reaches the crash hook.
"""

from __future__ import annotations

from typing import ClassVar

from desktop_desk.text import N_, Words


class DeskError(Exception):
    """Something to be told: what happened, what is safe, what to do.

    Subclasses give ``sentence``, a catalogue entry whose ``{names}`` are filled from ``values``.
    """

    sentence: ClassVar[str] = N_("Something went wrong.")

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).sentence.format_map(_Lenient(values)))
        self.values = values

    def say(self, words: Words) -> str:
        """The sentence in the reader's language."""
        return words(type(self).sentence, **self.values)


class _Lenient(dict[str, object]):
    """Leaves an unknown name visible instead of failing while an error is being made."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
