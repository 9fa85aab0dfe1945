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
    one_line,
)
from desktop_desk.domain.ticket import ATTACHMENT_LIMIT, BODY_LIMIT, TITLE_LIMIT
from desktop_desk.text import Words


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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("L’imprimante\u202f: «\u00a0bourrage\u00a0»\u202f!", None),
        ("1\u202f200\u00a0€ de toner", None),
        ("日本語\u3000の題", None),
        ("  one \t two\r\nthree  ", "one two three"),
        ("one\u2028two\u2029three\u0085four\vfive\fsix", "one two three four five six"),
        ("bell\a and \x1b[31mred", "bell and [31mred"),
    ],
)
def test_a_line_keeps_its_typography_and_folds_the_rest(typed: str, kept: str | None) -> None:
    assert one_line(typed) == (kept or typed)
    assert clean_title(typed)[0] == (kept or typed)


def test_a_long_title_is_not_cut_at_a_no_break_space() -> None:
    title, text = clean_title("x" * 250 + " «\u00a0" + "y" * 300)
    assert title == "x" * 250 + "…"
    assert text == "…«\u00a0" + "y" * 300


def test_a_message_keeps_all_but_the_empty_lines_under_it() -> None:
    assert clean_body("Voir\u202f:\n\n  code\t1\u00a0\n \n\t") == "Voir\u202f:\n\n  code\t1\u00a0"


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


def test_the_numbers_of_a_refusal_are_readable() -> None:
    with pytest.raises(TextTooLong) as refused:
        clean_body("x" * 10_000_000)
    assert "10\u202f000\u202f000" in refused.value.say(Words("fr"))
    assert "1,000,000" in refused.value.say(Words("en"))


def test_the_limit_of_a_file_is_25_mb_exactly() -> None:
    check_size("a.zip", ATTACHMENT_LIMIT)
    with pytest.raises(FileTooLarge) as refused:
        check_size("a.zip", ATTACHMENT_LIMIT + 1)
    assert refused.value.values == {"name": "a.zip", "size": 26, "limit": 25}
