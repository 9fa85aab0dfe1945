"""What the README tells people to type exists."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_desk.cli.parser import build_parser
from desktop_desk.text import Words

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"`(desktop-desk [^`\n]+)`", README)))
BLOCKS = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
]
TYPED = COMMANDS + [line for line in BLOCKS if line.startswith("desktop-desk ")]
MAKE = sorted(set(re.findall(r"`make ([a-z-]+)", README)) | {w[5:] for w in BLOCKS if w.startswith("make ")})


def example(written: str) -> list[str]:
    """The arguments of a command as the README writes it, its capitals standing for values."""
    values = {"N": "12", "INSTANT": "2026-11-23T09:00:00Z", "FIELD=VALUE": "priority=high"}
    arguments = shlex.split(written.replace("[", "").replace("]", "").replace("…", ""))[1:]
    return [values.get(word, word) for word in arguments]


@pytest.mark.parametrize("written", TYPED)
def test_a_command_of_the_readme_exists(written: str):
    parsed = build_parser(Words("en")).parse_args(example(written))
    assert callable(parsed.run)


def test_every_command_is_in_the_readme():
    said = {tuple(word for word in example(written) if word.isascii()) for written in TYPED}
    for path in paths(build_parser(Words("en"))):
        assert any(set(path) <= set(arguments) for arguments in said), f"desktop-desk {' '.join(path)}"


def paths(parser: argparse.ArgumentParser, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command, down to the last."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield above
    for name, inner in below[0].choices.items() if below else ():
        yield from paths(inner, (*above, name))


def test_a_make_target_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {written.split()[0] for written in MAKE} <= targets


def test_every_picture_and_page_exists():
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_the_readme_knows_every_picture():
    pictures = {path.name for path in (ROOT / "docs").glob("*.png")}
    assert pictures == set(re.findall(r"docs/([\w-]+\.png)", README))
