"""JSON from phones, read strictly: UTF-8 only, no duplicate or unknown field, no NaN, no deep nesting."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn, TypeVar

import msgspec

from meeting.refusal import Refusal
from meeting.text.clean import clean
from server import limits

T = TypeVar("T")

_AT = re.compile(r"`\$\.?([^`]*)`")
_UNKNOWN = re.compile(r"field `([^`]*)`")
_NAMED_CHARACTERS = 40


def decode(body: bytes, type_: type[T]) -> T:
    """`body` as a `type_`. Raises Refusal ``bad-json``, or ``bad-field`` naming the field."""
    try:
        value = json.loads(body.decode(), object_pairs_hook=_distinct, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode()
    except Refusal:
        raise
    except (ValueError, RecursionError):
        raise Refusal("bad-json") from None
    _check_depth(value, limits.JSON_DEPTH)
    try:
        return msgspec.convert(value, type_, strict=True)
    except msgspec.ValidationError as wrong:
        raise Refusal("bad-field", field=_field_in(str(wrong))) from None


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for name, value in pairs:
        if name in seen:
            raise Refusal("bad-field", field=_shown(name))
        seen[name] = value
    return seen


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _check_depth(value: object, left: int) -> None:
    if left < 0:
        raise Refusal("bad-json")
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check_depth(part, left - 1)


def _field_in(message: str) -> str:
    found = _UNKNOWN.search(message) or _AT.search(message)
    return _shown(found.group(1)) if found and found.group(1) else "body"


def _shown(name: str) -> str:
    """A field's name as it may stand in a reply: somebody else chose it."""
    return clean(name, lines=1).text[:_NAMED_CHARACTERS] or "?"
