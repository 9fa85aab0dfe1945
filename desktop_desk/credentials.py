"""How a person comes into a shared desk: the name and password typed, else those the key store keeps."""

from __future__ import annotations

from dataclasses import replace

from desktop_desk.domain.shared import SharedPlace
from desktop_desk.keystore import KeyStore, Memory


class Credentials:
    """For one place, in one run of the program. Its methods may wait for the key store's owner."""

    def __init__(self, place: SharedPlace) -> None:
        self.place = place
        self.keys = KeyStore()
        self._typed = Memory()

    def password(self) -> str | None:
        """The password of ``place.user``; ``None`` leaves it to the driver (PGPASSFILE) and the server."""
        name, user = self.place.name, self.place.user
        typed = self._typed.get(name, user)
        return self.keys.get(name, user) if typed is None else typed

    def typed(self, user: str, password: str) -> None:
        """Come in so from now on."""
        self.place = replace(self.place, user=user)
        self._typed.put(self.place.name, user, password)

    def keep(self) -> None:
        """Let the key store keep what was typed, now that it was good. Raises ``KeyStoreTrouble``."""
        typed = self._typed.get(self.place.name, self.place.user)
        if typed is not None:
            self.keys.put(self.place.name, self.place.user, typed)
