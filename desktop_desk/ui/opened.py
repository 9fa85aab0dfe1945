"""What a program with a window is started with: the desk to open, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop_desk.text import Words

if TYPE_CHECKING:
    from datetime import tzinfo

    from desktop_desk.credentials import Credentials
    from desktop_desk.services.session import Session
    from desktop_desk.services.sight import Sight
    from desktop_desk.ui.desk_files import DeskFiles


def _nothing() -> None:
    pass


class Works(Protocol):
    """What works in the background for an open desk."""

    def start(self) -> None:
        """Begin."""
        ...

    def stop(self) -> None:
        """Finish what is in hand."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A desk that was opened: who sits at it, what works in the background (not started), how to leave.

    ``worker`` is ``None`` for a window that does none of that work. With a ``sight`` the desk
    is not open yet: its first lines can be shown, what is asked of the session waits until :attr:`arrive`
    opened it (that takes a moment, raises ``DeskError``, and gives the worker), or until :attr:`give_up`.
    """

    session: Session
    tz: tzinfo
    worker: Works | None
    close: Callable[[], None]
    sight: Sight | None = None
    arrive: Callable[[], Works | None] | None = None
    give_up: Callable[[], None] = _nothing


Where = Callable[[], "Path | Credentials"]
"""Gives the desk to be opened: a file, or a shared one; may take a while, raises ``DeskError``."""

OpenDesk = Callable[["Path | Credentials | None", Words], Opened]
"""Opens the desk the program was started for, or another one somebody chose. Raises ``DeskError``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How the program was started.

    Attributes:
        store: What tells this desk from others of the same person: one window a store.
        language: ``fr`` or ``en`` if the command line said so.
        ticket: The number of a ticket to show.
        hidden: Start in the tray, as at the session's start.
        files: What can be done with whole desk files; without it neither copies nor samples are made.
        credentials: How to come into the desk, where it is a shared one.
        keep: Open this desk from now on where none is named.
    """

    store: str
    language: str = ""
    ticket: int | None = None
    hidden: bool = False
    files: DeskFiles | None = None
    credentials: Credentials | None = None
    keep: bool = False


def wish_of(start: Start) -> dict[str, str]:
    """What a second start asks of the first."""
    return {} if start.ticket is None else {"ticket": str(start.ticket)}
