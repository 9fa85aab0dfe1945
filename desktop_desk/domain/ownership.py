"""Who owns a local file, as it tells other processes of the same PC."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Owner:
    """How to reach the process that owns a file: a local address and the key it asks for (hex).

    ``stays`` tells a desk from a command that is soon over.
    """

    address: str
    key: str
    process: int
    stays: bool = True
