"""Fixtures and guards of every test."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.desktop import NotificationService, running_desktop
from tests.support.guards import Guards
from tests.support.key_store import KeyStoreService, running_key_store
from tests.support.postgres import GivenServer, Server, running_server
from tests.support.screen import Screen, running_screen
from tests.support.session_bus import running_bus
from tests.support.surroundings import Surroundings

_surroundings = Surroundings()
_surroundings.enter()

# A busy machine is slow, not wrong: examples are bounded by number. CI draws the same ones each time, so a
# change is never blamed for another's bad luck; people and the nightly run draw new ones.
settings.register_profile(
    "everyday", max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("ci", settings.get_profile("everyday"), derandomize=True, database=None)
settings.register_profile("nightly", settings.get_profile("everyday"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "everyday"))


def pytest_configure(config: pytest.Config) -> None:
    """Put the guards in place."""
    config.pluginmanager.register(_surroundings, "surroundings")
    config.pluginmanager.register(Guards(), "guards")


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """A real X screen: ``subprocess.Popen(..., env=screen.environment)`` shows windows on it."""
    with running_screen() as running:
        yield running


@pytest.fixture(scope="session")
def server() -> Iterator[Server | GivenServer]:
    """A real PostgreSQL server."""
    with running_server() as running:
        yield running


@pytest.fixture
def session_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A private message bus with nobody on it; its address, also in the environment."""
    with tempfile.TemporaryDirectory(prefix="desk-bus-") as folder, running_bus(Path(folder)) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def start_desktop(session_bus: str) -> Iterator[Callable[..., NotificationService]]:
    """Start a desktop on the private bus: ``start_desktop(tray=False)``, ``(notifications=False)``."""
    with ExitStack() as running:
        yield lambda **parts: running.enter_context(running_desktop(session_bus, **parts))


@pytest.fixture
def notification_service(start_desktop: Callable[..., NotificationService]) -> NotificationService:
    """A desktop with notifications and a tray on the private bus."""
    return start_desktop()


@pytest.fixture
def start_key_store(
    session_bus: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., KeyStoreService]]:
    """Start the system's key store on the private bus: ``start_key_store(unlocked=False)``."""
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    with tempfile.TemporaryDirectory(prefix="desk-keys-") as folder, ExitStack() as running:
        yield lambda **how: running.enter_context(running_key_store(session_bus, Path(folder), **how))


@pytest.fixture
def key_store_service(start_key_store: Callable[..., KeyStoreService]) -> KeyStoreService:
    """A key store, unlocked as by a person who has logged in."""
    return start_key_store()
