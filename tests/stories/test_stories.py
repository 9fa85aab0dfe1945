"""Each story is played in a process of its own, with real windows on a real screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.screen import Screen

HERE = Path(__file__).parent
STORIES = sorted(path for path in HERE.glob("story_*.py"))


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem.removeprefix("story_"))
def test_story(story: Path, screen: Screen) -> None:
    """The story plays to its end without a warning; the screen outlives it."""
    played = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(story)],
        env=os.environ | {"QT_QPA_PLATFORM": "xcb", "STORY_DISPLAY": screen.display},
        cwd=HERE.parent.parent,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert played.returncode == 0, played.stdout[-6000:] + played.stderr[-2000:]


def test_there_are_stories() -> None:
    assert STORIES
