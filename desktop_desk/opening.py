"""What the windows are opened with; the main one glances at its desk first, and opens it when that is shown.

What opens a desk (:mod:`desktop_desk.app`) is imported only then: it takes longer than all else a start does.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_desk.services.bus import Bus
from desktop_desk.services.coming import ComingDesk
from desktop_desk.services.session import Session
from desktop_desk.services.sight import sight_of
from desktop_desk.services.this_pc import pc_clock, this_person
from desktop_desk.storage.glance import glance
from desktop_desk.ui.opened import Opened

if TYPE_CHECKING:
    from desktop_desk.app import OpenDesk
    from desktop_desk.background.worker import Worker
    from desktop_desk.credentials import Credentials
    from desktop_desk.domain.operations import Author, Operation
    from desktop_desk.services.desk import Applied
    from desktop_desk.text import Words


def open_for_window(path: Path, words: Words) -> Opened:
    """A desk for the main window, open or about to be (``Opened.arrive``). Raises ``DeskError`` subclasses.

    It owns the file if it can, or once it can, and works in the background.
    """
    bus = Bus()

    def open_it() -> OpenDesk:
        from desktop_desk.app import open_desk  # noqa: PLC0415 - see above

        return open_desk(path, listen=True, stays=True, bus=bus)

    desk = ComingDesk(path, open_it)
    session = Session(desk, desk, bus, pc_clock, this_person())

    def arrive() -> Worker:
        return _worker(desk.arrive(), words)

    seen = glance(path, pc_clock())
    if seen is None:
        worker = arrive()
        return Opened(session=session, tz=session.tz, worker=worker, close=desk.close)
    sight = sight_of(seen)
    return Opened(
        session=session,
        tz=sight.rules.calendar.zone(),
        worker=None,
        close=desk.close,
        sight=sight,
        arrive=arrive,
        give_up=desk.give_up,
    )


def open_shared_for_window(credentials: Credentials, words: Words) -> Opened:
    """A shared desk for the main window. Raises ``DeskError``: ``PasswordRefused`` when it is to be asked."""
    from desktop_desk.app import open_shared  # noqa: PLC0415 - see above
    from desktop_desk.background.crew import Crew  # noqa: PLC0415 - for those who share
    from desktop_desk.background.duty import Duty  # noqa: PLC0415 - as above
    from desktop_desk.background.follower import Follower  # noqa: PLC0415 - as above
    from desktop_desk.background.jobs import jobs_of_shared  # noqa: PLC0415 - as above
    from desktop_desk.background.worker import Worker  # noqa: PLC0415 - as above

    opened = open_shared(credentials.place, credentials.password)
    store, session = opened.shared, opened.session
    assert opened.desk is not None
    duty = Duty(store, session.author.device)
    jobs = jobs_of_shared(opened.desk, store, opened.bus, duty)
    crew = Crew(
        Worker(jobs, opened.bus, session.clock, words),
        Follower(store, opened.bus, session.clock, words),
        duty,
    )
    return Opened(session=session, tz=session.tz, worker=crew, close=opened.close)


def _worker(opened: OpenDesk, words: Words) -> Worker:
    from desktop_desk.background.guest import Guest  # noqa: PLC0415 - as below
    from desktop_desk.background.jobs import jobs_of, jobs_of_guest  # noqa: PLC0415 - once the desk is open
    from desktop_desk.background.worker import Worker  # noqa: PLC0415 - as above
    from desktop_desk.services.desk import Desk  # noqa: PLC0415 - as above

    if isinstance(opened.applies, Desk):
        jobs = jobs_of(opened.applies, opened.store, opened.bus)
    else:
        assert isinstance(opened.applies, Guest), "a file is owned by this process or by another"
        jobs = jobs_of_guest(opened.applies, opened.store, opened.bus)
    return Worker(jobs, opened.bus, pc_clock, words)


def open_for_intake(path: Path, _words: Words) -> Opened:
    """A desk for the employee's dialog. It holds the file only while something is written.

    So a desk that starts meanwhile owns it as it should, and the dialog then hands over to it.
    """
    from desktop_desk.app import open_desk  # noqa: PLC0415 - as above
    from desktop_desk.storage.store import look_at  # noqa: PLC0415 - as above

    open_desk(path).close()  # made, brought up to date and founded before it is read
    store, bus = look_at(path), Bus()
    session = Session(Momentary(path), store, bus, pc_clock, this_person())
    return Opened(session=session, tz=session.tz, worker=None, close=store.close)


class Momentary:
    """Applies each operation by opening the desk for it alone, or through whoever owns it then."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def apply(self, operation: Operation, *, by: Author, files: Mapping[str, bytes] | None = None) -> Applied:
        """Apply one operation. Raises ``DeskError`` subclasses."""
        from desktop_desk.app import open_desk  # noqa: PLC0415 - as above

        opened = open_desk(self._path, author=by)
        try:
            return opened.applies.apply(operation, by=by, files=files)
        finally:
            opened.close()
