"""Following by a plain form: what became of a receipt's question, and whether the answer settled it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.dialogue import receipts
from meeting.dialogue.following import Following, FollowUpStep, follow
from meeting.refusal import Refusal
from server.access.refusals import status_of
from server.api.following import judge
from server.page.frame import Form, page
from server.page.vote_forms import first
from wording.refusals import sentence

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from server.hall import Hall
    from server.page.vote_forms import Fields

JUDGED = frozenset({FollowUpStep.ANSWERED, FollowUpStep.EXPLAINED})
"""Steps after which an asker is asked whether the answer settled the question."""


async def look_up(hall: Hall, request: Request, fields: Fields) -> Response:
    """What became of the question of a receipt typed from paper."""
    return _followed_page(hall, request, fields)


async def judged(hall: Hall, request: Request, fields: Fields) -> Response:
    """The asker's word on the answer: the same page, with thanks or with what is wrong."""
    try:
        await judge(hall, first(fields, "receipt"), satisfied=first(fields, "satisfied") == "yes")
    except Refusal as refusal:
        return _followed_page(hall, request, fields, refusal=refusal)
    return _followed_page(hall, request, fields, message=_("Thank you. Only the count is kept."))


def _followed_page(
    hall: Hall, request: Request, fields: Fields, *, refusal: Refusal | None = None, message: str = ""
) -> Response:
    typed, found = first(fields, "receipt"), None
    try:
        found = follow(hall.state, typed)
    except Refusal as wrong:
        refusal = wrong
    if found is None:
        refusal = refusal or Refusal("unknown-receipt")
    return page(
        request,
        hall,
        "followed.html",
        status=200 if found is not None or refusal is None else status_of(refusal),
        found=found,
        receipt=receipts.parse(typed) if found is not None else "",
        judging=found is not None and _can_be_judged(found) and not message,
        problem=sentence(refusal.code, refusal.params) if refusal is not None else "",
        message=message,
        given_pass=first(fields, "pass") if hall.access.credentials is not None else "",
    )


def _can_be_judged(found: Following) -> bool:
    return found.step in JUDGED and not found.meeting


FORMS = (Form("/follow", look_up), Form("/judge", judged))
