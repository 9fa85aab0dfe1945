"""Every drawing, colour and measure named in the code is there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import desktop_desk
from desktop_desk.ui import icons
from desktop_desk.ui.skin import load_sizes, load_skin

DRAWINGS = {
    "icon": 0,
    "icon_view": 0,
    "icon_button": 0,
    "pixmap": 0,
    "source": 0,
    "button": 2,
    "ChoiceCard": 2,
}
"""Functions that are given the name of a drawing, and at which place."""


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path in (Path(desktop_desk.__file__).parent / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                yield name, node


def _named(function: str, place: int, keyword: str = "") -> set[str]:
    found = set()
    for name, call in _calls():
        given = [word.value for word in call.keywords if keyword and word.arg == keyword]
        if name == function and len(call.args) > place:
            given.append(call.args[place])
        found |= {
            node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    return found


def test_every_drawing_named_is_there() -> None:
    named = set().union(*(_named(function, place, "icon_name") for function, place in DRAWINGS.items()))
    assert named
    assert named <= set(icons.names())


def test_every_colour_named_is_there() -> None:
    named = _named("color", 0)
    assert named
    assert named <= load_skin("light").colors.keys()


def test_every_measure_named_is_there() -> None:
    named = {name if "." in name else f"size.{name}" for name in _named("size", 0)}
    assert named
    assert named <= load_sizes().keys()
