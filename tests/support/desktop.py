"""A test's view of the desktop in ``fake_desktop.py``: what it was told, and what a person does on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

Event = dict[str, Any]


class NotificationService:
    """The desktop's notifications and tray icons."""

    def __init__(self, orders: IO[str], address: str) -> None:
        self._orders = orders
        self._address = address
        self._told: list[Event] = []
        self._taken: set[int] = set()
        self._news = threading.Condition()

    @property
    def events(self) -> list[Event]:
        """Everything the desktop was told so far, oldest first, also what ``wait`` has given."""
        with self._news:
            return [*self._told]

    def follow(self, output: IO[str]) -> None:
        """Note the desktop's events until it ends."""
        for line in output:
            with self._news:
                self._told.append(json.loads(line))
                self._news.notify_all()

    def wait(self, event: str, timeout: float = 5.0, **fields: object) -> Event:
        """The oldest event of a kind, with these fields, that no earlier call has given.

        Raises:
            AssertionError: none came within ``timeout`` seconds; the message lists what came instead.
        """
        until = time.monotonic() + timeout
        wanted = {"event": event, **fields}
        with self._news:
            while True:
                for place, told in enumerate(self._told):
                    if place not in self._taken and wanted.items() <= told.items():
                        self._taken.add(place)
                        return told
                if not self._news.wait(until - time.monotonic()):
                    raise AssertionError(f"no {wanted} within {timeout} s, but {self._told}")

    def quiet(self, event: str, during: float = 0.5) -> None:
        """Assert that no event of a kind comes within ``during`` seconds, beyond those ``wait`` gave."""
        try:
            came = self.wait(event, during)
        except AssertionError:
            return
        raise AssertionError(f"unexpected: {came}")

    def invoke(self, notification: int, action: str = "default") -> None:
        """Click a notification (``default``) or one of its buttons."""
        self._order(id=notification, action=action)

    def dismiss(self, notification: int) -> None:
        """Close a notification as a person does."""
        self._order(id=notification)

    def tray_property(self, name: str) -> Any:
        """What the tray icon says of itself: ``Title``, ``ToolTip``, ``Status``, ``IconPixmap``…"""
        return self._ask(Properties(self._item()).get(name))[0][1]

    def click_tray(self) -> None:
        """Click the tray icon."""
        self._ask(new_method_call(self._item(), "Activate", "ii", (0, 0)))

    def _item(self) -> DBusAddress:
        item = [told for told in self.events if told["event"] == "tray-item"][-1]
        return DBusAddress(item["path"], item["bus_name"], "org.kde.StatusNotifierItem")

    def _ask(self, call: Any) -> Any:
        with open_dbus_connection(self._address) as connection:
            return unwrap_msg(connection.send_and_get_reply(call, timeout=5))

    def _order(self, **order: object) -> None:
        self._orders.write(json.dumps(order) + "\n")
        self._orders.flush()


@contextmanager
def running_desktop(
    address: str, *, tray: bool = True, notifications: bool = True
) -> Iterator[NotificationService]:
    """Start a desktop on the bus at ``address``, with or without its two parts, and end it."""
    command = [sys.executable, str(Path(__file__).with_name("fake_desktop.py"))]
    command += [] if tray else ["--no-tray"]
    command += [] if notifications else ["--no-notifications"]
    environment = os.environ | {"DBUS_SESSION_BUS_ADDRESS": address}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        service = NotificationService(process.stdin, address)
        reader = threading.Thread(target=service.follow, args=(process.stdout,), name="desktop")
        reader.start()
        try:
            service.wait("ready")
            yield service
        finally:
            process.terminate()
            reader.join()
