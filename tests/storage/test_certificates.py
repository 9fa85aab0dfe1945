"""Over a network nothing is said before the server has proved who it is."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop_desk.app import open_shared
from desktop_desk.domain.operations import Author
from desktop_desk.domain.shared import ServerAway, SharedPlace
from desktop_desk.invitations import read_invitation, write_invitation
from desktop_desk.services.founding import found
from desktop_desk.storage import server
from desktop_desk.storage.making import make_shared
from desktop_desk.storage.server_errors import (
    AuthorityMissing,
    CertificateOfAnother,
    CertificateRefused,
    NoCertificate,
)
from desktop_desk.storage.shared import join
from tests.support.certificates import Authority
from tests.support.impostor import impostor
from tests.support.postgres import OWNER, Server, talk

HOST = "srv-01.lubin.example"
PASSWORD = "ouvre-toi"

Certificate = tuple[Path, Path] | None
ITSELF = Author(None, "", "")


@dataclass
class Tls:
    """A server that speaks TLS, by the name its desks call it."""

    server: Server
    authority: Authority

    @property
    def place(self) -> SharedPlace:
        return SharedPlace(HOST, "tls", self.server.port, OWNER, self.authority.certificate)

    def show(self, certificate: Certificate) -> None:
        """Start it anew with another certificate, or with none."""
        self.server.stop()
        if certificate is not None:
            for name, path in zip(("server.crt", "server.key"), certificate, strict=True):
                self.server.put(name, path.read_text())
        self.server.start("log_connections=on", f"ssl={'off' if certificate is None else 'on'}")


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tls]:
    running = Server()
    try:
        made = Tls(running, Authority(tmp_path_factory.mktemp("firm") / "authority"))
        make_shared(running.place("tls"), None)
        made.show(made.authority.signed(HOST))
        yield made
    finally:
        running.throw_away()


@pytest.fixture(autouse=True)
def by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name leads to this machine, and is none of its own."""
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    assert not SharedPlace(HOST).is_near


def known() -> str:
    return PASSWORD


BAD: dict[str, tuple[type[CertificateRefused], str, Callable[[Authority, Path], Certificate]]] = {
    "of another authority": (
        CertificateRefused,
        "could not prove who it is",
        lambda _, folder: Authority(folder / "other").signed(HOST),
    ),
    "of another host": (
        CertificateOfAnother,
        "certificate of another server",
        lambda firm, _: firm.signed("srv-02.lubin.example"),
    ),
    "expired": (CertificateRefused, "has expired", lambda firm, _: firm.signed(HOST, days=0)),
    "none": (NoCertificate, "encrypts nothing", lambda _firm, _folder: None),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_server_that_cannot_prove_who_it_is_hears_no_password(tls: Tls, tmp_path: Path, bad: str) -> None:
    kind, said, make = BAD[bad]
    with impostor(make(tls.authority, tmp_path)) as answers:
        with pytest.raises(CertificateRefused, match=said) as refused:
            join(replace(tls.place, port=answers.port), known)
        assert type(refused.value) is kind
        assert "No password was sent" in str(refused.value)
        assert (answers.calls, answers.heard) == (1, b"")


def test_an_impostor_would_write_down_what_it_hears(tls: Tls) -> None:
    with impostor(tls.authority.signed(HOST)) as answers:
        with pytest.raises(Exception, match="does not let"):
            join(replace(tls.place, port=answers.port), known)
        assert PASSWORD.encode() in answers.heard, "so that the other tests can fail"


@pytest.mark.parametrize("bad", BAD)
def test_a_real_server_with_a_bad_certificate(tls: Tls, tmp_path: Path, bad: str) -> None:
    kind, _, make = BAD[bad]
    tls.show(make(tls.authority, tmp_path))
    before = len(tls.server.log())
    try:
        with pytest.raises(kind):
            join(tls.place, known)
        assert "connection received" in tls.server.log()[before:]
        assert "authenticated" not in tls.server.log()[before:]
    finally:
        tls.show(tls.authority.signed(HOST))


def test_the_right_certificate_lets_one_work_in_secret(tls: Tls) -> None:
    opened = open_shared(tls.place, known, author=ITSELF)
    assert opened.desk is not None
    found(opened.desk, "Europe/Paris", ITSELF, company="Lubin SARL")
    with talk(tls.server.place()) as owner:
        lines = owner.execute(
            "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) "
            "WHERE application_name = 'Desktop Desk'"
        ).fetchone()
    assert lines == (True,), "every line of the desk"
    opened.close()


def test_authorities_of_the_pc_are_trusted_where_none_is_named(
    tls: Tls, monkeypatch: pytest.MonkeyPatch
) -> None:
    anyone = replace(tls.place, certificate=None)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    with pytest.raises(CertificateRefused):
        join(anyone, known)
    with monkeypatch.context() as system:
        system.setattr(server, "BUNDLES", ("/not/there", str(tls.authority.certificate)))
        join(anyone, known).close()
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.authority.certificate))
    join(anyone, known).close()


def test_an_invitation_carries_the_authority(tls: Tls, tmp_path: Path) -> None:
    letter = tmp_path / "nadia.desk-invitation"
    write_invitation(letter, tls.place)
    place = read_invitation(letter, tmp_path / "another PC")
    assert place.certificate is not None
    assert place.certificate != tls.place.certificate
    join(place, known).close()
    place.certificate.write_text("not a certificate")
    with pytest.raises(AuthorityMissing):
        join(place, known)
    place.certificate.unlink()
    with pytest.raises(AuthorityMissing, match="open the invitation again"):
        join(place, known)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGQUIT, signal.SIGKILL])
def test_a_cut_line_is_no_bad_certificate(tls: Tls, end: signal.Signals) -> None:
    """What TLS says of a line that is cut speaks of TLS; it means that the server is away."""
    store = join(tls.place, known)

    def write() -> None:
        with store.write() as unit:
            tls.server.stop(end)
            unit.connection.execute(text("SELECT 1"))

    try:
        with pytest.raises(ServerAway):
            write()
    finally:
        tls.show(tls.authority.signed(HOST))
        store.close()
