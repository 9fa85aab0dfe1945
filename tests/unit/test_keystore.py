"""Secrets in a real key store on a private bus, and nowhere else."""

from __future__ import annotations

import logging
import shutil
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_desk.keystore import KeyStore, KeyStoreLocked, KeyStoreTrouble, Memory, NoKeyStore, Secret
from desktop_desk.text import Words
from tests.support.key_store import KeyStoreService
from tests.support.key_store_user import in_another_process

PLACE, USER, SECRET = "srv-01/desk", "marie", "correct-cheval-agrafe"
PLAIN = "keyrings.alt.file.PlaintextKeyring"
CHAIN = "keyring.backends.chainer.ChainerBackend"
StartKeyStore = Callable[..., KeyStoreService]


@pytest.fixture
def plain_text(tmp_path: Path) -> dict[str, str]:
    """The environment of a process that has a plain-text back end among its packages."""
    package = tmp_path / "lib" / "keyrings" / "alt"
    package.mkdir(parents=True)
    shutil.copy(Path(__file__).parents[1] / "support" / "plain_text_keyring.py", package / "file.py")
    plugin = tmp_path / "lib" / "keyrings_alt-5.dist-info"
    plugin.mkdir()
    (plugin / "METADATA").write_text("Metadata-Version: 2.1\nName: keyrings.alt\nVersion: 5\n")
    (plugin / "entry_points.txt").write_text("[keyring.backends]\nfile = keyrings.alt.file\n")
    return {"PYTHONPATH": str(tmp_path / "lib"), "XDG_DATA_HOME": str(tmp_path / "data")}


def _held_in_clear(folder: Path, secret: str) -> list[Path]:
    shapes = [secret.encode(), secret.encode("utf-16-le"), b64encode(secret.encode())]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(shape in path.read_bytes() for shape in shapes)]


def _problem(store: KeyStore) -> type[KeyStoreTrouble] | None:
    return None if store.problem is None else type(store.problem)


def test_a_secret_is_found_by_the_next_process_until_it_is_forgotten(key_store_service: KeyStoreService):
    store = KeyStore()
    assert store.available
    assert store.name == "keyring.backends.SecretService"
    store.put(PLACE, USER, SECRET)
    assert in_another_process(["get", PLACE, USER], ["put", PLACE, USER, "un autre"]) == [SECRET, None]
    assert (store.get(PLACE, USER), store.problem) == ("un autre", None)
    assert in_another_process(["forget", PLACE, USER]) == [None]
    assert (store.get(PLACE, USER), store.problem) == (None, None)
    store.forget(PLACE, USER)
    assert key_store_service.labels() == []


def test_it_is_kept_under_the_name_of_the_program_once(key_store_service: KeyStoreService):
    store = KeyStore()
    for secret in ("un", "deux"):
        store.put(PLACE, USER, secret)
    assert key_store_service.labels() == ["Password for 'marie@srv-01/desk' on 'Desktop Desk'"]


def test_places_and_users_are_told_apart(key_store_service: KeyStoreService):
    store = KeyStore()
    pairs = [("a@b", "c"), ("b", "c@a"), ("b%40a", "c"), ("b", "c"), ("B", "c")]
    for number, (place, user) in enumerate(pairs):
        store.put(place, user, str(number))
    assert [store.get(*pair) for pair in pairs] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    "secret", ["été à Saint-Benoît", "пароль 密码 🔑", " ' \" \\ \n\t ", "", "x" * 20_000]
)
def test_any_text_comes_back_as_it_was(key_store_service: KeyStoreService, secret: str):
    KeyStore().put("sërv/bûreau", "Éloïse", secret)
    assert in_another_process(["get", "sërv/bûreau", "Éloïse"]) == [secret]


def test_it_outlives_a_new_log_in(start_key_store: StartKeyStore):
    first = start_key_store()
    KeyStore().put(PLACE, USER, SECRET)
    first.end()
    assert not KeyStore().available
    start_key_store(unlocked=False).unlock()
    assert KeyStore().get(PLACE, USER) == SECRET


def test_a_locked_one_is_said_and_holds_on_to_what_it_has(key_store_service: KeyStoreService):
    store = KeyStore()
    store.put(PLACE, USER, SECRET)
    key_store_service.lock()
    assert store.available
    assert store.get(PLACE, USER) is None
    assert _problem(store) is KeyStoreLocked
    with pytest.raises(KeyStoreLocked, match="stayed locked"):
        store.put(PLACE, USER, "neuf")
    with pytest.raises(KeyStoreLocked, match="stayed locked"):
        store.forget(PLACE, USER)
    assert in_another_process(["get", PLACE, USER]) == ["KeyStoreLocked"]
    key_store_service.unlock()
    assert store.get(PLACE, USER) == SECRET
    assert _problem(store) is None


def test_one_that_somebody_declined_to_make_is_as_a_locked_one(start_key_store: StartKeyStore):
    start_key_store(unlocked=False)
    store = KeyStore()
    with pytest.raises(KeyStoreLocked):
        store.put(PLACE, USER, SECRET)
    assert store.get(PLACE, USER) is None
    assert _problem(store) is KeyStoreLocked


@pytest.mark.parametrize("bus", ["nobody on it", "none", "unknown"])
def test_without_a_key_store_it_is_said(
    session_bus: str, bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    if bus == "none":
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/no-bus")
    elif bus == "unknown":
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    store = KeyStore()
    assert (store.available, store.name) == (False, "")
    assert store.get(PLACE, USER) is None
    assert _problem(store) is NoKeyStore
    with pytest.raises(NoKeyStore):
        store.put(PLACE, USER, SECRET)


def test_the_plain_text_back_end_of_these_tests_does_what_it_should_not(
    session_bus: str, plain_text: dict[str, str], tmp_path: Path
):
    careless = plain_text | {"PYTHON_KEYRING_BACKEND": PLAIN}
    assert in_another_process(["keyring", PLACE, USER, SECRET], **careless) == [None]
    assert [path.name for path in _held_in_clear(tmp_path, SECRET)] == ["keyring_pass.cfg"]
    assert in_another_process(["keyring", PLACE, USER, SECRET], **plain_text) == [None]


@pytest.mark.parametrize(
    "named",
    [PLAIN, CHAIN, "", "keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "gone.Keyring"],
)
def test_what_would_write_in_clear_or_throw_away_is_refused(
    session_bus: str, plain_text: dict[str, str], tmp_path: Path, named: str
):
    environment = plain_text | ({"PYTHON_KEYRING_BACKEND": named} if named else {})
    steps = [["put", PLACE, USER, SECRET], ["get", PLACE, USER], ["forget", PLACE, USER]]
    assert in_another_process(*steps, **environment) == ["NoKeyStore"] * 3
    assert _held_in_clear(tmp_path, SECRET) == []


def test_one_named_in_the_settings_of_the_library_is_refused_too(
    key_store_service: KeyStoreService, plain_text: dict[str, str], tmp_path: Path
):
    settings = tmp_path / "config" / "python_keyring" / "keyringrc.cfg"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[backend]\ndefault-keyring={PLAIN}\n", encoding="utf-8")
    environment = plain_text | {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    assert in_another_process(["put", PLACE, USER, SECRET], **environment) == ["NoKeyStore"]
    assert key_store_service.labels() == []


@pytest.mark.parametrize("named", [CHAIN, "", "keyring.backends.SecretService.Keyring"])
def test_the_system_s_own_is_taken_where_a_plain_text_one_stands_beside_it(
    key_store_service: KeyStoreService, plain_text: dict[str, str], tmp_path: Path, named: str
):
    environment = plain_text | ({"PYTHON_KEYRING_BACKEND": named} if named else {})
    steps = [["put", PLACE, USER, SECRET], ["get", PLACE, USER]]
    assert in_another_process(*steps, **environment) == [None, SECRET]
    assert len(key_store_service.labels()) == 1
    assert _held_in_clear(tmp_path, SECRET) == []


def test_nothing_on_the_disk_nor_in_the_log_holds_a_secret_in_clear(
    key_store_service: KeyStoreService, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    store = KeyStore()
    store.put(PLACE, USER, SECRET)
    assert store.get(PLACE, USER) == SECRET
    assert any(path.suffix == ".keyring" for path in key_store_service.folder.rglob("*"))
    key_store_service.lock()
    with pytest.raises(KeyStoreTrouble) as caught:
        store.put(PLACE, USER, SECRET)
    assert SECRET not in caplog.text + repr(caught.value) + repr(vars(store))
    for folder in (key_store_service.folder, Path.home()):
        assert _held_in_clear(folder, SECRET) == []


def test_what_cannot_be_kept_is_said_without_being_quoted(
    key_store_service: KeyStoreService, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    with pytest.raises(KeyStoreTrouble) as caught:
        KeyStore().put(PLACE, USER, f"{SECRET}\ud800")
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert "UnicodeEncodeError" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", [KeyStoreTrouble, KeyStoreLocked, NoKeyStore])
def test_each_trouble_says_what_happened_what_is_safe_and_what_to_do(
    kind: type[KeyStoreTrouble], language: str
):
    said = kind().say(Words(language))
    assert said.count(".") >= 3
    assert "{" not in said


def test_memory_keeps_for_this_run_and_shows_nothing():
    memory = Memory()
    assert memory.get(PLACE, USER) is None
    memory.put(PLACE, USER, SECRET)
    assert memory.get(PLACE, USER) == SECRET
    assert SECRET not in repr(vars(memory))
    memory.forget(PLACE, USER)
    memory.forget(PLACE, USER)
    assert memory.get(PLACE, USER) is None


def test_a_secret_is_shown_to_nobody_who_did_not_ask_for_it():
    secret = Secret(SECRET)
    assert secret.reveal() == SECRET
    assert SECRET not in f"{secret} {secret!r} {[secret]}"
