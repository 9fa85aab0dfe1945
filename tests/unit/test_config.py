from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_desk.config import UserSettings, WindowSettings, load, save, store_kept
from desktop_desk.text import Words

CHOSEN = UserSettings(
    theme="dark",
    language="en",
    density="compact",
    sound=False,
    single_keys=False,
    start_with_session=True,
    told_about_tray=True,
    store="D:\\Bureau\\Dépôt « été ».sqlite3",
    window=WindowSettings(
        x=-1200, y=40, width=1440, height=900, maximized=True, pane_visible=False, pane_width=456
    ),
)


def test_no_file_gives_the_defaults(tmp_path):
    assert load(tmp_path / "settings.toml") == UserSettings()


def test_what_is_saved_is_read_back(tmp_path):
    path = tmp_path / "made" / "settings.toml"
    save(CHOSEN, path)
    assert load(path) == CHOSEN
    assert [p.name for p in path.parent.iterdir()] == ["settings.toml"]


def test_keys_of_another_version_are_kept(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text(
        'theme = "light"\nfuture = [1, 2]\n[window]\nwidth = 800\ntiled = "left"\n[plugins.a]\non = true\n'
    )
    settings = load(path)
    save(replace(settings, sound=False), path)
    table = tomllib.loads(path.read_text("utf-8"))
    assert (table["future"], table["plugins"], table["window"]["tiled"]) == (
        [1, 2],
        {"a": {"on": True}},
        "left",
    )
    assert (table["theme"], table["sound"], table["window"]["width"]) == ("light", False, 800)
    assert load(path) == replace(settings, sound=False)


@pytest.mark.parametrize(
    "line",
    ['theme = "mauve"', "theme = 3", 'sound = "yes"', "sound = 1", "store = false", "window = 12",
     "window.width = true", "window.x = 9000000000000", 'language = "de"', "problem = 'x'"],
)  # fmt: skip
def test_a_value_that_cannot_be_used_counts_as_not_written(tmp_path, line):
    path = tmp_path / "settings.toml"
    path.write_text(line)
    settings = load(path)
    assert replace(settings, unknown={}) == UserSettings()


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00", b"a = " + b"[" * 5000])
def test_a_damaged_file_is_set_aside_and_said(tmp_path, content):
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    settings = load(path)
    assert settings.problem_path == tmp_path / "settings-unreadable.toml"
    assert (tmp_path / "settings-unreadable.toml").read_bytes() == content
    assert str(settings.problem_path) in Words("en")(settings.problem, path=settings.problem_path)
    save(settings, path)
    assert load(path) == UserSettings()


def test_a_file_that_cannot_be_opened_is_said_too(tmp_path):
    (tmp_path / "settings.toml").mkdir()
    settings = load(tmp_path / "settings.toml")
    assert settings.problem_path == tmp_path / "settings.toml"
    assert settings.theme == "system"


def test_a_failed_save_leaves_the_old_file(tmp_path):
    path = tmp_path / "settings.toml"
    save(CHOSEN, path)
    with pytest.raises(TypeError):
        save(replace(CHOSEN, sound=True, unknown={"bad": object()}), path)
    assert load(path) == CHOSEN
    assert [p.name for p in tmp_path.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('store = "postgresql://marie@srv-01/desk"', "postgresql://marie@srv-01/desk"),
        ("store = 3", ""),
        ("store =", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_desk_that_was_chosen_is_read_without_touching_the_file(
    tmp_path: Path, written: str | None, kept: str
) -> None:
    path = tmp_path / "settings.toml"
    if written is not None:
        path.write_text(written, encoding="utf-8")
    assert store_kept(path) == kept
    assert [one.name for one in tmp_path.iterdir()] == ([] if written is None else ["settings.toml"])
