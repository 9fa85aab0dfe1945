"""The screen, the bus and the desktop that other tests lean on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from jeepney import new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

from tests.support.desktop import NotificationService
from tests.support.fake_desktop import NOTIFICATIONS
from tests.support.screen import Screen, running_screen

_WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("Desk")
label.setStyleSheet("background: #204060")
label.resize(300, 200)
label.show()
for _ in range(20): application.processEvents()
screen = application.primaryScreen()
colour = screen.grabWindow(label.winId(), 5, 5, 1, 1).toImage().pixelColor(0, 0).name()
print(application.platformName(), screen.size().width(), colour)
"""
_TRAY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
application = QApplication([])
picture = QPixmap(16, 16)
picture.fill(QColor("teal"))
tray = QSystemTrayIcon(QIcon(picture))
tray.setToolTip("Desktop Desk - 3")
tray.show()
tray.activated.connect(lambda reason: (print(reason.name, flush=True), tray.showMessage("At risk", "T-42")))
tray.messageClicked.connect(lambda: (print("opened", flush=True), application.quit()))
QTimer.singleShot(10000, application.quit)
application.exec()
"""


def notify(address: str, signature: str = "susssasa{sv}i", **changes: Any) -> int:
    """Show a notification as the program does; give its number."""
    fields = {"app": "Desk", "replaces": 0, "icon": "", "summary": "Late", "body": "T-42"}
    fields |= {"actions": ["default", "Open"], "hints": {"urgency": ("y", 2)}, "timeout": -1} | changes
    call = new_method_call(NOTIFICATIONS, "Notify", signature, tuple(fields.values()))
    with open_dbus_connection(address) as connection:
        number: int = unwrap_msg(connection.send_and_get_reply(call))[0]
    return number


def test_a_real_window_is_painted_on_the_screen(screen: Screen):
    command = [sys.executable, "-c", _WINDOW]
    told = subprocess.run(command, env=screen.environment, capture_output=True, text=True, check=True).stdout
    assert told.split() == ["xcb", "1600", "#204060"]


def test_two_screens_do_not_collide(screen: Screen):
    with running_screen(800, 600) as other:
        assert other.display != screen.display


def test_a_notification_is_noted_and_comes_back(session_bus: str, notification_service: NotificationService):
    number = notify(session_bus, body="T-42 &lt;urgent&gt;")
    noted = notification_service.wait("notify", id=number)
    assert noted["summary"] == "Late"
    assert noted["actions"] == {"default": "Open"}
    assert (noted["hints"], noted["wrong_hints"]) == ({"urgency": 2}, [])
    assert noted["well_formed"]
    notification_service.invoke(number)
    assert notification_service.wait("closed")["id"] == number
    notification_service.quiet("notify", 0.2)


def test_a_notification_is_replaced_and_dismissed(
    session_bus: str, notification_service: NotificationService
):
    first = notify(session_bus)
    assert notify(session_bus, replaces=first, body="a < b") == first
    notification_service.wait("notify", replaces=0)
    assert not notification_service.wait("notify", replaces=first)["well_formed"]
    notification_service.dismiss(first)
    notification_service.wait("closed", id=first)
    notification_service.dismiss(first)
    assert f"no notification {first}" in notification_service.wait("refused")["why"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"signature": "sisssasa{sv}i"}, "Notify takes susssasa{sv}i"),
        ({"actions": ["default"]}, "pairs"),
        ({"summary": ""}, "summary"),
    ],
)
def test_a_desktop_refuses_what_strict_ones_refuse(
    session_bus: str, notification_service: NotificationService, change: dict[str, Any], why: str
):
    with pytest.raises(DBusErrorResponse, match="InvalidArgs"):
        notify(session_bus, **change)
    assert why in notification_service.wait("refused")["why"]


def test_waiting_in_vain_says_what_came(session_bus: str, notification_service: NotificationService):
    notify(session_bus)
    with pytest.raises(AssertionError, match="T-42"):
        notification_service.wait("tray-item", timeout=0.3)
    with pytest.raises(AssertionError, match="unexpected"):
        notification_service.quiet("notify", 0.3)


def test_a_desktop_may_lack_notifications(
    session_bus: str, start_desktop: Callable[..., NotificationService]
):
    start_desktop(notifications=False)
    with pytest.raises(DBusErrorResponse, match="ServiceUnknown"):
        notify(session_bus)


def test_the_tray_icon_of_qt_is_seen_clicked_and_missed(
    notification_service: NotificationService, screen: Screen
):
    command = [sys.executable, "-c", _TRAY]
    with subprocess.Popen(command, env=screen.environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        notification_service.wait("tray-item", timeout=10)
        assert notification_service.tray_property("ToolTip")[2] == "Desktop Desk - 3"
        notification_service.click_tray()
        assert program.stdout.readline() == "Trigger\n"
        noted = notification_service.wait("notify", summary="At risk")
        assert noted["wrong_hints"] == ["urgency"]  # Qt sends an int where a byte is asked
        notification_service.invoke(noted["id"])
        assert program.stdout.readline() == "opened\n"
    notification_service.wait("tray-gone")
