"""The main window: painted with no desk, filled by one, saying what happens, undoing it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_desk.config import UserSettings, WindowSettings
from desktop_desk.domain.events import JobFailed, Swept
from desktop_desk.domain.instants import MINUTE, from_iso, plus
from desktop_desk.domain.operations import Change, ChangeTicket, TicketField
from desktop_desk.domain.ticket import Priority
from desktop_desk.services.reader import Opening
from desktop_desk.services.sweep import sweep
from desktop_desk.storage.errors import ReadOnlyStore
from desktop_desk.text import Words
from desktop_desk.ui import rail
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.main_window import MainWindow
from desktop_desk.ui.preferences import Preferences, of_file
from desktop_desk.ui.states import support_state, worker_state
from desktop_desk.ui.tasks import Tasks
from desktop_desk.ui.views.ticket_editor import TicketEditor
from desktop_desk.ui.widgets.empty_state import EmptyState
from tests.support.accessibility import assert_named
from tests.support.desks import MONDAY, SmallDesk, small_desk

FR = Words("fr")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def window(qtbot) -> MainWindow:
    made = MainWindow(FR)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def filled(qtbot, window: MainWindow, desk: SmallDesk) -> Iterator[MainWindow]:
    desk.ticket("Caisse 2 bloquée", priority=Priority.CRITICAL)
    desk.clock.forward(61)
    sweep(desk.opened.store, desk.opened.bus, desk.clock.now)
    tasks, bridge = Tasks(), Bridge(desk.opened.bus)
    window.attach(Context(desk.session, FR, tasks, bridge, desk.session.tz))
    late = partial(window.rail.button, rail.QUEUE)  # told by the pulse, which comes after the lines
    qtbot.waitUntil(lambda: "en retard" in late().accessibleName() and tasks.idle, timeout=5000)
    assert window.queue.model.rowCount() == 1
    yield window
    if window.tickets is not None:
        window.tickets.close_all()
    window.hide()
    bridge.stop()
    tasks.stop()


def test_it_is_painted_with_no_desk(qtbot, window: MainWindow) -> None:
    assert not window.grab().isNull()
    assert window.context is None
    assert_named(window)
    window.go(rail.DASHBOARD)
    window.undo()
    assert window.shown_page == rail.QUEUE


def test_a_desk_fills_it(filled: MainWindow) -> None:
    assert "1 en retard" in filled.rail.button(rail.QUEUE).accessibleName()
    assert filled.top_bar.support.words().startswith("Support ouvert · ferme à")
    assert "Local" not in filled.top_bar.store.words()
    assert "desk.sqlite3" in filled.top_bar.store.words()
    assert_named(filled)


def test_the_rail_and_the_keys_lead_to_the_pages(qtbot, filled: MainWindow) -> None:
    QTest.mouseClick(filled.rail.button(rail.DASHBOARD), Qt.MouseButton.LeftButton)
    assert filled.shown_page == rail.DASHBOARD
    filled.activateWindow()
    QTest.keyClick(filled, Qt.Key.Key_G)
    QTest.keyClick(filled, Qt.Key.Key_Q)
    assert filled.shown_page == rail.QUEUE
    qtbot.waitUntil(lambda: filled.context is not None and filled.context.tasks.idle)


def test_what_was_done_is_said_and_undone_in_words(qtbot, filled: MainWindow, desk: SmallDesk) -> None:
    (ticket_id,) = desk.session.ids(desk.session.query())
    view = desk.session.ticket(ticket_id)
    assert view is not None
    change = ChangeTicket(ticket=view.ticket.uid, changes=(Change(TicketField.PRIORITY, "low"),))
    desk.session.apply(change)
    filled.say_done("Priorité basse.", change.uid)
    assert not filled.strip.isHidden()
    filled.undo()
    qtbot.waitUntil(lambda: filled.strip.text().startswith("Annulé"), timeout=5000)
    assert filled.strip.text() == "Annulé sur le ticket 1\u202f: priorité critique"
    filled.redo()
    qtbot.waitUntil(lambda: filled.strip.text().startswith("Rétabli"), timeout=5000)
    assert "priorité basse" in filled.strip.text()
    filled.undo([change.uid])


def test_a_failing_job_is_said_in_red_until_it_is_well(qtbot, filled: MainWindow, desk: SmallDesk) -> None:
    desk.opened.bus.publish(JobFailed("sweep", "Le disque est plein."))
    qtbot.waitUntil(lambda: "Le disque est plein." in filled.top_bar.worker.words())
    assert filled.strip.text() == "Le disque est plein."
    desk.opened.bus.publish(Swept(desk.clock.now, None))
    qtbot.waitUntil(lambda: filled.top_bar.worker.words().startswith("Dernier contrôle"))


def test_a_desk_that_cannot_be_opened_is_said_in_place(qtbot, window: MainWindow) -> None:
    window.show_problem(ReadOnlyStore(path="desk.sqlite3"))
    assert_named(window)
    with qtbot.waitSignal(window.retry_asked):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)


def test_closing_is_a_wish(qtbot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.close_asked):
        window.close()
    assert window.isVisible()


def test_its_place_is_remembered(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    kept = of_file(path)
    first = MainWindow(FR, kept)
    qtbot.addWidget(first)
    first.show()
    first.setGeometry(10, 20, 840, 600)
    first.remember_place()
    again = of_file(path).settings.window
    assert (again.width, again.height) == (840, 600)


def test_a_place_no_screen_shows_is_not_used(qtbot) -> None:
    lost = UserSettings(window=WindowSettings(x=90_000, y=90_000, width=900, height=700))
    made = MainWindow(FR, Preferences(lost))
    qtbot.addWidget(made)
    assert made.x() < 80_000


def test_a_ticket_has_one_window(qtbot, filled: MainWindow, desk: SmallDesk) -> None:
    (ticket_id,) = desk.session.ids(desk.session.query())
    filled.open_ticket(ticket_id)
    filled.open_ticket(ticket_id)
    assert filled.tickets is not None
    (ticket_window,) = filled.tickets.all()
    qtbot.waitUntil(lambda: ticket_window.editor.page is not None, timeout=5000)
    ticket_window.close()
    assert filled.tickets.all() == []


def test_support_in_words(desk: SmallDesk) -> None:
    tz = desk.session.tz
    shut = Opening(open=True, changes_at=from_iso("2026-11-23T16:00:00Z"))
    assert support_state(shut, MONDAY, tz, FR).tip == "Support ouvert · ferme à 17\u00a0h"
    opens = Opening(open=False, changes_at=from_iso("2026-11-24T07:00:00Z"))
    assert support_state(opens, MONDAY, tz, FR).rest == "ouvre demain mardi, 8\u00a0h"
    assert support_state(Opening(open=True, changes_at=None), MONDAY, tz, FR).rest == ""


def test_the_worker_in_words() -> None:
    assert worker_state(None, "", MONDAY, FR).strong == "Vérification…"
    fresh = worker_state(plus(MONDAY, -MINUTE // 5), "", MONDAY, FR)
    assert (fresh.strong, fresh.tone) == ("Vérifié il y a 12\u00a0s", "text")
    old = worker_state(plus(MONDAY, -2 * MINUTE), "", MONDAY, FR)
    assert old.tone == "danger_text"
    assert "ne sont pas surveillées" in old.tip


def test_beside_an_empty_list_the_pane_says_nothing(qtbot, filled: MainWindow, desk: SmallDesk) -> None:
    qtbot.waitUntil(lambda: filled.findChild(TicketEditor) is not None, timeout=5000)
    editor = filled.findChild(TicketEditor)
    assert editor is not None
    qtbot.waitUntil(lambda: editor.page is not None, timeout=5000)
    filled.queue.search("nothing is called so")
    qtbot.waitUntil(lambda: not filled.queue.model.ids and editor.page is None, timeout=5000)
    assert not [one for one in editor.findChildren(EmptyState) if one.isVisible()]
    filled.queue.search("")
    qtbot.waitUntil(lambda: editor.page is not None, timeout=5000)
