"""What can be wrong with a store, each with its own sentence."""

from __future__ import annotations

from desktop_desk.domain.errors import DeskError
from desktop_desk.text import N_

CUT = "the end of the file is missing"
"""Why a file is damaged, where we see it ourselves (one of the known reasons of ``text``)."""


class StoreError(DeskError):
    """Something about the file or the database."""


class NotADesk(StoreError):
    """The file belongs to another program."""

    sentence = N_("{path} is not a Desktop Desk file. Nothing was changed; choose another file.")


class Damaged(StoreError):
    """The file is cut or damaged."""

    sentence = N_(
        "{path} is damaged ({reason}). It was left as it is: restore the last backup with "
        "“desktop-desk restore”."
    )


class NewerStore(StoreError):
    """The file was written by a later version."""

    sentence = N_(
        "{path} was written by a newer Desktop Desk. Nothing was changed; update this program to open it."
    )


class ReadOnlyStore(StoreError):
    """The file or its folder cannot be written."""

    sentence = N_(
        "{path} cannot be written. What it holds is safe; give yourself the right to write to the file "
        "and its folder."
    )


class NetworkStore(StoreError):
    """The file lies on a network share, where SQLite cannot keep its promises."""

    sentence = N_(
        "{path} is on a network share, where a local file can be damaged. Nothing was changed; choose a "
        "folder of this PC, or share a desk through PostgreSQL."
    )


class DiskFull(StoreError):
    """No room left."""

    sentence = N_("The disk is full. Nothing was half written; free some space and try again.")


class DiskTrouble(StoreError):
    """The disk refuses a write for a reason of its own."""

    sentence = N_(
        "The disk refused to write {path} ({reason}). Nothing was half written; check the disk, then try "
        "again."
    )


class StoreBusy(StoreError):
    """Another process owns the file and does not answer."""

    sentence = N_("{path} is in use by another program that does not answer. Nothing was changed; try again.")


class SynchronisedFolder(StoreError):
    """The file lies in a folder that a program copies elsewhere."""

    sentence = N_(
        "{path} is in a folder synchronised by {program}. Two copies could diverge: move the file to a "
        "folder of this PC only."
    )


class FileMissing(StoreError):
    """The file named is not there."""

    sentence = N_("{path} does not exist. Check the name of the file.")


class AlreadyThere(StoreError):
    """A file that would be overwritten."""

    sentence = N_("{path} already exists and was left as it is. Choose another name.")
