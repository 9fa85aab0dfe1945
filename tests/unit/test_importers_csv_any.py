"""Any file whatever: tickets or sentences, never a crash."""

# ruff: noqa: E501 - a row of a file stands on one line

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_desk.domain.errors import DeskError
from desktop_desk.importers import IMPORTERS
from tests.support.csv_rows import NOW, read

NAMES = ["ID", "Titre", "Description", "Statut", "Priorité", "Type", "Ouvert le", "Résolu le", "Clos le", "Demandeur",
         "Attribué à", "Catégorie", "Étiquettes", "SLA tenu", "Commentaire", "Solution", "foo"]  # fmt: skip
words = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "Clos",
            "haute",
            "01/02/2026",
            "2026-01-01 10:00",
            "oui",
            "a@b.fr",
            '"',
            "\0",
            "=1+1",
            "🙂",
            "\u200fעברית",
        ]
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    header=st.lists(st.one_of(st.sampled_from(NAMES), words), max_size=8),
    table=st.lists(st.lists(words, max_size=9), max_size=6),
    separator=st.sampled_from(";,\t"),
)
def test_any_table_gives_tickets_or_sentences(tmp_path, header, table, separator):
    text = "\n".join(separator.join(row) for row in [header, *table])
    try:
        tickets, skipped = read(tmp_path, text.encode("utf-8", "replace").decode())
    except DeskError:
        return
    assert tickets.keys().isdisjoint(skipped)
    assert all(ticket.title.strip() and ticket.created_at <= NOW for ticket in tickets.values())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.binary(max_size=400))
def test_any_bytes_give_tickets_or_sentences(tmp_path, content):
    path = tmp_path / "file.csv"
    path.write_bytes(b"Titre;Date\n" + content)
    with suppress(DeskError):
        list(IMPORTERS["csv"](path, None, "UTC", NOW))
