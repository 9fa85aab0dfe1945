"""CSV files as other people write them: any encoding, any separator, broken rows."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_desk.importers.csv_file import CELL_LIMIT, open_csv
from desktop_desk.importers.errors import (
    CellTooLong,
    FileClosed,
    FileEmpty,
    FileMissing,
    FolderGiven,
    NotText,
    QuoteNotClosed,
)


def written(folder: Path, text: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / "file.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def rows(path: Path) -> list[tuple[int, list[str]]]:
    return [(row.line, row.cells) for row in open_csv(path).rows()]


FRENCH = "Numéro;État\r\n1;Résolu à l’étage\r\n2;Clôturé\r\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_every_encoding_of_a_spreadsheet_gives_the_same_words(tmp_path, encoding, found):
    path = written(tmp_path, FRENCH, encoding)
    assert open_csv(path).encoding == found
    assert rows(path) == [(1, ["Numéro", "État"]), (2, ["1", "Résolu à l’étage"]), (3, ["2", "Clôturé"])]


def test_a_file_of_dos(tmp_path):
    path = written(tmp_path, "Titre;État\r\nÉcran cassé à côté;fermé\r\n", "cp850")
    assert rows(path)[1] == (2, ["Écran cassé à côté", "fermé"])


def test_an_accent_on_the_edge_of_what_is_read_at_once(tmp_path):
    text = "a;b\n" + "x" * (256 * 1024 - 5) + "é;1\n"
    assert open_csv(written(tmp_path, text)).encoding == "utf-8"


def test_an_accent_late_in_a_long_file_of_windows(tmp_path):
    text = "a;b\n" + "xx;yy\n" * 100_000 + "é;1\n"
    assert rows(written(tmp_path, text, "cp1252"))[-1] == (100_002, ["é", "1"])


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_separator(tmp_path, separator):
    text = (
        f"titre{separator}texte\nun; deux{separator}trois\n" if separator != ";" else "titre;texte\na, b;c\n"
    )
    assert all(len(cells) == 2 for _, cells in rows(written(tmp_path, text)))


def test_the_separator_a_spreadsheet_announces_is_no_row(tmp_path):
    assert rows(written(tmp_path, "sep=|\r\na;b|c\r\n1|2\r\n")) == [(2, ["a;b", "c"]), (3, ["1", "2"])]


def test_a_file_of_one_column_keeps_its_commas(tmp_path):
    assert rows(written(tmp_path, "Titre\nBonjour, ça va ; oui\n"))[1] == (2, ["Bonjour, ça va ; oui"])


def test_lines_are_those_of_the_file_whatever_a_cell_holds(tmp_path):
    path = written(tmp_path, '\n\na;b\n1;"un\ndeux\n\ntrois"\n\n2;x\n')
    assert rows(path) == [(3, ["a", "b"]), (4, ["1", "un\ndeux\n\ntrois"]), (9, ["2", "x"])]


def test_a_quotation_mark_that_never_closes_costs_no_other_row(tmp_path):
    path = written(tmp_path, 'a;b;c\n1;x;y\n2;"x;y\n3;x;y\n4;"x";y\n5;x;"y\n6;x;y\n')
    found = rows(path)
    assert [line for line, _ in found] == [1, 2, 3, 4, 5, 6, 7]
    assert found[2] == (3, ["2", '"x', "y"])
    assert found[4] == (5, ["4", "x", "y"])
    assert found[6] == (7, ["6", "x", "y"])


def test_an_unclosed_mark_on_a_row_that_is_wrong_without_it_too(tmp_path):
    listed = list(open_csv(written(tmp_path, 'a;b;c\n1;x;y\n"2;x\n3;x;y\n4;x;y\n')).rows())
    assert [(row.line, type(row.wrong)) for row in listed if row.wrong] == [(3, QuoteNotClosed)]
    assert [row.line for row in listed] == [1, 2, 3, 4, 5]


def test_a_lone_mark_inside_a_cell_beside_a_cell_of_several_lines(tmp_path):
    path = written(tmp_path, 'a;b;c\n"un\ndeux";écran 5";z\n1;2;3\n')
    assert rows(path)[1:] == [(2, ["un\ndeux", 'écran 5"', "z"]), (4, ["1", "2", "3"])]


def test_a_cell_without_end_is_refused_and_the_next_row_read(tmp_path):
    listed = list(open_csv(written(tmp_path, "a;b\n" + "x" * (CELL_LIMIT + 1) + ";1\n2;3\n")).rows())
    assert isinstance(listed[1].wrong, CellTooLong)
    assert listed[2].cells == ["2", "3"]


def test_nul_becomes_the_sign_for_it(tmp_path):
    assert rows(written(tmp_path, b"a;b\nx\0y;1\n"))[1][1] == ["x\ufffdy", "1"]


def test_only_a_row_cut_off_by_the_end_is_last(tmp_path):
    assert [row.last for row in open_csv(written(tmp_path, "a;b\n1;2\n3")).rows()] == [False, False, True]
    assert not any(row.last for row in open_csv(written(tmp_path, "a;b\n1;2\n3;4\n")).rows())


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", FileEmpty),
        (b"\xef\xbb\xbf\n \r\n", FileEmpty),
        (b"PK\x03\x04" + b"a" * 50, NotText),
        (bytes(range(256)) * 20, NotText),
        (b"SQLite format 3\0" + b"\0\1\2" * 60, NotText),
    ],
)
def test_what_is_no_csv_is_refused(tmp_path, content, error):
    with pytest.raises(error):
        open_csv(written(tmp_path, content))


def test_what_cannot_be_opened_is_said(tmp_path):
    with pytest.raises(FolderGiven):
        open_csv(tmp_path)
    with pytest.raises(FileMissing):
        open_csv(tmp_path / "none.csv")
    with pytest.raises(FileClosed):
        open_csv(Path("a\0b"))


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters='\n";,|\t'), max_size=12
).map(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(
    table=st.lists(st.tuples(cells, cells, cells), min_size=3, max_size=12),
    separator=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_table_written_properly_comes_back(tmp_path, table, separator, encoding):
    text = StringIO(newline="")
    table = [("n°", "titre", "état"), *table]
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(table)
    found = rows(written(tmp_path, text.getvalue(), encoding))
    assert [tuple(row) for _, row in found] == [row for row in table if any(map(str.strip, row))]
