"""Notifications of a Linux desktop (org.freedesktop.Notifications 1.2), with buttons, on a thread of its own.

Qt's own way sends integers of the wrong type over D-Bus, which strict desktops refuse.
"""

from __future__ import annotations

import html
import logging
import queue
import threading
import time
from typing import Any, Final

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.threading import DBusConnection, ReceiveStopped, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg
from PySide6.QtCore import QObject, Signal

from desktop_desk.paths import resources_dir
from desktop_desk.ui.alert_words import OPEN, Notice

APP: Final = "Desktop Desk"
_NAME: Final = "org.freedesktop.Notifications"
_SERVICE: Final = DBusAddress("/org/freedesktop/Notifications", _NAME, _NAME)
_REPLY_S: Final = 3.0
_ANSWERS: Final = {MessageType.method_return, MessageType.error}
_BROKEN: Final = (OSError, EOFError, KeyError, ValueError, TimeoutError, DBusErrorResponse)
"""What a bus that is absent, gone or out of order raises, from the socket up."""

_log = logging.getLogger(__name__)


class BusNotifier(QObject):
    """``acted`` (ticket id or ``None``, action) on a click; ``refused`` (the notice) when nobody shows it."""

    acted = Signal(object, str)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None, *, sound: bool = True) -> None:
        super().__init__(parent)
        self.sound = sound
        self._inbox: queue.SimpleQueue[Notice | None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._connection: DBusConnection | None = None
        self._able: frozenset[str] = frozenset()
        self._shown: dict[int, int | None] = {}
        self._waiting: list[Message] = []
        self._thread = threading.Thread(target=self._serve, name="notifications", daemon=True)
        self._thread.start()

    def show(self, notice: Notice) -> None:
        """Show it, in place of an older one of the same ticket."""
        self._post(notice)

    def stop(self) -> None:
        """Say nothing more."""
        self._post(None)
        self._thread.join(_REPLY_S)

    def _post(self, notice: Notice | None) -> None:
        self._inbox.put(notice)
        with self._guard:
            if self._connection is not None:
                self._connection.interrupt()

    def _serve(self) -> None:
        while True:
            notice = self._next()
            if notice is None:
                self._disconnect()
                return
            try:
                self._notify(notice)
            except _BROKEN as error:
                _log.info("no notification service: %s", error)
                self._disconnect()
                self.refused.emit(notice)

    def _next(self) -> Notice | None:
        """The next thing to show; signals of the desktop are heard meanwhile."""
        while True:
            if self._connection is None:
                return self._inbox.get()
            try:
                return self._inbox.get_nowait()
            except queue.Empty:
                pass
            try:
                for message in self._waiting:
                    self._hear(message)
                self._waiting.clear()
                self._hear(self._connection.receive())
            except ReceiveStopped:
                self._connection.reset_interrupt()
            except _BROKEN:
                self._disconnect()

    def _connect(self) -> DBusConnection:
        if self._connection is not None:
            return self._connection
        connection = open_dbus_connection("SESSION")
        with self._guard:
            self._connection = connection
        for signal in ("ActionInvoked", "NotificationClosed"):
            self._call(message_bus.AddMatch(MatchRule(type="signal", interface=_NAME, member=signal)))
        self._able = frozenset(self._call(new_method_call(_SERVICE, "GetCapabilities"))[0])
        return connection

    def _disconnect(self) -> None:
        with self._guard:
            connection, self._connection = self._connection, None
            self._shown.clear()
            self._waiting.clear()
            if connection is not None:
                connection.close()

    def _notify(self, notice: Notice) -> None:
        self._connect()
        actions = [word for pair in notice.actions for word in pair] if "actions" in self._able else []
        body = html.escape(notice.body, quote=False) if "body-markup" in self._able else notice.body
        hints: dict[str, tuple[str, Any]] = {
            "urgency": ("y", 1),
            "category": ("s", "x-desktop-desk.promise"),
            "desktop-entry": ("s", "desktop-desk"),
            "suppress-sound": ("b", not self.sound),
        }
        if self.sound:
            hints["sound-name"] = ("s", "message-new-instant")
        icon = (resources_dir() / "icons" / "desktop-desk.svg").as_uri()
        replaces = next((n for n, ticket in self._shown.items() if ticket == notice.ticket_id), 0)
        call = (APP, replaces, icon, notice.title, body, actions, hints, -1)
        number = self._call(new_method_call(_SERVICE, "Notify", "susssasa{sv}i", call))[0]
        self._shown[number] = notice.ticket_id

    def _call(self, message: Message) -> tuple[Any, ...]:
        """A call and its answer; what else arrives is kept for later."""
        connection = self._connection
        assert connection is not None
        serial = next(connection.outgoing_serial)
        connection.send(message, serial=serial)
        until = time.monotonic() + _REPLY_S
        while True:
            try:
                answer = connection.receive(timeout=max(0.0, until - time.monotonic()))
            except ReceiveStopped:  # more to show: after this one
                connection.reset_interrupt()
                continue
            header = answer.header
            if header.message_type in _ANSWERS and header.fields.get(HeaderFields.reply_serial) == serial:
                return unwrap_msg(answer) or ()
            self._waiting.append(answer)

    def _hear(self, message: Message) -> None:
        member = message.header.fields.get(HeaderFields.member)
        if message.header.message_type != MessageType.signal or message.body[:1] == ():
            return
        number = message.body[0]
        if number not in self._shown:
            return  # another program's
        if member == "ActionInvoked":
            self.acted.emit(self._shown[number], str(message.body[1]) or OPEN)
        elif member == "NotificationClosed":
            del self._shown[number]
