"""Joining with the hall's code, what the meeting is now, and hints while somebody types."""

from __future__ import annotations

import msgspec

from meeting.dialogue.following import FollowUpStep
from server.api.endpoint import Call, Endpoint
from server.public.views import MeetingView, QuestionView, meeting_view, question_view

SIMILAR = 3
"""Questions shown beside a text that says much the same."""


class JoinRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hall's code as typed."""

    code: str


class Joined(msgspec.Struct, frozen=True):
    """What a phone keeps: its pass, and the paths of the live stream and of its fallback."""

    given_pass: str = msgspec.field(name="pass")
    live: str = ""
    changes: str = ""


class Now(msgspec.Struct, frozen=True):
    """The meeting now, as of commit `n`."""

    n: int
    meeting: MeetingView
    live: str
    changes: str


class HintRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question being written."""

    text: str


class HintReply(msgspec.Struct, frozen=True):
    """The area it would be filed under (empty: unsure), and listed questions that say much the same."""

    area: str
    similar: list[QuestionView]


async def join(call: Call) -> Joined:
    """Exchange the hall's code for a pass. Raises Refusal ``wrong-code``."""
    credentials = await call.hall.access.authenticate(call.body.code)
    call.hall.note_joining(call.request.scope)
    return Joined(credentials.new_pass(), *stream_paths(credentials.ticket))


def stream_paths(ticket: str) -> tuple[str, str]:
    """The paths of the live stream and of its fallback."""
    return f"/api/live/{ticket}", f"/api/changes/{ticket}"


async def now(call: Call) -> Now:
    """The meeting as it is."""
    hall = call.hall
    ticket = hall.access.ticket
    return Now(hall.updates.n, meeting_view(hall.state), *stream_paths(ticket))


async def hint(call: Call) -> HintReply:
    """What triage makes of a text; nothing is kept of it."""
    hall = call.hall
    suggestion, similar = await hall.triage.hint(call.device, call.body.text)
    area = suggestion.area if suggestion is not None and suggestion.confident else ""
    views = [view for n in similar if (view := question_view(hall.state, n)) is not None]
    waiting = [
        view
        for view in views
        if view.step in {FollowUpStep.LISTED, FollowUpStep.BEING_ANSWERED, FollowUpStep.ANSWERED}
    ]
    return HintReply(
        area if area in {known.id for known in hall.state.meeting.settings.areas} else "", waiting[:SIMILAR]
    )


ENDPOINTS = (
    Endpoint(
        "POST", "/api/join", "Exchange the hall's code for a pass.", join, JoinRequest, needs_pass=False
    ),
    Endpoint("GET", "/api/meeting", "The meeting as it is now.", now),
    Endpoint(
        "POST", "/api/hint", "An area and similar questions for a text being written.", hint, HintRequest
    ),
)
