"""Searchable tokens of texts whose lines come again and again."""

from __future__ import annotations

from functools import lru_cache

from desktop_desk.domain.folding import fold

_line = lru_cache(maxsize=60_000)(fold)


def folded(*texts: str) -> str:
    """``folding.tokens`` of short texts, line by line."""
    lines = [_line(line) for text in texts for line in text.split("\n") if line]
    return " ".join([line for line in lines if line])
