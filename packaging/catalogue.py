"""The French catalogue: find the sentences of the code, keep their French beside them, compile it.

    python packaging/catalogue.py extract | merge | check | compile [--root FOLDER]

``extract`` lists the sentences the code says; ``merge`` brings the catalogue to exactly those and
takes the French of ``parts/*.po`` for what has none yet; ``check`` fails on anything missing, left
over, misspelt or filled in wrongly; ``compile`` writes the ``.mo`` files, or nothing if none changed.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

CATALOGUE = Path("resources/i18n/fr/LC_MESSAGES/desktop_desk.po")
CODE = "desktop_desk"
HEADER = r"""# The French of Desktop Desk. The English sentences of the code are the keys.
msgid ""
msgstr ""
"Language: fr\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
FILLERS = {"words", "_words"}
"""Calls that fill a sentence in at once, so that its values can be checked."""

TYPOGRAPHY = {
    "a straight apostrophe": re.compile(r"'"),
    "a straight quotation mark": re.compile(r'"'),
    "three dots for an ellipsis": re.compile(r"\.\.\."),
    "no fine space (U+202F) before ; : ! ?": re.compile(r"[^\u202f;:!?][;:!?](?=[\s)»]|$)"),
    "no fine space (U+202F) inside « »": re.compile(r"«[^\u202f]|[^\u202f]»"),
    "no unbreakable space before %": re.compile(r"[^\u202f\u00a0]%"),
    "a breakable space before a unit": re.compile(r"[\d}] (?:h|min|s|j|o|ko|Mo|Go|px|€)(?![\w’])"),
    "somebody addressed as « tu »": re.compile(r"\b(?:tu|te|ton|ta|tes|toi)\b|\bt’", re.IGNORECASE),
    "two spaces": re.compile(r"  "),
}
SHARED_TYPOGRAPHY = ("a straight apostrophe", "a straight quotation mark", "three dots for an ellipsis")
"""What English does not want either."""
MARKUP = re.compile(r"<[^>]*>|&\w+;|\{[^}]*\}")


@dataclass(frozen=True)
class Sentence:
    """A sentence of the code: its sense if it has one, one or two forms, and where it stands."""

    sense: str | None
    forms: tuple[str, ...]
    place: str
    line: int
    values: frozenset[str] | None
    """The names it is filled with on the spot; ``None`` when that happens elsewhere."""

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext looks it up by."""
        return self.sense, self.forms[0]


def sentences(root: Path) -> tuple[list[Sentence], list[str]]:
    """Every sentence under ``root``'s code, in reading order, and what is wrong with some."""
    found: list[Sentence] = []
    faults: list[str] = []
    for path in sorted((root / CODE).rglob("*.py")):
        place = path.relative_to(root).as_posix()
        try:
            tree = ast.parse(path.read_text("utf-8"))
        except SyntaxError as error:
            faults.append(f"{place}:{error.lineno}: this is not Python")
            continue
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        for call in sorted(calls, key=lambda c: (c.lineno, c.col_offset)):
            _read_call(call, place, found, faults)
    return found, faults


def _read_call(call: ast.Call, place: str, found: list[Sentence], faults: list[str]) -> None:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    method = isinstance(call.func, ast.Attribute)
    count = {"N_": 1, "C_": 2, "plural": 2 if method else 0, "sense": 2 if method else 0}.get(name, 0)
    count = 1 if name in FILLERS else count
    if not count or len(call.args) < count:
        return
    for texts in _literals(call.args[:count]):
        where = f"{place}:{call.lineno}"
        if texts is None:
            faults.append(f"{where}: {name}() is given a sentence built on the spot")
        elif not all(texts):
            faults.append(f"{where}: {name}() is given an empty sentence")
        else:
            sense, forms = (texts[0], texts[1:]) if name in {"C_", "sense"} else (None, texts)
            found.append(Sentence(sense, forms, place, call.lineno, _values(call, name)))


def _literals(args: list[ast.expr]) -> Iterator[tuple[str, ...] | None]:
    """The texts of the arguments, both branches of a condition; ``None`` for one built on the spot."""
    first = args[-1] if len(args) == 1 else None
    if isinstance(first, ast.IfExp):
        yield from _literals([first.body])
        yield from _literals([first.orelse])
        return
    if any(isinstance(a, (ast.JoinedStr, ast.BinOp)) for a in args):
        yield None
    elif all(isinstance(a, ast.Constant) and isinstance(a.value, str) for a in args):
        yield tuple(a.value for a in args if isinstance(a, ast.Constant) and isinstance(a.value, str))


def _values(call: ast.Call, name: str) -> frozenset[str] | None:
    if name in {"N_", "C_"} or any(k.arg is None for k in call.keywords):
        return None
    given = frozenset(k.arg for k in call.keywords if k.arg)
    return given | {"n"} if name == "plural" else given


def placeholders(text: str) -> frozenset[str]:
    """The names in braces; raises ``ValueError`` for a brace that stands alone."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def typography_faults(french: str) -> list[str]:
    """What a French typesetter would mark in a text; markup and values are left out of account."""
    text = MARKUP.sub("x", french)
    shown = [text if "unit" not in what else french for what in TYPOGRAPHY]
    return [what for (what, rule), part in zip(TYPOGRAPHY.items(), shown, strict=True) if rule.search(part)]


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _entries(catalogue: Catalog) -> dict[tuple[str | None, str], Message]:
    messages = (m for m in catalogue if m.id)
    return {(m.context, m.id if isinstance(m.id, str) else m.id[0]): m for m in messages}


def _open(path: Path) -> Catalog:
    from babel.messages.pofile import read_po  # noqa: PLC0415 - slow; not needed when all is compiled

    with path.open("rb") as file:
        return read_po(file, locale="fr", abort_invalid=True)


def merge(root: Path) -> list[str]:
    """Rewrite the catalogue; returns the French of the parts that another translation kept out."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - as above
    from babel.messages.pofile import write_po  # noqa: PLC0415 - as above

    path = root / CATALOGUE
    paths = [path, *sorted(path.parent.glob("parts/*.po"))]
    french: dict[tuple[str | None, str], tuple[tuple[str, ...], Path]] = {}
    notes = []
    for source in (p for p in paths if p.exists()):
        for key, message in _entries(_open(source)).items():
            forms = _forms(message)
            if all(forms) and french.setdefault(key, (forms, source))[0] != forms:
                notes.append(f"{source.name}: {forms[0]!r} left out, {french[key][0][0]!r} is kept")
    result = Catalog(locale="fr", fuzzy=False)
    found, _ = sentences(root)
    plurals = {s.key for s in found if len(s.forms) > 1}
    for sentence in sorted(found, key=lambda s: (s.place, s.line)):
        if len(sentence.forms) == 1 and sentence.key in plurals:
            continue  # gettext answers for the singular alone from the same entry
        forms, _ = french.get(sentence.key, ((), path))
        if len(forms) != len(sentence.forms):
            forms = ("",) * len(sentence.forms)
        result.add(
            sentence.forms if len(sentence.forms) > 1 else sentence.forms[0],
            forms if len(sentence.forms) > 1 else forms[0],
            locations=[(sentence.place, 0)],
            context=sentence.sense,
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, result, width=100, omit_header=True, include_lineno=False)
    return notes


def check(root: Path) -> list[str]:
    """Everything wrong with the sentences and their French, one line each."""
    found, faults = sentences(root)
    said = {s.key: s for s in found}
    catalogue = _entries(_open(root / CATALOGUE))
    plurals = {s.key: s for s in found if len(s.forms) > 1}
    for sentence in found:
        faults += [f"{sentence.place}:{sentence.line}: {fault}" for fault in _sentence_faults(sentence)]
    for key, sentence in (said | plurals).items():
        message = catalogue.get(key)
        forms = _forms(message) if message else ()
        if message is None or not all(forms) or len(forms) != len(sentence.forms):
            faults.append(f"{sentence.place}:{sentence.line}: no French for {sentence.forms[0]!r}")
            continue
        if message.fuzzy:
            faults.append(f"{CATALOGUE.name}: {sentence.forms[0]!r} is marked fuzzy")
        faults += [
            f"{CATALOGUE.name}: {form!r}: {f}" for form in forms for f in _french_faults(sentence, form)
        ]
    left_over = sorted(repr(key[1]) for key in catalogue.keys() - said.keys())
    return faults + [f"{CATALOGUE.name}: {key} is said nowhere" for key in left_over]


def _sentence_faults(sentence: Sentence) -> Iterator[str]:
    try:
        named = [placeholders(form) for form in sentence.forms]
    except ValueError:
        yield f"a brace stands alone in {sentence.forms[0]!r}"
        return
    if any("" in names for names in named):
        yield f"a value without a name in {sentence.forms[0]!r}"
    for what in SHARED_TYPOGRAPHY:
        if any(TYPOGRAPHY[what].search(MARKUP.sub("x", form)) for form in sentence.forms):
            yield f"{what} in {sentence.forms[0]!r}"
    missing = frozenset().union(*named) - (sentence.values if sentence.values is not None else named[-1])
    unknown = (sentence.values or frozenset()) - frozenset().union(*named) - {"n"}
    if missing or unknown:
        yield f"{sentence.forms[0]!r} and its values differ: {', '.join(sorted(missing | unknown))}"


def _french_faults(sentence: Sentence, form: str) -> Iterator[str]:
    try:
        if placeholders(form) != placeholders(sentence.forms[-1]):
            yield f"its values are not those of {sentence.forms[-1]!r}"
    except ValueError:
        yield "a brace stands alone"
    if form != form.strip() and sentence.forms[0] == sentence.forms[0].strip():
        yield "a space at one end"
    yield from typography_faults(form)


def compile_all(root: Path) -> list[Path]:
    """Write the ``.mo`` beside every catalogue whose date it does not bear; returns those written."""
    written = []
    for source in sorted((root / "resources/i18n").glob("*/LC_MESSAGES/*.po")):
        stamp, target = source.stat().st_mtime_ns, source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns == stamp:
            continue
        from babel.messages.mofile import write_mo  # noqa: PLC0415 - slow; only when there is work

        unfinished = target.with_suffix(f".{os.getpid()}")
        with unfinished.open("wb") as file:
            write_mo(file, _open(source))
        os.utime(unfinished, ns=(stamp, stamp))
        unfinished.replace(target)
        written.append(target)
    return written


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("verb", choices=["extract", "merge", "check", "compile"])
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    options = parser.parse_args(arguments)
    if options.verb == "extract":
        lines = [f"{s.place}:{s.line}: {' | '.join(s.forms)}" for s in sentences(options.root)[0]]
    elif options.verb == "merge":
        lines = merge(options.root)
    elif options.verb == "check":
        lines = check(options.root)
    else:
        lines = [f"wrote {path.relative_to(options.root)}" for path in compile_all(options.root)]
    for line in lines:
        print(line)
    return 1 if options.verb == "check" and lines else 0


if __name__ == "__main__":
    sys.exit(main())
