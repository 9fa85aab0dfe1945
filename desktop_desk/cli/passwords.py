"""The password of a shared desk on the command line: the key store's, PGPASSFILE's, or typed."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from typing import TypeVar

from desktop_desk.domain.shared import PasswordRefused, SharedPlace
from desktop_desk.keystore import KeyStore
from desktop_desk.text import Words, preferred_language

Opened = TypeVar("Opened")


def let_in(place: SharedPlace, act: Callable[[SharedPlace, Callable[[], str | None]], Opened]) -> Opened:
    """Do something with a shared desk that wants a password; asked for at a terminal where none is known.

    Raises ``DeskError`` subclasses.
    """
    kept = KeyStore().get(place.name, place.user)
    try:
        return act(place, lambda: kept)
    except PasswordRefused:
        if not sys.stdin.isatty():
            raise
    words = Words(preferred_language(os.environ))
    typed = getpass.getpass(words("Password of {user} for {place}: ", user=place.user, place=place.name))
    return act(place, lambda: typed)
