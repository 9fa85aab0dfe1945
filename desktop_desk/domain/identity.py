"""Identity across stores: a UUID of version 7 (RFC 9562), made by whoever creates the thing.

The time in it only keeps neighbours together in an index; nothing is ever ordered by it.
"""

from __future__ import annotations

import secrets
import time
from uuid import UUID

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U to misread


def new_uid() -> UUID:
    """A fresh identity."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def provisional_reference(uid: UUID) -> str:
    """What a ticket is called until the store gives its number: ``P-7KQ4M``."""
    tail = uid.int & 0x1FF_FFFF
    return "P-" + "".join(_ALPHABET[tail >> shift & 31] for shift in (20, 15, 10, 5, 0))
