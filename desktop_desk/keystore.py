"""Secrets, kept by the system's own key store and nowhere else.

On Linux the Secret Service (GNOME Keyring, KWallet), on Windows the Credential Manager, on macOS the
Keychain. A back end that would write them in clear or throw them away is refused: what was typed then lives
in :class:`Memory`, for this run of the program.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from typing import TYPE_CHECKING, Final

from desktop_desk.domain.errors import DeskError
from desktop_desk.text import N_

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "Desktop Desk"
"""The name under which the key store shows what is ours."""

_SYSTEMS: Final = frozenset(
    f"keyring.backends.{name}" for name in ("SecretService", "kwallet", "libsecret", "Windows", "macOS")
)
"""Modules of the back ends that speak to a system's key store; any other may write in clear."""

_LEFT_LOCKED: Final = frozenset({"KeyringLocked", "InitError", "LockedException", "PromptDismissedException"})
"""What the libraries raise when a person did not unlock the key store, or not make one when asked."""

_log = logging.getLogger(__name__)


class KeyStoreTrouble(DeskError):
    """The key store did not do what it was asked; what the desk holds is untouched."""

    sentence = N_(
        "The key store of this PC did not answer as it should. Nothing was written anywhere else. "
        "Try again, or go on without it: the password is then asked for at each start."
    )


class KeyStoreLocked(KeyStoreTrouble):
    """Nobody unlocked it."""

    sentence = N_(
        "The key store of this PC stayed locked. What it keeps is safe. "
        "Try again and unlock it, or go on without it: the password is then asked for at each start."
    )


class NoKeyStore(KeyStoreTrouble):
    """There is none, or only one that would write in clear."""

    sentence = N_(
        "This PC has no key store that could keep a password safely. Nothing was written down. "
        "The password is asked for at each start; with GNOME Keyring or KWallet it could be kept."
    )


class Secret:
    """Something that no log and no traceback may show; :meth:`reveal` gives it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The secret itself."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"


class KeyStore:
    """Passwords by place (``srv-01/desk``) and the user's name there.

    A key store may ask the person to unlock it and waits for the answer, so none of this is called on
    the thread of the windows. It is looked for anew each time: it may start after the program.
    """

    def __init__(self) -> None:
        self.problem: KeyStoreTrouble | None = None
        """Why the last :meth:`get` had no answer; ``None`` when the key store was asked and said."""

    @property
    def available(self) -> bool:
        """Whether there is a key store that keeps secrets safely; it may be locked."""
        return _backend() is not None

    @property
    def name(self) -> str:
        """The module that speaks to it, ``keyring.backends.SecretService``; empty where there is none."""
        backend = _backend()
        return "" if backend is None else _module(backend)

    def get(self, place: str, user: str) -> str | None:
        """What is kept, or ``None``; where the key store could not be asked, :attr:`problem` says why."""
        self.problem = None
        try:
            with _told():
                return _needed().get_password(SERVICE, _entry(place, user))
        except KeyStoreTrouble as trouble:
            self.problem = trouble
            return None

    def put(self, place: str, user: str, secret: str) -> None:
        """Keep a secret in place of the one before.

        Raises:
            NoKeyStore: There is no key store, or only one that would write in clear.
            KeyStoreLocked: The person did not unlock it.
            KeyStoreTrouble: It refused for a reason of its own.
        """
        with _told():
            _needed().set_password(SERVICE, _entry(place, user), secret)

    def forget(self, place: str, user: str) -> None:
        """Keep it no longer; nothing happens where nothing was kept. Raises as :meth:`put`."""
        entry = _entry(place, user)
        with _told():
            backend = _needed()
            if backend.get_password(SERVICE, entry) is not None:
                backend.delete_password(SERVICE, entry)


class Memory:
    """Stands for the key store where there is none: what was typed is kept for this run only."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Secret] = {}

    def get(self, place: str, user: str) -> str | None:
        """What was typed for this place and user, or ``None``."""
        kept = self._kept.get((place, user))
        return None if kept is None else kept.reveal()

    def put(self, place: str, user: str, secret: str) -> None:
        """Keep it until the program ends."""
        self._kept[place, user] = Secret(secret)

    def forget(self, place: str, user: str) -> None:
        """Keep it no longer."""
        self._kept.pop((place, user), None)


def _entry(place: str, user: str) -> str:
    """One name for user and place: ``marie@srv-01/desk``. No two pairs have the same one."""
    return f"{user}@{place.replace('%', '%25').replace('@', '%40')}"


@contextmanager
def _told() -> Iterator[None]:
    """Turn what a back end raises into a sentence; its own words go nowhere, they could quote a secret."""
    try:
        yield
    except KeyStoreTrouble:
        raise
    except Exception as error:  # noqa: BLE001 - each system's library has errors of its own
        kind = type(error).__name__
        _log.info("The key store refused: %s", kind)
        trouble = KeyStoreLocked if kind in _LEFT_LOCKED else KeyStoreTrouble
        raise trouble from None


def _needed() -> KeyringBackend:
    backend = _backend()
    if backend is None:
        raise NoKeyStore
    return backend


def _backend() -> KeyringBackend | None:
    """The system's key store, ``None`` where nothing would keep a secret safely."""
    from keyring.backends.chainer import ChainerBackend  # noqa: PLC0415 - only when a secret is asked for
    from keyring.core import load_config, load_env  # noqa: PLC0415

    try:
        chosen = load_env() or load_config()
    except (ImportError, AttributeError, RuntimeError, ValueError):  # one that is named and is not there
        return None
    if chosen is None:
        return _system()
    if isinstance(chosen, ChainerBackend):
        chosen = next((one for one in chosen.backends if _module(one) in _SYSTEMS), None)
    if chosen is None or _module(chosen) not in _SYSTEMS:
        return None
    return _system() if _module(chosen).endswith(".SecretService") else chosen


def _system() -> KeyringBackend | None:
    """The back end of this system, where its key store runs or can be started."""
    kind: type[KeyringBackend]
    if sys.platform == "win32":
        from keyring.backends import Windows  # noqa: PLC0415

        kind = Windows.WinVaultKeyring
    elif sys.platform == "darwin":
        from keyring.backends import macOS  # noqa: PLC0415

        kind = macOS.Keyring
    else:
        kind = _secret_service()
    return kind() if kind.viable else None


@cache
def _secret_service() -> type[KeyringBackend]:
    """The library's own, which leaves its connection open where a collection stays locked, closing it."""
    import secretstorage  # noqa: PLC0415 - there on Linux alone
    from keyring.backends import SecretService  # noqa: PLC0415
    from keyring.errors import KeyringLocked  # noqa: PLC0415

    class Closing(SecretService.Keyring):
        __module__ = SecretService.__name__  # to whoever asks, it is that one
        appid = SERVICE

        def get_preferred_collection(self) -> secretstorage.Collection:
            with ExitStack() as unless_it_opens:
                bus = unless_it_opens.enter_context(closing(secretstorage.dbus_init()))
                path = getattr(self, "preferred_collection", None)
                collection = (
                    secretstorage.Collection(bus, path) if path else secretstorage.get_default_collection(bus)
                )
                if collection.is_locked() and (collection.unlock() or collection.is_locked()):
                    raise KeyringLocked
                unless_it_opens.pop_all()
                return collection

    return Closing


def _module(backend: KeyringBackend) -> str:
    """Who speaks to the key store."""
    return type(backend).__module__
