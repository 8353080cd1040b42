"""How a refusal travels to a phone: an HTTP status, a code, its parameters and a sentence in the phone's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from starlette.responses import Response

from wording.refusals import sentence

if TYPE_CHECKING:
    from meeting.refusal import Refusal

_STATUSES = {
    "bad-json": 400,
    "wrong-origin": 403,
    "no-pass": 403,
    "no-stage-pass": 403,
    "asks-no-more": 403,
    "wrong-code": 404,
    "no-such-question": 404,
    "no-such-page": 404,
    "not-this-method": 405,
    "meeting-prepared": 409,
    "meeting-closed": 409,
    "intake-closed": 409,
    "prompt-closed": 409,
    "check-in-closed": 409,
    "attendance-full": 409,
    "vote-closed": 409,
    "votes-off": 409,
    "meeting-full": 409,
    "no-such-poll": 404,
    "no-such-survey": 404,
    "no-such-pledge": 404,
    "poll-not-open": 409,
    "poll-corrected": 409,
    "poll-other-round": 409,
    "page-outdated": 409,
    "slip-used": 409,
    "survey-not-open": 409,
    "not-being-signed": 409,
    "signed-already": 409,
    "no-answer": 409,
    "body-too-long": 413,
    "wrong-type": 415,
    "wrong-host": 421,
    "too-fast": 429,
    "too-many-guesses": 429,
    "too-many-waiting": 429,
    "too-many-streams": 429,
    "server-error": 500,
    "unwritable": 503,
    "no-keeper": 503,
    "kept-here": 503,
    "hall-cut-off": 503,
    "not-in-this-hall": 409,
    "place-refused": 503,
}
UNPROCESSABLE = 422
"""What any other refusal is: the request was understood and breaks a rule."""


class ErrorBody(msgspec.Struct, frozen=True):
    """The body of every reply that is not a success."""

    code: str
    sentence: str
    params: dict[str, str | int] = msgspec.field(default_factory=dict, name="facts")


def status_of(refusal: Refusal) -> int:
    """The HTTP status for a refusal."""
    return _STATUSES.get(refusal.code, UNPROCESSABLE)


def response(refusal: Refusal) -> Response:
    """The refusal as JSON, in the current language."""
    error = ErrorBody(refusal.code, sentence(refusal.code, refusal.params), refusal.params)
    headers = {"Retry-After": str(refusal.params["seconds"])} if "seconds" in refusal.params else None
    return Response(
        msgspec.json.encode({"error": error}), status_of(refusal), headers, "application/json; charset=utf-8"
    )
