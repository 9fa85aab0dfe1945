"""Something that answers where a desk looks for its server, and writes down what it is told."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ASK_IN_CLEAR = struct.pack("!cII", b"R", 8, 3)


class Impostor:
    """Speaks PostgreSQL as far as the password, asked for in clear, and refuses it with ``words``.

    ``certificate`` and its key: it encrypts, if its caller lets it.
    """

    def __init__(self, certificate: tuple[Path, Path] | None, words: str) -> None:
        self.heard = b""
        """What came after the caller was content with who answers."""
        self.calls = 0
        self._context = None
        self._words = words
        if certificate is not None:
            self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self._context.load_cert_chain(*certificate)
        self._listens = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listens.getsockname()[1]
        self._thread = threading.Thread(target=self._answer, name="impostor", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Answer no more."""
        self._listens.shutdown(socket.SHUT_RDWR)
        self._listens.close()
        self._thread.join(5)

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._listens.accept()
                self.calls += 1
                caller.settimeout(5)
                with suppress(OSError), caller:  # one that is not content hangs up
                    self._speak(caller)

    def _speak(self, caller: socket.socket) -> None:
        caller.recv(8)  # may it be encrypted?
        if self._context is None:
            caller.sendall(b"N")
        else:
            caller.sendall(b"S")
            caller = self._context.wrap_socket(caller, server_side=True)
        with caller:
            self._hear(caller)
            caller.sendall(_ASK_IN_CLEAR)
            self._hear(caller)
            fields = b"".join(
                mark + text.encode() + b"\0"
                for mark, text in ((b"S", "FATAL"), (b"C", "28P01"), (b"M", self._words))
            )
            caller.sendall(struct.pack("!cI", b"E", len(fields) + 5) + fields + b"\0")

    def _hear(self, caller: socket.socket) -> None:
        said = caller.recv(1 << 16)
        self.heard += said
        if not said:
            raise ConnectionResetError


@contextmanager
def impostor(certificate: tuple[Path, Path] | None = None, words: str = "no") -> Iterator[Impostor]:
    """One that answers until the end of the block."""
    answering = Impostor(certificate, words)
    try:
        yield answering
    finally:
        answering.close()
