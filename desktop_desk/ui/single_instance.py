"""One window a desk: a second start hands its wish to the first and leaves.

The second start speaks plain bytes to the first's local socket, so it needs no Qt and no window;
the first listens with Qt once its own window is painted.
"""

from __future__ import annotations

import getpass
import os
import sys
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

HEARD: Final = b"heard\n"
PATIENCE_S: Final = 2.0
"""How long the first is given to say that it has heard; it may be busy opening its file."""
MOST_BYTES: Final = 64_000


def address(store: str) -> str:
    """The socket of the desk of ``store`` for this user: a path, or a pipe's name on Windows."""
    named = f"{getpass.getuser()}\0{store}".encode()
    digest = f"{zlib.crc32(named):08x}{zlib.adler32(named):08x}"  # tells a person's few desks apart
    if sys.platform == "win32":
        return rf"\\.\pipe\desktop-desk-{digest}"
    folder = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    return str(Path(folder) / f"desktop-desk-{digest}")


def hand_over(where: str, wish: Mapping[str, str]) -> bool:
    """Tell the first instance what is wanted; false when there is none that listens."""
    by_pipe = sys.platform == "win32"
    if not by_pipe and not Path(where).exists():
        return False
    import json  # noqa: PLC0415 - only where somebody may be listening

    line = json.dumps(wish).encode() + b"\n"
    try:
        return _hand_over_by_pipe(where, line) if by_pipe else _hand_over_by_socket(where, line)
    except OSError:
        return False


def _hand_over_by_socket(where: str, line: bytes) -> bool:
    import socket  # noqa: PLC0415 - only where somebody may be listening

    with socket.socket(socket.AF_UNIX) as first:
        first.settimeout(PATIENCE_S)
        first.connect(where)
        first.sendall(line)
        return first.recv(len(HEARD)) == HEARD


def _hand_over_by_pipe(where: str, line: bytes) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows alone

        # Windows lets only the program in front bring another to the front, or whom that one allows.
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
    with open(where, "r+b", buffering=0) as first:  # noqa: PTH123 - a pipe is no path
        first.write(line)
        return first.read(len(HEARD)) == HEARD


class Listener(QObject):
    """Hears second starts; ``asked`` with their wish, a dict of texts."""

    asked = Signal(dict)

    def __init__(self, where: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._where = where
        self._server: QLocalServer | None = None

    def listen(self) -> bool:
        """Begin; a socket that a crash left behind is taken over. False when another one listens."""
        if self._server is not None:
            return True
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the first painting

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        if not server.listen(self._where):
            if hand_over(self._where, {}):
                return False
            QLocalServer.removeServer(self._where)
            if not server.listen(self._where):
                return False
        self._server = server
        return True

    def move(self, where: str) -> None:
        """Hear those who start elsewhere from now on, once :meth:`listen` is called again."""
        self.stop()
        self._where = where

    def stop(self) -> None:
        """Hear nobody more."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _on_connection(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.readyRead.connect(lambda caller=caller: self._read(caller))
            caller.disconnected.connect(caller.deleteLater)
            self._read(caller)

    def _read(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > MOST_BYTES:
                caller.abort()
            return
        import json  # noqa: PLC0415 - as above

        try:
            wish = json.loads(bytes(caller.readLine().data()))
        except ValueError:
            caller.abort()
            return
        caller.write(HEARD)
        caller.flush()
        caller.disconnectFromServer()
        if isinstance(wish, dict):
            self.asked.emit({str(key): str(value) for key, value in wish.items()})
