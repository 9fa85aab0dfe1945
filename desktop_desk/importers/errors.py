"""What a file to import may have wrong, each with its own sentence."""

from __future__ import annotations

from desktop_desk.domain.errors import DeskError
from desktop_desk.text import N_


class FileRefused(DeskError):
    """A file nothing can be taken from; nothing was imported."""


class FileMissing(FileRefused):
    """No file of this name."""

    sentence = N_("There is no file “{path}”.")


class FolderGiven(FileRefused):
    """A folder where a file was expected."""

    sentence = N_("“{path}” is a folder: name the file to import.")


class FileClosed(FileRefused):
    """A file this account may not read, or that the disk does not give."""

    sentence = N_("“{path}” cannot be read ({reason}).")


class FileEmpty(FileRefused):
    """Nothing but blank lines."""

    sentence = N_("“{path}” is empty.")


class OnlyHeader(FileRefused):
    """The names of the columns and no row."""

    sentence = N_("“{path}” has the names of its columns and no row under them.")


class NotText(FileRefused):
    """A workbook, a picture, a database."""

    sentence = N_(
        "“{path}” is not a CSV file. Open it in the program it comes from, save it as CSV, then import that."
    )


class UnknownHeader(FileRefused):
    """No column that could name a request."""

    sentence = N_(
        "No column of this file is known as a title or a description. Columns seen: {columns}. Write a "
        "profile with a line title = “name of the column” under [columns], and give it with --map."
    )


class UnknownZone(FileRefused):
    """A time zone no table knows."""

    sentence = N_("There is no time zone “{zone}”. Write it like Europe/Paris or UTC.")


class ProfileUnreadable(FileRefused):
    """A profile that is no TOML."""

    sentence = N_("The profile “{path}” cannot be read, line {line}: {reason}.")


class ProfileWrong(FileRefused):
    """A profile with a setting or a value that is none."""

    sentence = N_("The profile “{path}”, {place}: “{value}” is not known. Possible: {possible}.")


class ProfileElsewhere(FileRefused):
    """A profile that names columns the file does not have."""

    sentence = N_(
        "The profile “{name}” names columns this file does not have: {missing}. Columns seen: {columns}."
    )


class RowRefused(DeskError):
    """A row that cannot become a ticket; the others can."""


class TooManyCells(RowRefused):
    """More cells than columns: a separator too many, or a missing quotation mark."""

    sentence = N_("This row has {cells} cells for {columns} columns.")


class RowCutOff(RowRefused):
    """The last row of a file that was not wholly written."""

    sentence = N_("The file ends in the middle of this row.")


class QuoteNotClosed(RowRefused):
    """A quotation mark that opens a cell and never closes."""

    sentence = N_("A quotation mark opens a cell of this row and is never closed.")


class CellTooLong(RowRefused):
    """A cell beyond what a message may hold."""

    sentence = N_("A cell of this row has {length} characters and {limit} is the most.")


class BadDate(RowRefused):
    """A date nobody can read."""

    sentence = N_("“{value}” in the column “{column}” is not a date.")


class DateAhead(RowRefused):
    """A date still to come."""

    sentence = N_(
        "“{value}” in the column “{column}” is in the future. Check the date, or the time zone (--zone)."
    )


class EndBeforeStart(RowRefused):
    """Resolved or closed before it was opened."""

    sentence = N_("“{value}” in the column “{column}” is before the request was opened.")


class NoOpening(RowRefused):
    """A row without any date in a file that has dates."""

    sentence = N_("This row has no date.")


class NoText(RowRefused):
    """Neither a title nor a description."""

    sentence = N_("This row has neither a title nor a description.")


class UnknownWord(RowRefused):
    """A status or a priority in words the desk does not know."""

    sentence = N_(
        "“{value}” in the column “{column}” is not known. Say what it means in a profile, under "
        "[values.{field}]."
    )


class SameNumber(RowRefused):
    """A number the file already used."""

    sentence = N_("The number “{number}” is already that of line {line}.")
