"""Join files: what leads somebody to a shared desk, and holds no secret."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import tomli_w

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.folding import fold
from desktop_desk.domain.shared import INVITATION, SharedPlace, shared_place
from desktop_desk.storage.errors import AlreadyThere
from desktop_desk.text import N_


class NotAnInvitation(DeskError):
    """A join file that cannot be read."""

    sentence = N_("{path} is not an invitation to a shared desk. Nothing was changed; ask for a new one.")


class InvitationNotWritten(DeskError):
    """The folder takes no file."""

    sentence = N_(
        "The invitation {path} could not be written ({reason}). Nothing was changed; choose another folder."
    )


def write_invitation(path: Path, place: SharedPlace) -> None:
    """Write a join file: the address and the certificate to trust, and no secret. Raises ``OSError``."""
    bare = replace(place, certificate=None)
    told = {"desktop-desk": 1, "address": bare.url()}
    if place.certificate is not None:
        told["certificate"] = place.certificate.read_text(encoding="ascii")
    path.write_text(tomli_w.dumps(told), encoding="utf-8")


def read_invitation(path: Path, trusted: Path) -> SharedPlace:
    """The place a join file leads to; its certificate is kept in the folder ``trusted``.

    Raises ``NotAnInvitation`` and what :func:`shared_place` raises.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        address, certificate = told["address"], told.get("certificate", "")
    except (OSError, ValueError, KeyError) as error:
        raise NotAnInvitation(path=path) from error
    place = shared_place(str(address))
    if not certificate:
        return place
    trusted.mkdir(parents=True, exist_ok=True)
    kept = trusted / f"{fold(place.host).replace(' ', '-')}-{place.port}.pem"
    kept.write_text(str(certificate), encoding="ascii")
    return replace(place, certificate=kept)


def write_letters(folder: Path, place: SharedPlace, logins: Sequence[str]) -> list[Path]:
    """Write an invitation for each, beside none that is there already; all or none. Raises ``DeskError``."""
    written: list[Path] = []
    try:
        for login in logins:
            path = folder / f"{login}{INVITATION}"
            _write_letter(path, replace(place, user=login))
            written.append(path)
    except BaseException:
        burn(written)
        raise
    return written


def _write_letter(path: Path, place: SharedPlace) -> None:
    if path.exists():
        raise AlreadyThere(path=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_invitation(path, place)
    except OSError as error:
        raise InvitationNotWritten(path=path, reason=error.strerror or error) from error


def burn(letters: Sequence[Path]) -> None:
    """Take invitations back that lead nowhere."""
    for letter in letters:
        letter.unlink(missing_ok=True)
