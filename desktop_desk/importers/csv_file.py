"""A CSV file as rows of cells: its encoding and separator found, every row with its line.

Other people's files are not RFC 4180: Excel writes Windows-1252 with semicolons, GLPI an empty line
before the header, some tools a ``sep=;`` line or a quotation mark that never closes. The file is read
as a stream; a row that cannot be cut into cells costs that row alone.
"""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Literal

from desktop_desk.domain.errors import DeskError
from desktop_desk.importers.columns import recognise
from desktop_desk.importers.errors import (
    CellTooLong,
    FileClosed,
    FileEmpty,
    FileMissing,
    FolderGiven,
    NotText,
    QuoteNotClosed,
)

CELL_LIMIT = 32 * 1024 * 1024
"""Characters after which a cell is taken for a quotation mark that was never closed."""

SEPARATORS = ";,\t|"
NO_SEPARATOR = "\x1f"
"""For a file of one column, whose text may hold any separator."""

HEADER_WITHIN = 10
"""Rows among which the header is looked for: some reports begin with a title."""

_SAMPLE = 256 * 1024
_SAMPLE_ROWS = 60
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLANK = ' \t\r\n;,|"'
_ASCII = bytes(range(128))
_FRENCH = "éèêëàâäçùûüôöîïÉÈÊÀÇ’‘œ«»–—…°€\xa0"
"""What the bytes above 127 of a French file mostly stand for."""
_CONTROLS = bytes(set(range(32)) - {0, 9, 10, 12, 13, 27})


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record and the line of the file it begins on; ``wrong`` where it has none.

    ``last`` is set for what stands at the end of a file without the end of a line: it may be cut off.
    """

    line: int
    cells: list[str]
    wrong: DeskError | None = None
    last: bool = False


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file whose encoding, separator and usual number of cells are known."""

    path: Path
    encoding: str
    separator: str
    width: int

    def rows(self) -> Iterator[Row]:
        """Its records with something in them, from the first line on; ``sep=`` lines are left out."""
        with _opened(self.path) as raw, TextIOWrapper(raw, self.encoding, "replace", newline="") as text:
            for row in _records(text, self.separator, self.width):
                if row.wrong is not None or any(cell.strip() for cell in row.cells):
                    yield row


def open_csv(path: Path) -> CsvFile:
    """Find out how a file is written. Raises a ``FileRefused``."""
    with _opened(path) as raw:
        encoding = _encoding(raw, path)
        raw.seek(0)
        with TextIOWrapper(raw, encoding, "replace", newline="") as text:
            sample = text.read(_SAMPLE)
    if not sample.strip(_BLANK):
        raise FileEmpty(path=path)
    return CsvFile(path, encoding, *_separator(sample))


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise FileMissing(path=path) from None
    except IsADirectoryError:
        raise FolderGiven(path=path) from None
    except (OSError, ValueError) as error:
        if path.is_dir():  # what Windows says PermissionError to
            raise FolderGiven(path=path) from None
        raise FileClosed(path=path, reason=getattr(error, "strerror", None) or error) from None


def _encoding(raw: BinaryIO, path: Path) -> str:
    """The encoding of a file: its mark, else UTF-8 where it is valid, else the likeliest of one byte."""
    start = raw.read(_SAMPLE)
    for mark, name in _BOMS:
        if start.startswith(mark):
            return name
    if wide := _utf16_unmarked(start):
        return wide
    if start[:4] in {b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG"} or _looks_binary(start):
        raise NotText(path=path)
    decoder = codecs.getincrementaldecoder("utf-8")()
    high = bytearray()
    valid, chunk = True, start
    while chunk:
        if valid:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                valid = False
        if len(high) < _SAMPLE:
            high += chunk.translate(None, _ASCII)
        elif not valid:
            break
        chunk = raw.read(_SAMPLE)
    if valid and not decoder.getstate()[0]:
        return "utf-8"
    return _one_byte(bytes(high))


def _utf16_unmarked(start: bytes) -> str:
    """UTF-16 without its mark shows as a NUL in every other byte."""
    half = len(start) // 2
    if half < 8:
        return ""
    if start[1::2].count(0) > 0.7 * half and start[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if start[::2].count(0) > 0.7 * half and start[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _looks_binary(start: bytes) -> bool:
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls > 0.02 * len(start) or start.count(0) > 0.1 * len(start)


def _one_byte(high: bytes) -> str:
    """Windows-1252, or what Excel calls « CSV (Macintosh) » and « CSV (MS-DOS) » where that reads better."""

    def french(encoding: str) -> int:
        return sum(character in _FRENCH for character in high.decode(encoding, "replace"))

    best = max(("cp1252", "mac_roman", "cp850"), key=french)
    return best if french(best) > french("cp1252") else "cp1252"


def _separator(sample: str) -> tuple[str, int]:
    """The separator that gives most columns known by name, else the most even rows; and their cells."""
    first = sample.lstrip().splitlines()[0]
    if first.casefold().startswith("sep=") and len(first) >= 5:
        return first[4], _cutting(sample, first[4])[2]
    if recognise([first]) and not any(separator in first for separator in SEPARATORS):
        return NO_SEPARATOR, 1
    scores = {separator: _cutting(sample, separator) for separator in SEPARATORS}
    best = max(scores, key=lambda separator: scores[separator][:2])
    known, even, width = scores[best]
    return (best, width) if known or even else (NO_SEPARATOR, 1)


def _cutting(sample: str, separator: str) -> tuple[int, float, int]:
    """How a separator cuts: columns known by name, evenness (0 for not at all), cells of a row."""
    records = (row.cells for row in _records(StringIO(sample, newline=""), separator, 0) if any(row.cells))
    cut = list(islice(records, _SAMPLE_ROWS))
    if len(cut) > 1 and len(sample) == _SAMPLE:
        cut.pop()  # the sample may end in the middle of a record
    if not cut:
        return 0, 0.0, 1
    header = max(cut[:HEADER_WITHIN], key=lambda cells: len(recognise(cells)))
    if (known := len(recognise(header))) > 1:
        return known, 0.0, len(header)
    # The header may stand under a title line: the commonest width is the table's.
    widths = [len(cells) for cells in cut]
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    if widths.count(usual) == 1 < len(widths):
        return 0, 0.0, 1
    return 0, (widths.count(usual) / len(widths)) ** 2 * (usual - 1), usual


def _records(text: Iterable[str], separator: str, width: int) -> Iterator[Row]:
    """Cut lines into records; ``width`` is the number of cells to expect, 0 where none is.

    Where a quotation mark that never closes swallowed other records, its line is taken with the mark
    as a letter, or else refused, and the others are given back and read again.
    """
    source = _Lines(text)
    reader = _reader(source, separator)
    while True:
        line = source.begin()
        try:
            cells = next(reader, None)
        except csv.Error:
            cells = []
        if cells is None:
            return
        if source.taken[0].casefold().startswith("sep=") and len(source.taken[0].strip()) <= 5:
            continue
        if len(source.taken) == 1:
            long = not cells and len(source.taken[0]) > CELL_LIMIT
            wrong = CellTooLong(length=len(source.taken[0]), limit=CELL_LIMIT) if long else None
            yield Row(line, cells, wrong, source.last)
            if not long:
                continue
        else:
            alone = next(_reader(source.taken[:1], separator, csv.QUOTE_NONE))
            if not _swallowed(source, cells, alone, width):
                yield Row(line, cells, last=source.last)
                continue
            source.give_back()
            fits = len(alone) == width
            yield Row(line, alone if fits else [], None if fits else QuoteNotClosed())
        reader = _reader(source, separator)


def _swallowed(source: _Lines, cells: list[str], alone: list[str], width: int) -> bool:
    """Whether a record of several lines is so by mistake; ``alone`` are the cells of its first line."""
    if not cells:
        return True  # the cell grew beyond what the reader takes
    fits = len(alone) == width
    if source.odd_quotes():
        return fits or source.ended or len(cells) != width
    return fits and len(cells) > width


def _reader(
    lines: Iterable[str], separator: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
) -> Iterator[list[str]]:
    csv.field_size_limit(CELL_LIMIT)  # of the whole process, which reads no other CSV
    return csv.reader(lines, delimiter=separator, quoting=quoting)


class _Lines:
    """The lines of a text, numbered, those of the present record kept until it proves sound."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.line = 0
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._text, None)
        if line is None:
            self.ended = True
            raise StopIteration
        if "\0" in line:
            line = line.replace("\0", "\ufffd")
        self.line += 1
        self.taken.append(line)
        return line

    def begin(self) -> int:
        """A record begins; gives the number of its first line."""
        self.taken = []
        return self.line + 1

    @property
    def last(self) -> bool:
        """Whether the record ends with the file and not with a line."""
        return not self.taken[-1].endswith(("\n", "\r"))

    def odd_quotes(self) -> bool:
        """Whether the record has a quotation mark without its fellow."""
        return sum(line.count('"') for line in self.taken) % 2 == 1

    def give_back(self) -> None:
        """Read all but the first line of the record again."""
        rest = self.taken[1:]
        self._again.extendleft(reversed(rest))
        self.line -= len(rest)
        self.ended = False
