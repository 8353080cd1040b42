"""Reading a request: its body within the limit, its type, its language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import language
from meeting.refusal import Refusal
from server import limits

if TYPE_CHECKING:
    from starlette.requests import Request

JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"
FORM_FIELDS = 20
_PREFERENCE = re.compile(r"([a-z]{2})(?:-[a-z0-9]+)?(?:;q=([0-9.]{1,5}))?$")


async def read_body(request: Request, type_: str) -> bytes:
    """The body, when it says it is of `type_`. Raises Refusal ``wrong-type`` or ``body-too-long``."""
    given, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.replace(" ", "").replace('"', "")
    if (
        given.strip() != type_
        or charset not in {"", "charset=utf-8"}
        or "content-encoding" in request.headers
    ):
        raise Refusal("wrong-type", type=type_)
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or len(declared) > 9 or int(declared) > limits.BODY_BYTES:
        raise Refusal("body-too-long", limit=limits.BODY_BYTES)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limits.BODY_BYTES:
            raise Refusal("body-too-long", limit=limits.BODY_BYTES)
    return bytes(body)


async def read_fields(request: Request, most: int) -> dict[str, list[str]]:
    """The fields of a plain form, each with all its values, at most `most` in all. Raises Refusal as `read_body`."""
    body = await read_body(request, FORM_TYPE)
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=most)
    except ValueError:
        raise Refusal("bad-field", field="form") from None
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def language_for(wanted: str, accepted: str) -> str:
    """The language of a reply: `wanted` if we speak it, else the phone's preference (Accept-Language), else vi."""
    if wanted in language.LANGUAGES:
        return wanted
    best, best_weight = language.LANGUAGES[0], 0.0
    for part in accepted.lower().split(",")[:10]:
        found = _PREFERENCE.match(part.replace(" ", ""))
        if found and found.group(1) in language.LANGUAGES:
            weight = _weight(found.group(2))
            if weight > best_weight:
                best, best_weight = found.group(1), weight
    return best


def _weight(text: str | None) -> float:
    try:
        return 1.0 if text is None else float(text)
    except ValueError:
        return 0.0
