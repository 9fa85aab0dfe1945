"""People and labels as a cell names them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_desk.domain.folding import fold
from desktop_desk.domain.operations import Contact
from desktop_desk.domain.people import Address, AddressKind
from desktop_desk.importers import values
from desktop_desk.importers.markup import as_text

_MAIL = re.compile(r"[^\s<>;,\"'()\[\]@]+@[^\s<>;,\"'()\[\]@]+\.[^\s<>;,\"'()\[\]@]+")
_NAME_LIMIT = 200


def contact(name: str, mail: str) -> Contact | None:
    """Somebody named « Marie Lubin », ``Marie Lubin <m@x.fr>`` or ``m@x.fr``; of several the first."""
    first = next((line.strip() for line in as_text(name).splitlines() if line.strip()), "")
    found = _MAIL.search(mail) or _MAIL.search(first)
    address = found[0].removeprefix("mailto:") if found else ""
    bare = _MAIL.sub(" ", first).replace("<", " ").replace(">", " ")
    called = " ".join(bare.split()).strip(" \"';,()")[:_NAME_LIMIT]
    if values.nobody(called):
        called = ""
    if not called and not address:
        return None
    return Contact(name=called, address=Address(AddressKind.MAIL, address) if address else None)


def tags(cells: Iterable[str], whole: Iterable[str]) -> tuple[str, ...]:
    """Labels of cells that hold several, and cells that are one each; every label once."""
    found = [label for cell in cells for label in values.labels(cell)]
    found += [" ".join(cell.split())[:100] for cell in whole if not values.nobody(cell)]
    unique: dict[str, str] = {}
    for label in found:
        unique.setdefault(fold(label), label)
    return tuple(unique.values())
