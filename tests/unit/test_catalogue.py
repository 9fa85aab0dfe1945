"""The catalogue is complete, and its checker sees every fault planted here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_desk.paths import PACKAGE

ROOT = PACKAGE.parent
TOOL = ROOT / "packaging" / "catalogue.py"
FOLDER = Path("resources/i18n/fr/LC_MESSAGES")
HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

"""


def tool(verb: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(TOOL), verb, "--root", str(root)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def project(root: Path, code: str, french: str, part: str = "") -> Path:
    """A small project: one file of code, its catalogue, and perhaps a part to merge."""
    (root / "desktop_desk").mkdir(parents=True)
    (root / "desktop_desk" / "a.py").write_text(code, "utf-8")
    (root / FOLDER / "parts").mkdir(parents=True)
    (root / FOLDER / "desktop_desk.po").write_text(HEADER + french, "utf-8")
    if part:
        (root / FOLDER / "parts" / "a.po").write_text(part, "utf-8")
    return root


def entry(english: str, french: str) -> str:
    return f'msgid "{english}"\nmsgstr "{french}"\n\n'


def test_every_sentence_of_the_program_has_its_french():
    result = tool("check")
    assert result.stdout == ""
    assert result.returncode == 0, result.stderr


def test_a_clean_project_passes(tmp_path):
    code = """
words("Save")
words("Wait" if late else "Go")
N_("Ticket {number} opened")
words("Ticket {number} opened", number=12)
words.plural("{n} ticket", "{n} tickets", count)
words("{n} ticket", n=1)
self._words("Why?")
words.sense("verb", "Open")
C_("status", "open")
words(kind.label)
words(N_("Close"), **values)
"""
    french = "".join([
        entry("Save", "Enregistrer"), entry("Wait", "Attendre"),
        entry("Go", "Partir"), entry("Close", "Fermer"),
        entry("Ticket {number} opened", "Ticket {number} ouvert\u202f: c’est noté, à 95\u202f%"),
        'msgid "{n} ticket"\nmsgid_plural "{n} tickets"\nmsgstr[0] "{n} ticket"\nmsgstr[1] "{n} tickets"\n\n',
        entry("Why?", "Pourquoi\u202f?"),
        'msgctxt "verb"\nmsgid "Open"\nmsgstr "Ouvrir"\n\n',
        'msgctxt "status"\nmsgid "open"\nmsgstr "ouvert"\n\n',
    ])  # fmt: skip
    result = tool("check", project(tmp_path, code, french))
    assert result.stdout == ""
    assert result.returncode == 0


FAULTS = [
    ("words('Save')", "", "no French for 'Save'"),
    ("words('Save')", entry("Save", ""), "no French for 'Save'"),
    ("words('Save')", "#, fuzzy\n" + entry("Save", "Enregistrer"), "marked fuzzy"),
    ("", entry("Gone", "Parti"), "'Gone' is said nowhere"),
    ("words('Why {a}', a=1)", entry("Why {a}", "Pourquoi {b}"), "not those of"),
    ("words('Why {a}', a=1)", entry("Why {a}", "Pourquoi {a"), "a brace stands alone"),
    ("words('Why {a}', b=1)", entry("Why {a}", "Pourquoi {a}"), "its values differ: a, b"),
    ("words('Why {}')", entry("Why {}", "Pourquoi {}"), "a value without a name"),
    ("words(f'Why {a}')", "", "built on the spot"),
    ("words('Why ' + a)", "", "built on the spot"),
    ("words('')", "", "an empty sentence"),
    ('words("It\'s saved")', "", "a straight apostrophe in"),
    ("words('unclosed", "", "this is not Python"),
    (
        "words.plural('{n} ticket', '{n} tickets', n)",
        'msgid "{n} ticket"\nmsgid_plural "{n} tickets"\nmsgstr[0] "{n} ticket"\nmsgstr[1] ""\n',
        "no French for '{n} ticket'",
    ),
    ("words.plural('{n} ticket', '{n} tickets', n)", entry("{n} ticket", "{n} ticket"), "no French"),
    (
        "words.plural('one ticket', '{n} tickets', n)",
        'msgid "one ticket"\nmsgid_plural "{n} tickets"\nmsgstr[0] "un ticket"\nmsgstr[1] "{n} tickets"\n',
        "not those of '{n} tickets'",
    ),
    ("words('Save')", entry("Save", "C'est enregistré"), "straight apostrophe"),
    ("words('Save')", entry("Save", 'Le \\"fichier\\"'), "straight quotation mark"),
    ("words('Save')", entry("Save", "Enregistrer..."), "three dots"),
    ("words('Save')", entry("Save", "Enregistrer?"), "before ; : ! ?"),
    ("words('Save')", entry("Save", "Enregistrer : oui"), "before ; : ! ?"),
    ("words('Save')", entry("Save", "« Oui »"), "inside « »"),
    ("words('Save')", entry("Save", "95 %"), "before %"),
    ("words('Save {n}', n=1)", entry("Save {n}", "Dans {n} min"), "breakable space before a unit"),
    ("words('Save')", entry("Save", "Enregistre ton ticket"), "« tu »"),
    ("words('Save')", entry("Save", "Deux  espaces"), "two spaces"),
    ("words('Save')", entry("Save", "Enregistrer "), "a space at one end"),
]


@pytest.mark.parametrize(("code", "french", "said"), FAULTS)
def test_each_fault_is_seen_and_named(tmp_path, code, french, said):
    result = tool("check", project(tmp_path, code, french))
    assert result.returncode == 1
    assert said in result.stdout


def test_merge_keeps_takes_and_drops(tmp_path):
    code = "words('Old')\nwords('New')\nwords('None')\nwords.plural('{n} day', '{n} days', n)"
    part = (
        entry("New", "Nouveau") + entry("Old", "Vieux") + entry("Elsewhere", "Ailleurs")
        + 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} jour"\nmsgstr[1] "{n} jours"\n'
    )  # fmt: skip
    root = project(tmp_path, code, entry("Old", "Ancien") + entry("Gone", "Parti"), part)
    result = tool("merge", root)
    assert result.stdout == "a.po: 'Vieux' left out, 'Ancien' is kept\n"
    merged = (root / FOLDER / "desktop_desk.po").read_text("utf-8")
    assert all(text in merged for text in ('msgstr "Ancien"', 'msgstr "Nouveau"', 'msgstr[1] "{n} jours"'))
    assert "Gone" not in merged
    assert "Elsewhere" not in merged
    tool("merge", root)
    assert (root / FOLDER / "desktop_desk.po").read_text("utf-8") == merged
    assert tool("check", root).stdout.splitlines() == ["desktop_desk/a.py:3: no French for 'None'"]


def test_extract_names_every_sentence(tmp_path):
    root = project(tmp_path, "words('Save')\nwords.plural('{n} day', '{n} days', n)", "")
    assert tool("extract", root).stdout.splitlines() == [
        "desktop_desk/a.py:1: Save",
        "desktop_desk/a.py:2: {n} day | {n} days",
    ]


def test_compile_writes_once_and_again_when_the_source_moves(tmp_path):
    root = project(tmp_path, "", entry("Save", "Enregistrer"))
    assert tool("compile", root).stdout.startswith("wrote ")
    assert tool("compile", root).stdout == ""
    (root / FOLDER / "desktop_desk.po").write_text(HEADER + entry("Save", "Garder"), "utf-8")
    assert tool("compile", root).stdout.startswith("wrote ")
    assert b"Garder" in (root / FOLDER / "desktop_desk.mo").read_bytes()
    assert [p.suffix for p in sorted((root / FOLDER).glob("desktop_desk*"))] == [".mo", ".po"]


def test_nothing_to_compile_does_not_load_the_compiler(tmp_path):
    root = project(tmp_path, "", "")
    tool("compile", root)
    code = f"""
import runpy, sys
sys.argv = ["catalogue.py", "compile", "--root", {str(root)!r}]
try:
    runpy.run_path({str(TOOL)!r}, run_name="__main__")
except SystemExit as end:
    print(end.code, "babel" in sys.modules)
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "0 False\n"
