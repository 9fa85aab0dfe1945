"""Searchable tokens of texts whose lines and words come again and again."""

from __future__ import annotations

from functools import lru_cache

from desktop_desk.domain.folding import fold

_word = lru_cache(maxsize=60_000)(fold)


@lru_cache(maxsize=20_000)
def _line(line: str) -> str:
    return " ".join([word for one in line.split() if (word := _word(one))])


def folded(*texts: str) -> str:
    """``folding.tokens`` of short texts, line by line and word by word."""
    return " ".join([line for text in texts for one in text.split("\n") if (line := _line(one))])
