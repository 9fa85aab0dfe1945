"""Every operation crosses the wire and the store unchanged."""

from __future__ import annotations

import json
from dataclasses import fields
from uuid import UUID

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from desktop_desk.domain import wire
from desktop_desk.domain.operations import OPERATIONS, Author, Contact, OpenTicket, Operation, TagTicket
from desktop_desk.services.handlers import HANDLERS
from desktop_desk.text import Words

_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
st.register_type_strategy(str, _TEXT)
st.register_type_strategy(UUID, st.uuids())
st.register_type_strategy(int, st.integers(-(2**53), 2**53))


def test_every_kind_has_a_code_and_a_handler() -> None:
    assert set(HANDLERS) == set(OPERATIONS.values())
    assert {code: kind.code for code, kind in OPERATIONS.items()} == {code: code for code in OPERATIONS}
    codes = {kind.code for kind in Operation.__subclasses__()}  # with slots each class is there twice
    assert codes == set(OPERATIONS), "a kind of operation is missing from the table"


@pytest.mark.parametrize("kind", OPERATIONS.values(), ids=OPERATIONS)
@settings(max_examples=40)
@given(data=st.data())
def test_it_comes_back_as_it_went(kind: type[Operation], data: st.DataObject) -> None:
    operation = data.draw(st.builds(kind, **{f.name: st.from_type(t) for f, t in _hints(kind)}))
    again = wire.decode(operation.code, operation.uid, wire.encode(operation))
    assert again == operation
    assert wire.at_the_border(operation)[0] == operation


def _hints(kind: type[Operation]):
    from typing import get_type_hints

    hints = get_type_hints(kind)
    return [(field, hints[field.name]) for field in fields(kind)]


@given(name=st.uuids() | st.none(), texts=st.tuples(_TEXT, _TEXT, _TEXT))
def test_an_author_comes_back(name: UUID | None, texts: tuple[str, str, str]) -> None:
    author = Author(name, *texts)
    assert wire.author_from_json(json.loads(json.dumps(wire.author_to_json(author)))) == author


def test_what_no_store_keeps_is_replaced_everywhere_in_it() -> None:
    operation = OpenTicket(
        title="a\0b",
        text="half \ud83d, written \\u0000 by hand",
        requester=Contact(name="Mar\0ie"),
        tags=("\udc00",),
    )
    kept, payload = wire.at_the_border(operation)
    assert isinstance(kept, OpenTicket)
    assert (kept.title, kept.requester.name, kept.tags) == ("a\ufffdb", "Mar\ufffdie", ("\ufffd",))
    assert kept.text == "half \ufffd, written \\u0000 by hand"
    assert kept.uid == operation.uid
    assert payload == wire.encode(kept)
    payload.encode()


@pytest.mark.parametrize(
    ("code", "payload"),
    [
        ("fly_to_the_moon", "{}"),
        ("tag_ticket", "{"),
        ("tag_ticket", "[]"),
        ("tag_ticket", '{"ticket": "no uuid"}'),
        ("tag_ticket", '{"ticket": "00000000-0000-0000-0000-000000000007", "later": 1}'),
        ("open_ticket", '{"title": "x", "requester": {}, "priority": 9}'),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_cannot_be_read_is_said(code: str, payload: str, language: str) -> None:
    with pytest.raises(wire.UnreadableOperation) as refused:
        wire.decode(code, UUID(int=1), payload)
    assert refused.value.say(Words(language))


def test_defaults_take_no_room() -> None:
    assert wire.encode(TagTicket(ticket=UUID(int=7))) == '{"ticket":"00000000-0000-0000-0000-000000000007"}'
