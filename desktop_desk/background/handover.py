"""Operations of other processes: the owner of a file listens, the others hand theirs over.

A message is one JSON head and, behind it, the bytes of each file; the answer is one JSON body. The
socket is local, its key known only to who may read the owner's hint beside the file.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import (
    Client,
    Connection,
    Listener,
    Pipe,
    answer_challenge,
    deliver_challenge,
    wait,
)
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop_desk.domain import wire
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.operations import Author, Operation
from desktop_desk.domain.ownership import Owner
from desktop_desk.services.desk import Applied, Desk
from desktop_desk.text import LANGUAGES, N_, Words

_log = logging.getLogger(__name__)


class OwnerGone(DeskError):
    """The desk that owns the file went away while an operation was being handed over."""

    sentence = N_("The desk that holds this file does not answer. Your change is not recorded; try again.")


class AnswerLost(DeskError):
    """The desk that owns the file went away after it was handed an operation."""

    sentence = N_(
        "The desk that holds this file stopped before it answered. Your change may be recorded: look before "
        "you try again."
    )


class RefusedByOwner(DeskError):
    """The owning desk refused an operation; its sentence comes in every language."""

    sentence = N_("The desk refused this change.")

    def __init__(self, said: Mapping[str, str]) -> None:
        super().__init__()
        self._said = dict(said)

    def say(self, words: Words) -> str:
        """What the owning desk said."""
        return self._said.get(words.language) or super().say(words)


class Receiver:
    """Listens in the owning process and applies what others hand over, one thread a caller."""

    def __init__(self, desk: Desk, *, stays: bool = True) -> None:
        self._desk, self._stays = desk, stays
        self._key = secrets.token_bytes(32)
        # No key here: the listener would ask for it in the accepting thread, where one caller that says
        # nothing keeps all others out. Each caller's own thread asks instead.
        self._listener = Listener(_address(), backlog=64)
        self._reached_at = str(self._listener.address)
        self._over, self._ending = Pipe(duplex=False)
        self._callers: list[threading.Thread] = []
        self._stopped = False
        self._thread = threading.Thread(target=self._listen, name="handover", daemon=True)
        self._thread.start()

    @property
    def owner(self) -> Owner:
        """How others reach this process."""
        return Owner(address=self._reached_at, key=self._key.hex(), process=os.getpid(), stays=self._stays)

    def stop(self) -> None:
        """Listen no more and hang up; what is being applied is finished and answered."""
        self._stopped = True
        self._ending.close()  # wakes every caller's thread
        with suppress(OSError, EOFError):
            Client(self._reached_at).close()  # wakes the waiting accept
        self._thread.join(timeout=5)
        patience = time.monotonic() + 5
        for caller in self._callers:
            caller.join(timeout=max(0, patience - time.monotonic()))
        self._listener.close()
        self._over.close()
        if sys.platform != "win32":
            with suppress(OSError):
                Path(self._reached_at).parent.rmdir()

    def _listen(self) -> None:
        while not self._stopped:
            try:
                connection = self._listener.accept()
            except (OSError, EOFError):
                continue
            self._callers = [caller for caller in self._callers if caller.is_alive()]
            caller = threading.Thread(target=self._serve, args=(connection,), name="handed-over", daemon=True)
            self._callers.append(caller)
            caller.start()

    def _serve(self, connection: Connection[Any, Any]) -> None:
        with connection:
            try:
                deliver_challenge(connection, self._key)
                answer_challenge(connection, self._key)
                while self._spoken(connection):
                    head = json.loads(connection.recv_bytes())
                    files = {sha: connection.recv_bytes() for sha in head["files"]}
                    connection.send_bytes(json.dumps(self._answer(head, files)).encode())
            except (OSError, EOFError):
                return
            except (AuthenticationError, ValueError, KeyError, TypeError) as error:
                _log.info("hung up on a caller that is no Desktop Desk: %r", error)

    def _spoken(self, connection: Connection[Any, Any]) -> bool:
        """Wait for the caller; false once the desk stops."""
        return self._over not in wait([connection, self._over])

    def _answer(self, head: dict[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
        try:
            operation = wire.decode(head["code"], UUID(head["uid"]), head["payload"])
            applied = self._desk.apply(operation, by=wire.author_from_json(head["by"]), files=files)
        except DeskError as error:
            return {"refused": {language: error.say(Words(language)) for language in LANGUAGES}}
        except Exception:  # noqa: BLE001 - a bug here must not end the desk; it is logged and told
            _log.exception("an operation handed over failed: %s", head.get("code"))
            return {"failed": True}
        return {"applied": _spell(applied)}


class HandedOver:
    """Stands in for the desk in a process that does not own the file: same call, same answers."""

    def __init__(self, owner: Owner) -> None:
        self.owner = owner
        self._lock = threading.Lock()
        self._connection: Connection[Any, Any] | None = None

    def apply(self, operation: Operation, *, by: Author, files: Mapping[str, bytes] | None = None) -> Applied:
        """Have the owning desk apply an operation.

        Raises ``OwnerGone``, ``AnswerLost`` and ``RefusedByOwner``.
        """
        head = {
            "code": operation.code,
            "uid": str(operation.uid),
            "payload": wire.encode(operation),
            "by": wire.author_to_json(by),
            "files": list(files or {}),
        }
        with self._lock:
            answer = self._ask(head, files or {})
        if "refused" in answer:
            raise RefusedByOwner(answer["refused"])
        if "applied" not in answer:
            raise OwnerGone
        return _read(answer["applied"])

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, head: dict[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
        # Asked twice, an operation is applied once: its uid decides. So one lost connection costs nothing.
        asked = False
        for attempt in range(2):
            try:
                if self._connection is None:
                    self._connection = Client(self.owner.address, authkey=bytes.fromhex(self.owner.key))
                asked = True
                self._connection.send_bytes(json.dumps(head).encode())
                for sha in head["files"]:
                    self._connection.send_bytes(files[sha])
                answer: dict[str, Any] = json.loads(self._connection.recv_bytes())
            except (OSError, EOFError, AuthenticationError) as error:
                self.close()
                if attempt:
                    raise (AnswerLost if asked else OwnerGone) from error
            else:
                return answer
        raise OwnerGone


def _address() -> str:
    if sys.platform == "win32":
        return rf"\\.\pipe\desktop-desk-{secrets.token_hex(8)}"
    # A socket's whole path may have some 100 characters: the system's own folder where this one is deep.
    deep = len(tempfile.gettempdir()) > 60
    folder = Path(tempfile.mkdtemp(prefix="desktop-desk-", dir="/tmp" if deep else None))  # noqa: S108
    return str(folder / "handover")


def _spell(applied: Applied) -> dict[str, Any]:
    return {
        "uid": str(applied.uid),
        "ticket_id": applied.ticket_id,
        "ticket": None if applied.ticket is None else str(applied.ticket),
        "number": applied.number,
        "already": applied.already,
        "conflicts": list(applied.conflicts),
    }


def _read(spelt: dict[str, Any]) -> Applied:
    return Applied(
        uid=UUID(spelt["uid"]),
        ticket_id=spelt["ticket_id"],
        ticket=None if spelt["ticket"] is None else UUID(spelt["ticket"]),
        number=spelt["number"],
        already=spelt["already"],
        conflicts=tuple(spelt["conflicts"]),
    )
