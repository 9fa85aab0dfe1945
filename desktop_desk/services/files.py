"""Attachments on their way in: a file or bytes in memory become what an operation carries."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import unicodedata
from pathlib import Path

from desktop_desk.domain.cleaning import FileUnreadable, check_size, clean
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.operations import FileRef
from desktop_desk.domain.ticket import ATTACHMENT_LIMIT
from desktop_desk.text import N_

NAME_LIMIT = 180
"""Characters of a file's name that are kept: what every file system can hold."""

_FORBIDDEN = frozenset('<>:"/\\|?*')
"""What some file system cannot have in a name; paths must not hide in one."""

_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Direction marks: they can make ``exe.png`` of a program's name."""


class NotAFile(DeskError):
    """A folder or a device offered as an attachment."""

    sentence = N_("“{name}” is not a file: a folder cannot be attached. Compress it first. The rest is kept.")


class FileUnwritable(DeskError):
    """A file that cannot be written where it was asked for."""

    sentence = N_("“{name}” cannot be saved there ({reason}). Choose another folder.")


def write_file(path: Path, data: bytes) -> None:
    """Save an attachment; blocking. What was there stays whole until the new one is.

    Raises :class:`FileUnwritable`.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        try:
            unfinished.write_bytes(data)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise FileUnwritable(name=path.name, reason=error.strerror or type(error).__name__) from error


def read_file(path: Path) -> tuple[FileRef, bytes]:
    """A file of the disk, 25 MB at most, ready to be sent along; blocking.

    Raises ``FileTooLarge`` before reading, ``FileUnreadable`` and :class:`NotAFile`.
    """
    try:
        facts = path.stat()
        if not path.is_file():
            raise NotAFile(name=path.name)
        check_size(path.name, facts.st_size)
        with path.open("rb") as file:
            # One byte more than allowed, so that a file still growing is seen to be too large.
            data = file.read(ATTACHMENT_LIMIT + 1)
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=error.strerror or type(error).__name__) from error
    return from_bytes(path.name, data)


def from_bytes(name: str, data: bytes) -> tuple[FileRef, bytes]:
    """Bytes in memory under a name: a capture, a pasted text. Raises ``FileTooLarge``."""
    shown = safe_name(name)
    check_size(shown, len(data))
    kind, encoding = mimetypes.guess_type(shown)
    content_type = kind if kind is not None and encoding is None else "application/octet-stream"
    return FileRef(shown, content_type, len(data), hashlib.sha256(data).hexdigest()), data


def safe_name(name: str) -> str:
    """The name without folders, control and direction marks, or characters a file system refuses."""
    last = clean(name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join("_" if _refused(c) else c for c in last).strip(" .")
    if len(shown) > NAME_LIMIT:
        stem, dot, ending = shown.rpartition(".")
        short = dot and len(ending) < 10
        shown = f"{stem[: NAME_LIMIT - len(ending) - 1]}.{ending}" if short else shown[:NAME_LIMIT]
    return shown or "file"


def _refused(char: str) -> bool:
    return char in _FORBIDDEN or char in _TURNING or unicodedata.category(char) in {"Cc", "Zl", "Zp"}
