"""Text at the border."""

from __future__ import annotations

import pytest

from desktop_desk.domain.cleaning import (
    FileTooLarge,
    TextTooLong,
    TitleMissing,
    check_size,
    clean,
    clean_body,
    clean_title,
)
from desktop_desk.domain.ticket import ATTACHMENT_LIMIT, BODY_LIMIT, TITLE_LIMIT


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\0b", "a\ufffdb"),
        ("half \ud83d of a smile", "half \ufffd of a smile"),
        ("œuf 🙂 مرحبا", "œuf 🙂 مرحبا"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_what_no_store_keeps_becomes_a_visible_mark(raw: str, kept: str) -> None:
    assert clean(raw) == kept


@pytest.mark.parametrize("title", ["", "   ", "\n\t ", "\u200f\u200e", "\u00a0\u202f"])
def test_a_title_nobody_can_read_is_missing(title: str) -> None:
    with pytest.raises(TitleMissing):
        clean_title(title)


def test_a_long_title_goes_on_in_the_text_without_a_word_lost() -> None:
    words = [f"mot{n}" for n in range(300)]
    title, text = clean_title(" ".join(words), "la suite")
    assert len(title) <= TITLE_LIMIT
    assert title.endswith("…")
    assert text.startswith("…")
    assert text.endswith("\n\nla suite")
    assert (title.removesuffix("…") + " " + text.removeprefix("…").split("\n\n")[0]).split() == words


def test_a_long_title_without_a_space_is_cut_all_the_same() -> None:
    title, text = clean_title("x" * 1200)
    assert len(title) == TITLE_LIMIT
    assert len(title) + len(text) == 1202


@pytest.mark.parametrize("length", [BODY_LIMIT + 1, 10_000_000])
def test_ten_megabytes_are_refused_in_words(length: int) -> None:
    with pytest.raises(TextTooLong):
        clean_title("x" * length)
    with pytest.raises(TextTooLong):
        clean_body("x" * length)


def test_the_limit_of_a_file_is_25_mb_exactly() -> None:
    check_size("a.zip", ATTACHMENT_LIMIT)
    with pytest.raises(FileTooLarge) as refused:
        check_size("a.zip", ATTACHMENT_LIMIT + 1)
    assert refused.value.values == {"name": "a.zip", "size": 26, "limit": 25}
