"""A key store that is none, as the package ``keyrings.alt`` brings one: each password in a readable file."""

from __future__ import annotations

import configparser
from base64 import b64decode, b64encode
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.util import platform_


class PlaintextKeyring(KeyringBackend):
    """Base64 is no encryption; more wanted than any other, so that only a refusal keeps it out."""

    priority = 9

    @property
    def file(self) -> Path:
        return Path(platform_.data_root()) / "keyring_pass.cfg"

    def get_password(self, service: str, username: str) -> str | None:
        held = self._read().get(service, username, fallback=None)
        return None if held is None else b64decode(held).decode()

    def set_password(self, service: str, username: str, password: str) -> None:
        held = self._read()
        if not held.has_section(service):
            held.add_section(service)
        held.set(service, username, b64encode(password.encode()).decode())
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("w", encoding="utf-8") as file:
            held.write(file)

    def _read(self) -> configparser.RawConfigParser:
        held = configparser.RawConfigParser()
        held.read(self.file, encoding="utf-8")
        return held
