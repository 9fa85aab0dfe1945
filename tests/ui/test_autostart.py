"""Starting with the session: an entry the desktop reads, put there and taken away."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop_desk.ui import autostart

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.fixture
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path


def test_it_is_off_until_it_is_turned_on_and_off_again() -> None:
    assert not autostart.is_on()
    autostart.turn_off()
    autostart.turn_on(autostart.own_command())
    assert autostart.is_on()
    autostart.turn_off()
    assert not autostart.is_on()


def test_the_entry_is_what_a_desktop_reads(own_folder: Path) -> None:
    autostart.turn_on(["/opt/desk top/desktop-desk", "--hidden", "100%"])
    entry = (own_folder / "autostart" / "desktop-desk.desktop").read_text("utf-8")
    assert entry.startswith("[Desktop Entry]\nType=Application\n")
    assert "Exec='/opt/desk top/desktop-desk' --hidden 100%%\n" in entry


def test_a_folder_that_cannot_be_written_is_told(own_folder: Path) -> None:
    (own_folder / "autostart").write_text("a file in its place", "utf-8")
    with pytest.raises(OSError, match="autostart"):
        autostart.turn_on(["desktop-desk"])


def test_it_starts_this_program_in_the_tray() -> None:
    assert autostart.own_command() == [sys.executable, "-m", "desktop_desk", "--hidden"]
