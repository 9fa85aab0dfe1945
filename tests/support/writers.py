"""Processes that write a desk: ``python -m tests.support.writers own|write|follow|alone FILE [SECONDS]``.

Each says on stdout, a line each, the identity of every ticket that was acknowledged to it.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from uuid import UUID

from desktop_desk.app import OpenDesk, open_desk
from desktop_desk.domain.operations import AddMessage, Author, Contact, OpenTicket, SavePerson, Undo
from desktop_desk.domain.people import Role
from desktop_desk.domain.ticket import Priority
from desktop_desk.services.files import from_bytes
from desktop_desk.services.sweep import sweep
from tests.support.desks import local


def say(text: object) -> None:
    """One line, whole, at once."""
    os.write(1, f"{text}\n".encode())


def open_one(desk: OpenDesk, by: Author, number: int) -> UUID:
    """A ticket with a message, every fifth with a file."""
    ref, data = from_bytes("journal.txt", f"{number}".encode() * 1000)
    files = (ref,) if number % 5 == 0 else ()
    asked = OpenTicket(
        title=f"Caisse {number}",
        text=f"Elle affiche erreur {number}",
        priority=list(Priority)[number % 4],
        requester=Contact(name=f"Personne {number % 7}"),
        files=files,
    )
    desk.applies.apply(asked, by=by, files={ref.sha256: data} if files else {})
    return asked.ticket


def write(path: Path, seconds: float) -> None:
    """Open tickets through whoever owns the file, anew for every third."""
    end, number = time.monotonic() + seconds, os.getpid() * 1000
    while time.monotonic() < end:
        desk = open_desk(path)
        try:
            for _ in range(3):
                number += 1
                say(open_one(desk, desk.session.author, number))
        finally:
            desk.close()


def follow(path: Path, seconds: float) -> None:
    """Open tickets on a file that is opened once, whoever owns it then and later."""
    end, number = time.monotonic() + seconds, os.getpid() * 1000
    desk = open_desk(path, listen=True, stays=True)
    assert desk.desk is None
    say("ready")
    while time.monotonic() < end:
        number += 1
        say(open_one(desk, desk.session.author, number))
    desk.close()


def own(path: Path) -> None:
    """Hold the file, write too, sweep and checkpoint, until stdin ends."""
    desk = open_desk(path, listen=True, stays=True)
    assert desk.desk is not None
    over = threading.Event()

    def until_the_end() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=until_the_end, daemon=True).start()
    say("ready")
    number = 0
    while not over.wait(0.02):
        number += 1
        say(open_one(desk, desk.session.author, number))
        sweep(desk.store, desk.bus, desk.session.clock())
        local(desk).checkpoint()
    desk.close()


def alone(path: Path) -> None:
    """Everything a desk does, one after the other, for ever."""
    desk = open_desk(path, listen=True, stays=True)
    assert desk.desk is not None
    agent = SavePerson(name="Yann Morel", role=Role.AGENT)
    desk.session.apply(agent)
    yann = Author(agent.person, "yann", "pc")
    say("ready")
    number = 0
    while True:
        number += 1
        ticket = open_one(desk, yann, number)
        say(ticket)
        answer = AddMessage(ticket=ticket, text=f"C’est réparé {number}", resolve=number % 2 == 0)
        desk.desk.apply(answer, by=yann)
        if number % 3 == 0:
            desk.desk.apply(Undo(undoes=answer.uid), by=yann)
        if number % 4 == 0:
            local(desk).checkpoint()
            sweep(desk.store, desk.bus, desk.session.clock())


if __name__ == "__main__":
    role, file = sys.argv[1], Path(sys.argv[2])
    if role == "own":
        own(file)
    elif role == "write":
        write(file, float(sys.argv[3]))
    elif role == "follow":
        follow(file, float(sys.argv[3]))
    else:
        alone(file)
