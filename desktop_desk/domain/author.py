"""Who acts on a desk."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts: the person (``None`` for the desk itself), the account of the PC and the device."""

    person: UUID | None
    os_account: str
    device: str
    on_behalf_of: str = ""
