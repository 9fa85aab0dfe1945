"""Every command of the program, once: its words, its keys, where it works, what it calls.

Menus, context menus, shortcuts and the help sheet are made of :data:`COMMANDS`, so that none of
them can promise what another does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop_desk.text import N_


class Place(StrEnum):
    """Where a command works."""

    GLOBAL = "global"
    QUEUE = "queue"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing the program can be told to do.

    Attributes:
        id: Its name in the code, unique.
        words: What it is called, an English sentence of the catalogue.
        keys: Shortcuts in Qt's portable form, the one to show first; none for a command of menus alone.
        places: Where it works; a global one works in the main window whatever is shown.
        icon: Its drawing.
        method: What is called on the widget it is installed on.
        argument: What that method is called with, if anything.
        menu: Whether it stands in the context menu of a ticket.
        on_list: Whether its keys work in the list alone, as Enter and Space press a focused button.
    """

    id: str
    words: str
    keys: tuple[str, ...] = ()
    places: tuple[Place, ...] = (Place.QUEUE,)
    icon: str = ""
    method: str
    argument: str = ""
    menu: bool = False
    on_list: bool = False

    @property
    def single_key(self) -> bool:
        """Whether its first shortcut is a printable key alone, which is not for somebody who types."""
        return bool(self.keys) and is_single_key(self.keys[0])

    @property
    def digit(self) -> int:
        """The digit that calls it, by place on the keyboard; 0 for none."""
        return next((int(key) for key in self.keys if key.isdigit()), 0)


_TRIAGE = (Place.QUEUE, Place.TICKET)

COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        id="new_ticket",
        words=N_("New ticket"),
        keys=("Ctrl+N",),
        places=(Place.GLOBAL,),
        icon="plus",
        method="new_ticket",
    ),
    Command(
        id="request_help",
        words=N_("Ask for help"),
        places=(Place.GLOBAL,),
        icon="chat",
        method="request_help",
    ),
    Command(
        id="search",
        words=N_("Search"),
        keys=("/", "Ctrl+F"),
        places=(Place.GLOBAL,),
        icon="search",
        method="focus_search",
    ),
    Command(
        id="undo", words=N_("Undo"), keys=("Ctrl+Z",), places=(Place.GLOBAL,), icon="undo", method="undo"
    ),
    Command(
        id="redo",
        words=N_("Redo"),
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        places=(Place.GLOBAL,),
        icon="redo",
        method="redo",
    ),
    Command(
        id="go_queue",
        words=N_("Go to the queue"),
        keys=("G, Q",),
        places=(Place.GLOBAL,),
        icon="inbox",
        method="go_queue",
    ),
    Command(
        id="go_dashboard",
        words=N_("Go to the dashboard"),
        keys=("G, D",),
        places=(Place.GLOBAL,),
        icon="chart",
        method="go_dashboard",
    ),
    Command(
        id="go_settings",
        words=N_("Go to the settings"),
        keys=("Ctrl+,",),
        places=(Place.GLOBAL,),
        icon="gear",
        method="go_settings",
    ),
    Command(
        id="help",
        words=N_("Keyboard shortcuts"),
        keys=("?", "F1"),
        places=(Place.GLOBAL,),
        icon="keyboard",
        method="show_help",
    ),
    Command(
        id="close",
        words=N_("Close the window"),
        keys=("Ctrl+W",),
        places=(Place.GLOBAL, Place.TICKET),
        icon="close",
        method="close",
    ),
    Command(
        id="quit",
        words=N_("Quit Desktop Desk"),
        keys=("Ctrl+Q",),
        places=(Place.GLOBAL,),
        icon="power",
        method="quit",
    ),
    Command(
        id="next",
        words=N_("Next ticket"),
        keys=("J",),
        icon="chevron-down",
        method="select_next",
        on_list=True,
    ),
    Command(
        id="previous",
        words=N_("Previous ticket"),
        keys=("K",),
        icon="chevron-up",
        method="select_previous",
        on_list=True,
    ),
    Command(
        id="open",
        words=N_("Open the ticket"),
        keys=("Return", "Enter"),
        icon="open-external",
        method="open_selected",
        on_list=True,
        menu=True,
    ),
    Command(
        id="preview",
        words=N_("Show or hide the preview"),
        keys=("Space",),
        icon="pane",
        method="toggle_preview",
        on_list=True,
    ),
    Command(
        id="reply",
        words=N_("Reply to the requester"),
        keys=("R",),
        places=_TRIAGE,
        icon="reply",
        method="reply",
        menu=True,
    ),
    Command(
        id="note",
        words=N_("Write an internal note"),
        keys=("N",),
        places=_TRIAGE,
        icon="lock",
        method="write_note",
        menu=True,
    ),
    Command(
        id="send",
        words=N_("Send what is written"),
        keys=("Ctrl+Return", "Ctrl+Enter"),
        places=_TRIAGE,
        icon="send",
        method="send",
    ),
    Command(
        id="take",
        words=N_("Take charge of it"),
        keys=("I",),
        places=_TRIAGE,
        icon="user",
        method="take_charge",
        menu=True,
    ),
    Command(
        id="assign",
        words=N_("Assign to…"),
        keys=("A",),
        places=_TRIAGE,
        icon="user-plus",
        method="choose_assignee",
        menu=True,
    ),
    Command(
        id="status",
        words=N_("Change the status…"),
        keys=("S",),
        places=_TRIAGE,
        icon="refresh",
        method="choose_status",
        menu=True,
    ),
    Command(
        id="wait",
        words=N_("Put on hold…"),
        keys=("W",),
        places=_TRIAGE,
        icon="pause",
        method="choose_waiting",
        menu=True,
    ),
    Command(
        id="resolve",
        words=N_("Resolve"),
        keys=("E",),
        places=_TRIAGE,
        icon="check-circle",
        method="resolve",
        menu=True,
    ),
    *(
        Command(
            id=f"priority_{name}",
            words=words,
            keys=(str(place),),
            places=_TRIAGE,
            icon="flag",
            method="set_priority",
            argument=name,
        )
        for place, (name, words) in enumerate(
            (
                ("critical", N_("Critical priority")),
                ("high", N_("High priority")),
                ("normal", N_("Normal priority")),
                ("low", N_("Low priority")),
            ),
            start=1,
        )
    ),
    Command(
        id="select",
        words=N_("Select or deselect"),
        keys=("X",),
        icon="check",
        method="toggle_selected",
        on_list=True,
    ),
    Command(
        id="select_all",
        words=N_("Select everything shown"),
        keys=("Ctrl+A",),
        icon="check-circle",
        method="select_all",
        on_list=True,
    ),
)
"""In the order in which they are shown."""

BY_ID: Final[Mapping[str, Command]] = {command.id: command for command in COMMANDS}


def commands_of(*places: Place) -> list[Command]:
    """The commands that work in any of ``places``, in the order they are shown."""
    return [command for command in COMMANDS if set(places) & set(command.places)]


def is_single_key(key: str) -> bool:
    """Whether a shortcut is one printable key, or begins with one (``G, Q``)."""
    return len(key.split(", ", maxsplit=1)[0]) == 1
