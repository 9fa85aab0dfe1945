"""The part of a Linux desktop that the program speaks to: notifications and the host of tray icons.

Runs as a program of its own on the session bus, as a real desktop does. Each thing it is told becomes a JSON
line on its output; each line on its input makes it do what a person would (see ``Desktop.act``). It is as
strict as the strictest desktops: a call with another signature is refused, and a hint of another type than
the specification gives is passed over (and told under ``wrong_hints``).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import threading
from typing import Any
from xml.etree import ElementTree as ET

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import MatchRule, message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NAMES = ("org.freedesktop.Notifications", "org.kde.StatusNotifierWatcher")
NOTIFICATIONS = DBusAddress("/org/freedesktop/Notifications", NAMES[0], NAMES[0])
WATCHER = DBusAddress("/StatusNotifierWatcher", NAMES[1], NAMES[1])
PROPERTIES = "org.freedesktop.DBus.Properties"
ITEM = "org.kde.StatusNotifierItem"

CAPABILITIES = ["actions", "body", "body-markup", "icon-static", "persistence"]
HINTS = {
    "action-icons": "b",
    "category": "s",
    "desktop-entry": "s",
    "image-data": "(iiibiiay)",
    "image-path": "s",
    "resident": "b",
    "sound-file": "s",
    "sound-name": "s",
    "suppress-sound": "b",
    "transient": "b",
    "urgency": "y",
    "x": "i",
    "y": "i",
}
CLOSED_BY_PERSON, CLOSED_BY_PROGRAM = 2, 3


class Refusal(Exception):
    """A call that a strict desktop does not accept; the text says why."""


class Desktop:
    """What stands on the desktop: the notifications shown and the tray icons."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self._sending = threading.Lock()
        self._shown: dict[int, bool] = {}  # id: whether it stays after an action
        self._last_id = 0
        self._items: dict[str, str] = {}  # bus name of the owner: the name it registered

    def serve(self) -> None:
        """Answer calls until the bus goes away."""
        with contextlib.suppress(ConnectionResetError):
            while True:
                message = self._connection.receive()
                if message.header.message_type == MessageType.method_call:
                    self._answer(message)
                elif message.header.message_type == MessageType.signal:
                    self._notice(message)

    def act(self, order: dict[str, Any]) -> None:
        """Do what a person does: press a button of a notification, or dismiss it."""
        number = int(order["id"])
        if "action" in order:
            self._signal(NOTIFICATIONS, "ActivationToken", "us", (number, f"token-{number}"))
            self._signal(NOTIFICATIONS, "ActionInvoked", "us", (number, order["action"]))
        if not self._shown.get(number, False):
            self._close(number, int(order.get("reason", CLOSED_BY_PERSON)))

    def _answer(self, call: Message) -> None:
        fields = call.header.fields
        member = fields.get(HeaderFields.member)
        handler = _METHODS.get((str(fields.get(HeaderFields.interface)), str(member)), Desktop._unknown)
        try:
            signature, body = handler(self, call)
        except Refusal as refusal:
            tell(event="refused", method=member, why=str(refusal))
            reply = new_error(call, "org.freedesktop.DBus.Error.InvalidArgs", "s", (str(refusal),))
        else:
            reply = new_method_return(call, signature, body)
        self._send(reply)

    def _notice(self, signal: Message) -> None:
        """Follow the tray icons: what they change, and that their program ended."""
        fields = signal.header.fields
        sender, member = str(fields.get(HeaderFields.sender)), str(fields.get(HeaderFields.member))
        if member == "NameOwnerChanged":
            name, _old, new = signal.body
            if not new and name in self._items:
                service = self._items.pop(name)
                self._signal(WATCHER, "StatusNotifierItemUnregistered", "s", (service,))
                tell(event="tray-gone", service=service)
        elif fields.get(HeaderFields.interface) == ITEM and sender in self._items:
            tell(event="tray-changed", service=self._items[sender], what=member.removeprefix("New"))

    def _notify(self, call: Message) -> tuple[str, tuple[Any, ...]]:
        signature = call.header.fields.get(HeaderFields.signature)
        if signature != "susssasa{sv}i":
            raise Refusal(f"Notify takes susssasa{{sv}}i, not {signature}")
        app, replaces, icon, summary, body, actions, hints, timeout = call.body
        if len(actions) % 2:
            raise Refusal("actions come in pairs of key and label")
        if not summary:
            raise Refusal("a notification needs a summary")
        if not replaces:
            self._last_id += 1
        number = replaces or self._last_id
        wrong = [name for name, (kind, _value) in hints.items() if HINTS.get(name, kind) != kind]
        plain = {name: value for name, (_, value) in hints.items() if name not in {"image-data", *wrong}}
        self._shown[number] = bool(plain.get("resident", False))
        labels = dict(zip(actions[::2], actions[1::2], strict=True))
        shown = {"app": app, "replaces": replaces, "icon": icon, "summary": summary, "body": body}
        shown |= {"actions": labels, "hints": plain, "wrong_hints": wrong, "timeout": timeout}
        tell(event="notify", id=number, well_formed=_is_markup(body), **shown)
        return "u", (number,)

    def _unknown(self, call: Message) -> tuple[str, tuple[Any, ...]]:
        raise Refusal(f"no method {call.header.fields.get(HeaderFields.member)}")

    def _close_notification(self, call: Message) -> tuple[str, tuple[Any, ...]]:
        self._close(call.body[0], CLOSED_BY_PROGRAM)
        return "", ()

    def _capabilities(self, _call: Message) -> tuple[str, tuple[Any, ...]]:
        return "as", (CAPABILITIES,)

    def _server_information(self, _call: Message) -> tuple[str, tuple[Any, ...]]:
        return "ssss", ("Test desktop", "Desktop Desk", "1.0", "1.2")

    def _register_item(self, call: Message) -> tuple[str, tuple[Any, ...]]:
        sender = str(call.header.fields.get(HeaderFields.sender))
        service = call.body[0]
        self._items[sender] = service
        self._signal(WATCHER, "StatusNotifierItemRegistered", "s", (service,))
        path = service if service.startswith("/") else "/StatusNotifierItem"
        tell(event="tray-item", service=service, bus_name=sender, path=path)
        return "", ()

    def _register_host(self, _call: Message) -> tuple[str, tuple[Any, ...]]:
        return "", ()

    def _get(self, call: Message) -> tuple[str, tuple[Any, ...]]:
        interface, name = call.body
        if interface != WATCHER.interface or name not in self._properties():
            raise Refusal(f"no property {interface}.{name}")
        return "v", (self._properties()[name],)

    def _get_all(self, _call: Message) -> tuple[str, tuple[Any, ...]]:
        return "a{sv}", (self._properties(),)

    def _properties(self) -> dict[str, tuple[str, Any]]:
        return {
            "IsStatusNotifierHostRegistered": ("b", True),
            "ProtocolVersion": ("i", 0),
            "RegisteredStatusNotifierItems": ("as", list(self._items.values())),
        }

    def _close(self, number: int, reason: int) -> None:
        if self._shown.pop(number, None) is None:
            raise Refusal(f"no notification {number}")
        self._signal(NOTIFICATIONS, "NotificationClosed", "uu", (number, reason))
        tell(event="closed", id=number, reason=reason)

    def _signal(self, emitter: DBusAddress, member: str, signature: str, body: tuple[Any, ...]) -> None:
        self._send(new_signal(emitter, member, signature, body))

    def _send(self, message: Message) -> None:
        with self._sending:
            self._connection.send(message)


_METHODS = {
    (str(NOTIFICATIONS.interface), "Notify"): Desktop._notify,
    (str(NOTIFICATIONS.interface), "CloseNotification"): Desktop._close_notification,
    (str(NOTIFICATIONS.interface), "GetCapabilities"): Desktop._capabilities,
    (str(NOTIFICATIONS.interface), "GetServerInformation"): Desktop._server_information,
    (str(WATCHER.interface), "RegisterStatusNotifierItem"): Desktop._register_item,
    (str(WATCHER.interface), "RegisterStatusNotifierHost"): Desktop._register_host,
    (PROPERTIES, "Get"): Desktop._get,
    (PROPERTIES, "GetAll"): Desktop._get_all,
}


def tell(**event: Any) -> None:
    """Write one event for the test to read."""
    sys.stdout.write(json.dumps(event, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _is_markup(body: str) -> bool:
    """Whether a body can be shown: its ``<`` and ``&`` are markup or are escaped."""
    try:
        ET.fromstring(f"<body>{body}</body>")
    except ET.ParseError:
        return False
    return True


def _listen(desktop: Desktop) -> None:
    for line in sys.stdin:
        try:
            desktop.act(json.loads(line))
        except Refusal as refusal:
            tell(event="refused", method="act", why=str(refusal))


def main() -> None:
    """Take the names of a desktop on the session bus and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--no-tray", action="store_true")
    parser.add_argument("--no-notifications", action="store_true")
    options = parser.parse_args()
    connection = open_dbus_connection("SESSION")
    for rule in (
        MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged"),
        MatchRule(type="signal", interface=ITEM),
    ):
        connection.send_and_get_reply(message_bus.AddMatch(rule))
    absent = (options.no_notifications, options.no_tray)
    for name in (name for name, left_out in zip(NAMES, absent, strict=True) if not left_out):
        connection.send_and_get_reply(message_bus.RequestName(name))
    desktop = Desktop(connection)
    threading.Thread(target=_listen, args=(desktop,), name="orders", daemon=True).start()
    tell(event="ready")
    desktop.serve()


if __name__ == "__main__":
    main()
