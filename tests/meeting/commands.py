"""Any command there is, with anything in its fields: what a random meeting may be given."""

from __future__ import annotations

import types
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from meeting.areas import REFORM_AREAS, UNCLASSIFIED
from meeting.commands.registry import ALL
from meeting.decision import Command
from meeting.model.form import Form
from meeting.model.pledge import Pledge
from meeting.model.profile import Meeting, Settings
from meeting.model.survey import Item, Survey
from tests.meeting.play import RECEIPTS, profile
from tests.meeting.test_pledging import DRAWN, PLEDGE
from tests.meeting.votes import raw_forms

numbers = st.integers(min_value=1, max_value=9)
texts = st.sampled_from(
    ["Sao chậm trả hồ sơ?", "Máy in hỏng, gọi 0912345678", "đề nghị tăng phụ cấp", "a\nb", "[/", "  "]
)
lines = st.sampled_from(["Đội 1", "Công an tỉnh", "Phòng Hậu cần", ""])
days = st.sampled_from(["", "2024-05-02", "2024-04-01", "hôm nay"])
areas = st.sampled_from([*(area.id for area in REFORM_AREAS), UNCLASSIFIED, "other", "no-such"])
moments = st.sampled_from(["2024-04-17T08:00:00+07:00", "2024-04-18T09:30:00+07:00"])

_NAMED: dict[str, st.SearchStrategy[str]] = {
    "text": texts,
    "receipt": st.sampled_from(RECEIPTS[:6]),
    "area": areas,
    "asked_area": areas,
    **dict.fromkeys(("deadline", "on", "planned_on", "held_on", "settled_on"), days),
    "at": moments,
    "direction": st.sampled_from(["sent", "received", "lost"]),
    "signature": st.sampled_from([DRAWN, "M1", ""]),
    "hashes": st.sampled_from(["a" * 64, "b" * 64]),
    "target": st.sampled_from(["1.1", "2.1", "3.1"]),
    "value": st.sampled_from(["3", "2,5", "nhiều"]),
    "item": st.sampled_from(["cau_1", "cau_2"]),
    "kind": st.sampled_from(["superior", "assignment", "other"]),
}
"""What stands in the text fields of a name; anything else is a line."""

_surveys = st.builds(
    Survey,
    number=st.integers(0, 2),
    title=texts,
    items=st.lists(st.builds(Item, id=_NAMED["item"], text=texts, form=raw_forms()), max_size=2).map(tuple),
)

_WHOLE: dict[Any, st.SearchStrategy[Any]] = {
    Form: raw_forms(),
    Meeting: st.just(profile()),
    Pledge: st.integers(0, 2).map(lambda number: msgspec.structs.replace(PLEDGE, number=number)),
    Settings: st.builds(
        Settings, moderation=st.booleans(), areas=st.sampled_from([REFORM_AREAS, REFORM_AREAS[:2]])
    ),
    Survey: _surveys,
}
"""Documents that would be refused if they were anything at all."""


def _value(type_: Any, name: str) -> st.SearchStrategy[Any]:
    """Something of a type that stands in a field of this name."""
    if type_ in _WHOLE:
        return _WHOLE[type_]
    origin, inner = get_origin(type_), get_args(type_)
    if origin is tuple:
        return st.lists(_value(inner[0], name), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(_NAMED["target"], _NAMED["value"], max_size=2)
    if origin is types.UnionType:
        return st.one_of(*(_value(one, name) for one in inner))
    if isinstance(type_, type) and issubclass(type_, Enum):
        return st.sampled_from(list(type_))
    if isinstance(type_, type) and issubclass(type_, msgspec.Struct):
        return of(type_)
    if type_ is str:
        return _NAMED.get(name, lines)
    return {bool: st.booleans(), int: st.integers(-1, 9), float: st.floats(0, 1), type(None): st.none()}[
        type_
    ]


@cache
def of(struct: type[Any]) -> st.SearchStrategy[Any]:
    """Such a document or command, with anything in each of its fields."""
    fields = {field.name: _value(field.type, field.name) for field in msgspec.structs.fields(struct)}
    return st.builds(struct, **fields)


@st.composite
def anything(draw: st.DrawFn) -> Command:
    """Any command of the registry."""
    command: Command = draw(of(draw(st.sampled_from(ALL))))
    return command
