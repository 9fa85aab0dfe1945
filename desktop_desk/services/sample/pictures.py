"""Files that come with requests: small screenshots drawn here, and excerpts of logs."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping
from functools import cache
from random import Random
from uuid import UUID

from desktop_desk.domain.operations import FileRef
from desktop_desk.services.sample.plan import NO_FILES

_WIDTH, _HEIGHT = 640, 400
_GREY, _WHITE, _LINE = bytes((214, 219, 226)), bytes((255, 255, 255)), bytes((176, 184, 196))
_RED, _BLUE, _TITLE = bytes((201, 60, 55)), bytes((43, 98, 168)), bytes((58, 66, 78))
_SCREENS = 6

_LOG = (
    "08:{m:02}:02 INFO  Service démarré\n"
    "08:{m:02}:07 INFO  Lecture de la configuration\n"
    "08:{m:02}:11 AVERT Réponse lente du serveur ({ms} ms)\n"
    "08:{m:02}:42 ERREUR Délai dépassé : aucune réponse après 30 s\n"
    "08:{m:02}:42 ERREUR Opération abandonnée (code {code})\n"
)


def attached(kind: str, uid: UUID, rng: Random) -> tuple[tuple[FileRef, ...], Mapping[str, bytes]]:
    """The file a request of this kind comes with, and its bytes by their SHA-256."""
    if not kind:
        return (), NO_FILES
    number = rng.randrange(_SCREENS)
    if kind == "capture":
        data, name = screenshot(number), f"Capture d’écran {rng.randrange(1, 40)}.png"
        content_type = "image/png"
    else:
        data, name, content_type = log(number), f"journal-{number + 1}.txt", "text/plain"
    sha256 = hashlib.sha256(data).hexdigest()
    ref = FileRef(name, content_type, len(data), sha256, uid)
    return (ref,), {sha256: data}


@cache
def log(number: int) -> bytes:
    """An excerpt of a program's log."""
    text = _LOG.format(m=10 + 7 * number, ms=900 + 350 * number, code=101 + 11 * number)
    return text.encode()


@cache
def screenshot(number: int) -> bytes:
    """A PNG of a window with an error in it."""
    rows = [bytearray(_GREY * _WIDTH) for _ in range(_HEIGHT)]
    left, top, width, height = 90 + 14 * number, 70 + 9 * number, 400, 210
    _fill(rows, left, top, width, height, _WHITE)
    _fill(rows, left, top, width, 30, _TITLE)
    _fill(rows, left + width - 22, top + 9, 12, 12, _RED)
    _disc(rows, left + 52, top + 88, 26, _RED)
    _fill(rows, left + 49, top + 74, 6, 18, _WHITE)
    _fill(rows, left + 49, top + 97, 6, 6, _WHITE)
    for place, length in enumerate((250, 228 - 11 * number, 140 + 9 * number)):
        _fill(rows, left + 100, top + 64 + 20 * place, length, 8, _LINE)
    _fill(rows, left + width - 190, top + height - 46, 80, 28, _LINE)
    _fill(rows, left + width - 98, top + height - 46, 80, 28, _BLUE)
    return _png(rows)


def _fill(rows: list[bytearray], left: int, top: int, width: int, height: int, colour: bytes) -> None:
    for row in rows[top : top + height]:
        row[3 * left : 3 * (left + width)] = colour * width


def _disc(rows: list[bytearray], x: int, y: int, radius: int, colour: bytes) -> None:
    for line in range(-radius, radius + 1):
        half = int((radius * radius - line * line) ** 0.5)
        _fill(rows, x - half, y + line, 2 * half + 1, 1, colour)


def _png(rows: list[bytearray]) -> bytes:
    raw = b"".join(b"\0" + row for row in rows)
    head = struct.pack(">IIBBBBB", _WIDTH, len(rows), 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
