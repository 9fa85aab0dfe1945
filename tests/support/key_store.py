"""The system's own key store on a private bus, with a home of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import secretstorage
from secretstorage.util import DBusAddressWrapper, format_secret, open_session

PASSWORD = "ce que tape la personne en se connectant"
_LOGIN = "/org/freedesktop/secrets/collection/login"
_UNLOCKING = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
_NAMES = {"HOME": "home", "XDG_DATA_HOME": "home/.local/share", "XDG_RUNTIME_DIR": "runtime"}


class KeyStoreService:
    """A running GNOME Keyring; what it writes lies in ``folder``."""

    def __init__(self, folder: Path, daemon: subprocess.Popen[bytes]) -> None:
        self.folder = folder
        self._daemon = daemon

    def lock(self) -> None:
        """Lock it as a person does who leaves the desk."""
        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_default_collection(bus).lock()

    def unlock(self) -> None:
        """Unlock it as a person does who types the password; no window asks for it here."""
        with closing(secretstorage.dbus_init()) as bus:
            typed = format_secret(open_session(bus), PASSWORD.encode(), "text/plain")
            service = DBusAddressWrapper("/org/freedesktop/secrets", _UNLOCKING, bus)
            service.call("UnlockWithMasterPassword", "o(oayays)", _LOGIN, typed)

    def end(self) -> None:
        """End it, as a log-out does."""
        self._daemon.terminate()
        self._daemon.wait()

    def labels(self) -> list[str]:
        """What it calls the things it keeps."""
        with closing(secretstorage.dbus_init()) as bus:
            return [item.get_label() for item in secretstorage.get_default_collection(bus).get_all_items()]


@contextmanager
def running_key_store(bus: str, folder: Path, *, unlocked: bool = True) -> Iterator[KeyStoreService]:
    """Start the key store whose files lie in ``folder`` (a short path) and wait until it answers.

    Without ``unlocked`` nobody has logged in: it is locked, and has no collection when ``folder`` is empty.
    """
    environment = os.environ | {"DBUS_SESSION_BUS_ADDRESS": bus}
    for variable, name in _NAMES.items():
        (folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
        environment[variable] = str(folder / name)
    command = [_program(), "--components=secrets", "--foreground", *(["--unlock"] if unlocked else [])]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    ) as daemon:
        try:
            assert daemon.stdin is not None
            daemon.stdin.write(PASSWORD.encode())
            daemon.stdin.close()
            _wait_for(daemon)
            yield KeyStoreService(folder, daemon)
        finally:
            daemon.terminate()


def _program() -> str:
    program = shutil.which("gnome-keyring-daemon")
    if program is None:
        raise AssertionError("gnome-keyring-daemon is not installed: run `make test` once")
    return program


def _wait_for(daemon: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    with closing(secretstorage.dbus_init()) as bus:
        while not secretstorage.check_service_availability(bus):
            if daemon.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"gnome-keyring-daemon does not answer ({daemon.poll()})")
            time.sleep(0.02)
