"""JSON from phones: whatever comes, it is a value of the right type or a refusal that names a field."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.refusal import Refusal
from server.access.strict_json import decode
from server.api.questions import QuestionRequest
from server.api.votes import Ballot

SOUND = {"text": "Bao giờ có máy quét?", "receipt": "CNXZAYSNMGFMBG6T", "prompt": 2, "area": "procedures"}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def read(
    body: bytes, type_: type[QuestionRequest] | type[Ballot] = QuestionRequest
) -> QuestionRequest | Ballot | str:
    """What came of it: the value, or the code of the refusal."""
    try:
        return decode(body, type_)
    except Refusal as refused:
        field = str(refused.params.get("field", ""))
        assert len(field) <= 40
        assert field.isprintable()
        return refused.code


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    assert read(body) in {"bad-json", "bad-field"} or isinstance(read(body), QuestionRequest)


@given(
    st.dictionaries(st.sampled_from([*SOUND, "kind", "name", "__proto__"]) | st.text(max_size=8), anything)
)
def test_any_fields_are_read_or_refused(changed: dict[str, object]) -> None:
    body = json.dumps({**SOUND, **changed}).encode("utf-8", "surrogatepass")
    found = read(body)
    assert found in {"bad-json", "bad-field"} or isinstance(found, QuestionRequest)
    assert read(json.dumps(changed).encode(), Ballot) != ""


@given(place=st.integers(0, 200), put=st.binary(min_size=1, max_size=4))
def test_a_sound_body_with_bytes_changed_is_read_or_refused(place: int, put: bytes) -> None:
    body = json.dumps(SOUND, ensure_ascii=False).encode()
    found = read(body[: place % len(body)] + put + body[place % len(body) + 1 :])
    assert found in {"bad-json", "bad-field"} or isinstance(found, QuestionRequest)


@pytest.mark.parametrize(
    ("field", "value"), [("prompt", True), ("prompt", "2"), ("prompt", 2.5), ("text", 5), ("name", None)]
)
def test_a_value_of_another_type_is_refused_by_the_name_of_its_field(field: str, value: object) -> None:
    with pytest.raises(Refusal) as refused:
        decode(json.dumps({**SOUND, field: value}).encode(), QuestionRequest)
    assert refused.value.params == {"field": field}
