"""Operations as JSON: what the store keeps of them and what crosses from one process to another."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop_desk.domain.cleaning import kept
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.operations import OPERATIONS, Author, Operation
from desktop_desk.text import N_

if TYPE_CHECKING:
    from cattrs import Converter

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class UnreadableOperation(DeskError):
    """An operation of another version, or damaged."""

    sentence = N_("This change could not be read ({reason}). Nothing was changed; update Desktop Desk.")


_UNKEPT = re.compile("\\\\u0000|[\ud800-\udfff]")
"""What JSON writes of NUL, and halves of characters, which it leaves as they are."""


def encode(operation: Operation) -> str:
    """The operation as JSON text, without its ``uid`` (which the store keeps beside it)."""
    body = _converter().unstructure(operation)
    del body["uid"]
    return _JSON.encode(body)


def at_the_border(operation: Operation) -> tuple[Operation, str]:
    """The operation as a store can keep it, and its JSON: NUL and halves of characters are replaced."""
    payload = encode(operation)
    if not _UNKEPT.search(payload):
        return operation, payload
    body = {**_kept(json.loads(payload)), "uid": str(operation.uid)}
    whole: Operation = _converter().structure(body, type(operation))
    return whole, encode(whole)


def _kept(value: Any) -> Any:
    if isinstance(value, str):
        return kept(value)
    if isinstance(value, dict):
        return {name: _kept(one) for name, one in value.items()}
    return [_kept(one) for one in value] if isinstance(value, list) else value


def decode(code: str, uid: UUID, payload: str) -> Operation:
    """The operation that :func:`encode` wrote. Raises :class:`UnreadableOperation`."""
    kind = OPERATIONS.get(code)
    if kind is None:
        raise UnreadableOperation(reason=code)
    from cattrs.errors import BaseValidationError  # noqa: PLC0415 - see _converter

    try:
        return _converter().structure({**json.loads(payload), "uid": str(uid)}, kind)
    except (ValueError, KeyError, TypeError, BaseValidationError) as error:
        raise UnreadableOperation(reason=f"{code}: {error}") from error


def author_to_json(author: Author) -> dict[str, Any]:
    """An author as plain JSON values."""
    plain: dict[str, Any] = _converter().unstructure(author)
    return plain


def author_from_json(body: dict[str, Any]) -> Author:
    """The author that :func:`author_to_json` wrote."""
    return _converter().structure(body, Author)


@cache
def _converter() -> Converter:
    # Imported with the first operation: a list or a window's first rows need none.
    from cattrs import Converter  # noqa: PLC0415
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override  # noqa: PLC0415

    converter = Converter()
    converter.register_unstructure_hook(UUID, str)
    converter.register_structure_hook(UUID, lambda value, _: UUID(value))
    for kind in OPERATIONS.values():
        converter.register_structure_hook(
            kind, make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)
        )
        # An identity is never left out: to compare it with its default would be to make another.
        identities: dict[str, Any] = {
            field.name: override(omit_if_default=False)
            for field in fields(kind)
            if field.default_factory is new_uid
        }
        converter.register_unstructure_hook(
            kind,
            make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True, **identities),
        )
    return converter
