"""Text at the border: what the store cannot keep is replaced, what is too long is said."""

from __future__ import annotations

import re

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.ticket import ATTACHMENT_LIMIT, BODY_LIMIT, TITLE_LIMIT
from desktop_desk.text import N_, Words

_MEGABYTE = 1024 * 1024


class TitleMissing(DeskError):
    """A request without a title."""

    sentence = N_("Say in a few words what happens: the request has no title yet. Nothing was lost.")


class TextMissing(DeskError):
    """A message without a word or a file."""

    sentence = N_("The message is empty. Write something or add a file.")


class TextTooLong(DeskError):
    """A message beyond what a message may hold."""

    sentence = N_(
        "This text has {length} characters and {limit} is the most. Your text is kept: shorten it or "
        "attach it as a file."
    )

    def say(self, words: Words) -> str:
        """The sentence, its numbers as the reader writes them."""
        return words(self.sentence, **{name: words.number(int(str(n))) for name, n in self.values.items()})


class FileTooLarge(DeskError):
    """An attachment beyond 25 MB."""

    sentence = N_(
        "“{name}” is too large ({size} MB, {limit} MB at most). The rest is kept: share the file another way."
    )


class FileUnreadable(DeskError):
    """An attachment that cannot be read from the disk."""

    sentence = N_("“{name}” cannot be read ({reason}). The rest is kept.")


_UNKEPT = re.compile("[\0\ud800-\udfff]")
_FOLDED = re.compile("[\0-\x20\x7f-\x9f\u2028\u2029]+")
_PLAIN_BLANKS = " \t\n\v\f\r"


def kept(text: str) -> str:
    """The text without what no store keeps: NUL and halves of characters become U+FFFD."""
    return _UNKEPT.sub("\ufffd", text)


def clean(text: str) -> str:
    """The text as it is kept, its lines ended in the one way."""
    return kept(text).replace("\r\n", "\n").replace("\r", "\n")


def clean_body(text: str) -> str:
    """A message's text. Raises :class:`TextTooLong`."""
    if len(text) > BODY_LIMIT:
        raise TextTooLong(length=len(text), limit=BODY_LIMIT)
    return clean(text).rstrip(_PLAIN_BLANKS)


def one_line(text: str) -> str:
    """The text on one line, with one space for each run of plain blanks, line ends and control characters.

    The spaces of typography stay as they were set: « Où est le toner ? » holds three that do not break.
    """
    return _FOLDED.sub(" ", clean(text)).strip(" ")


def clean_title(title: str, text: str = "") -> tuple[str, str]:
    """A title on one line and the text under it; what a long title holds more opens the text.

    Raises :class:`TitleMissing` and :class:`TextTooLong`.
    """
    line = one_line(clean_body(title))
    if not any(c.isprintable() and not c.isspace() for c in line):
        raise TitleMissing
    body = clean_body(text)
    if len(line) > TITLE_LIMIT:
        cut = line.rfind(" ", TITLE_LIMIT // 2, TITLE_LIMIT - 1)
        cut = cut if cut > 0 else TITLE_LIMIT - 1
        body = clean_body("…" + line[cut:].lstrip(" ") + ("\n\n" + body if body else ""))
        line = line[:cut] + "…"
    return line, body


def check_size(name: str, size: int) -> None:
    """Refuse a file over the limit. Raises :class:`FileTooLarge`."""
    if size > ATTACHMENT_LIMIT:
        raise FileTooLarge(name=name, size=-(-size // _MEGABYTE), limit=ATTACHMENT_LIMIT // _MEGABYTE)
