"""The pictures of the README: the queue, a ticket, the employee's dialog, the dashboard.

    python packaging/screenshots.py [--into FOLDER] [NAME...]

The real windows on a desk of sample data, at an hour that never changes, in French and English, light
and dark, painted without a screen. Text is set in Inter where it is installed, else in the system's font.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontDatabase, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from desktop_desk.app import OpenDesk, open_desk
from desktop_desk.config import Language, Theme, UserSettings, WindowSettings
from desktop_desk.domain.instants import Instant, from_iso
from desktop_desk.domain.intake import Blocked
from desktop_desk.domain.operations import Author
from desktop_desk.services.sample import write_sample
from desktop_desk.services.session import Session
from desktop_desk.storage.store import LocalStore, own
from desktop_desk.text import Words
from desktop_desk.ui import rail, theme
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.intake.dialog import IntakeDialog
from desktop_desk.ui.main_window import MainWindow
from desktop_desk.ui.preferences import Preferences
from desktop_desk.ui.tasks import Tasks
from desktop_desk.ui.views.ticket_window import TicketWindow
from tests.support.passing import let_pass

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES: Final[tuple[Language, ...]] = ("fr", "en")
SCHEMES: Final[tuple[Theme, ...]] = ("light", "dark")
SIZE: Final = (1440, 900)
NOW: Final = from_iso("2026-11-24T14:46:00Z")
"""A Tuesday, 10 h 46 where the firm of the sample is."""

TICKETS, SEED = 2000, 1
"""Enough for every chart to have a shape."""

ACCOUNT, EMPLOYEE = "nadia", "Gaëlle Mirande"
ASKED = {
    "fr": ("La caisse 3 n’imprime plus les tickets", "Le voyant clignote en rouge depuis ce matin, 9 h."),
    "en": ("Till 3 prints no more receipts", "Its light has been blinking red since 9 this morning."),
}
PATIENCE_S = 30.0
MOST_BYTES = 200_000


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(PICTURES)}; all when none is"
    )
    parser.add_argument("--into", type=Path, default=ROOT / "docs")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - PICTURES.keys():
        parser.error(f"there is no picture {', '.join(sorted(unknown))}")
    options.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="desktop-desk-pictures-") as folder:
        _application(Path(folder))
        with _sample(Path(folder) / "desk.sqlite3") as opened:
            for language, scheme, name in product(LANGUAGES, SCHEMES, options.names or PICTURES):
                theme.current().choose(scheme)
                with _place(opened, language, scheme) as place:
                    _save(PICTURES[name](place), options.into / f"{name}-{language}-{scheme}.png")
    return 0


@dataclass(frozen=True)
class Place:
    """Where somebody sits: what a window is given."""

    context: Context
    opened: OpenDesk

    def wait(self, what: Callable[[], object]) -> None:
        """Let the program run until something is so and nothing is left to be read."""
        end = time.monotonic() + PATIENCE_S
        while not (what() and self.context.tasks.idle):
            if time.monotonic() > end:
                raise SystemExit("A window was not ready in time.")
            let_pass(0.02)
        let_pass(0.25)  # whatever rests a moment before it is read
        if not self.context.tasks.idle:
            self.wait(what)


def queue(place: Place) -> QWidget:
    """The main window, the third line chosen and beside the list."""
    window = _main_window(place)
    for _ in range(2):
        window.queue.select_next()
    place.wait(lambda: True)
    return window


def charts(place: Place) -> QWidget:
    """The dashboard."""
    window = _main_window(place)
    window.go_dashboard()
    place.wait(lambda: window.page(rail.DASHBOARD) is not None)
    return window


def editor(place: Place) -> QWidget:
    """The open ticket that was talked about most, in a window of its own."""
    session = place.context.session
    views = [view for one in session.ids(session.query()) if (view := session.ticket(one)) is not None]
    most = max(views, key=lambda view: (len(view.messages), view.ticket.id))
    window = TicketWindow(place.context, most.ticket.id)
    window.resize(*SIZE)
    window.show()
    place.wait(lambda: window.editor.page)
    return window


def intake(place: Place) -> QWidget:
    """The employee's dialog, filled in."""
    context = place.context
    person = context.session.person(EMPLOYEE)
    assert person is not None
    by = Author(person=person.uid, os_account="gaelle", device="CAISSE-3")
    opened = place.opened
    assert opened.desk is not None
    context.session = Session(opened.desk, opened.store, opened.bus, _clock, by)
    dialog = IntakeDialog(context)
    dialog.show()
    place.wait(lambda: True)
    title, details = ASKED[context.settings.language]
    dialog.ask.title_edit.setText(title)
    dialog.ask.details.setPlainText(details)
    dialog.ask.blocked.set_value(Blocked.STOPPED, whole_team=False)
    place.wait(lambda: True)
    return dialog


PICTURES: dict[str, Callable[[Place], QWidget]] = {
    "queue": queue,
    "editor": editor,
    "intake": intake,
    "charts": charts,
}


def _clock() -> Instant:
    return NOW


def _main_window(place: Place) -> MainWindow:
    window = MainWindow(place.context.words, Preferences(place.context.settings))
    window.show()
    window.attach(place.context)
    place.wait(lambda: window.queue.model.ids)
    return window


def _application(folder: Path) -> None:
    """Qt without a screen, without scaling and without anybody's preferences."""
    os.environ |= {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": "1",
        "HOME": str(folder),
        "LOCALAPPDATA": str(folder),
        **{f"XDG_{kind}_HOME": str(folder / kind) for kind in ("DATA", "CONFIG", "STATE", "CACHE")},
    }
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    if "Inter" in QFontDatabase.families():
        app.setFont(QFont("Inter"))
    print(f"Text in {app.font().family()}.", flush=True)
    theme.install(app, "light")


@contextmanager
def _sample(path: Path) -> Iterator[OpenDesk]:
    """The sample as it stands at :data:`NOW`."""
    store = own(path)
    assert isinstance(store, LocalStore)
    write_sample(store, TICKETS, SEED, NOW, ACCOUNT)
    store.close()
    opened = open_desk(path, author=Author(person=None, os_account=ACCOUNT, device="bureau"), clock=_clock)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def _place(opened: OpenDesk, language: Language, scheme: Theme) -> Iterator[Place]:
    """Somebody sits down, and leaves every window behind."""
    session, tasks, bridge = opened.session, Tasks(), Bridge(opened.bus)
    window = WindowSettings(width=SIZE[0], height=SIZE[1])
    settings = UserSettings(language=language, theme=scheme, window=window)
    context = Context(session, Words(language), tasks, bridge, session.tz, settings)
    try:
        yield Place(context, opened)
    finally:
        bridge.stop()
        tasks.stop()
        for one in QApplication.topLevelWidgets():
            one.hide()
            one.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _save(window: QWidget, path: Path) -> None:
    """The window as a picture, packed as tightly as Qt can. Raises ``SystemExit`` when it is too large."""
    field = window.focusWidget()
    if isinstance(field, QLineEdit | QTextEdit):
        field.clearFocus()  # a cursor that blinks is there by chance
    picture = _with_fewer_colours(window.grab().toImage())
    if not picture.save(str(path), None, 0):  # 0: as small as it can be
        raise SystemExit(f"{path} cannot be written.")
    size = path.stat().st_size
    print(f"{path.name}: {picture.width()}×{picture.height()}, {size // 1000} kB", flush=True)
    if size > MOST_BYTES:
        raise SystemExit(f"{path.name} is larger than {MOST_BYTES // 1000} kB.")


def _with_fewer_colours(picture: QImage) -> QImage:
    """The same in the 256 colours it uses most, so that a third of the bytes is enough."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    used = Counter(memoryview(picture.constBits()).cast("I"))
    table = [colour for colour, _ in used.most_common(256)]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return picture.convertToFormat(QImage.Format.Format_Indexed8, table, flags)


if __name__ == "__main__":
    sys.exit(main())
