"""The pages of polls, surveys and pledges: one form each, whole without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

import language
from meeting.commands.pledging import require_pledge
from meeting.commands.polling import require_poll
from meeting.commands.signing import SignPledge
from meeting.commands.surveying import require_survey
from meeting.model.pledge import PledgePhase
from meeting.model.vote import VotePhase
from meeting.moment import Role
from meeting.phone_sections import Section
from meeting.refusal import Refusal
from meeting.votes.kinds import check
from server import limits
from server.access.refusals import status_of
from server.api.endpoint import json_response
from server.page import vote_forms
from server.page.frame import Form, page, start, wants_json
from server.page.vote_forms import CHOICE, Fields, choice_in, first
from server.public.pledges import pledge_view
from server.public.votes import poll_view, survey_view
from wording.figures import measured
from wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from meeting.model.form import Choice
    from meeting.model.form import Form as AnswerForm
    from server.hall import Hall

SECTION = re.compile(f"[{Section.POLL}{Section.SURVEY}{Section.PLEDGE}][0-9]{{1,6}}")


def is_vote(section: str) -> bool:
    """Whether a section of the phone address is a page of this module."""
    return SECTION.fullmatch(section) is not None


def vote_page(
    hall: Hall,
    request: Request,
    given_pass: str,
    section: str,
    *,
    problem: str = "",
    at_item: int = 0,
    taken: str = "",
    fields: Fields | None = None,
    status: int = 200,
) -> Response:
    """The page of a section. `taken` says what was recorded, `fields` what a form shown again is filled with.

    `problem` is what is wrong, `at_item` the place of the survey's item it is about, from 1.
    """
    context = _context(hall, hall.access.device(given_pass), section, filled=fields is not None)
    if fields is not None:
        context["fields"] = fields
    return page(
        request,
        hall,
        "vote.html",
        status=status,
        section=section,
        given_pass=given_pass,
        problem=problem,
        at_item=at_item,
        taken=taken,
        start=start(hall, given_pass, section) | {"vote": _moment(context)},
        taking=_is_taking(context),
        **context,
    )


def _moment(context: dict[str, Any]) -> dict[str, Any]:
    """Where the vote stands: when this changes, the script fetches the page anew."""
    shown = context["poll"] or context["survey"] or context["pledge"]
    return {
        "phase": shown.phase,
        "round": getattr(shown, "round", 1),
        "edition": getattr(shown, "edition", 1),
    }


def _is_taking(context: dict[str, Any]) -> bool:
    """Whether the page has a form to fill in."""
    shown = context["poll"] or context["survey"] or context["pledge"]
    return shown.phase in {VotePhase.OPEN, PledgePhase.SIGNING}


def _context(hall: Hall, device: bytes, section: str, *, filled: bool) -> dict[str, Any]:
    """The context of a section's template. Raises Refusal ``no-such-page`` for what was never opened."""
    kind, number = section[0], int(section[1:])
    state = hall.state
    context: dict[str, Any] = {"poll": None, "survey": None, "pledge": None, "fields": {}}
    if kind == Section.POLL and number in state.polls:
        poll = state.polls[number]
        if poll.phase is not VotePhase.PREPARED:
            mine = None if filled else hall.boxes.ballots.choice(number, device)
            return context | {
                "poll": poll_view(state, poll, mine),
                "fields": vote_forms.fields_of(poll.form, mine, CHOICE),
            }
    if kind == Section.SURVEY and number in state.surveys:
        survey = state.surveys[number]
        if survey.phase is not VotePhase.PREPARED:
            response = None if filled else hall.boxes.ballots.response(number, device)
            fields = vote_forms.fields_of_response(survey, response)
            return context | {"survey": survey_view(state, survey, response), "fields": fields}
    if (
        kind == Section.PLEDGE
        and number in state.pledges
        and state.pledges[number].phase is not PledgePhase.PREPARED
    ):
        return context | {"pledge": pledge_view(state, state.pledges[number])}
    raise Refusal("no-such-page")


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) < 7 else 0


async def _vote(hall: Hall, device: bytes, number: int, fields: Fields) -> str:
    form = require_poll(hall.state, number).form
    choice = choice_in(form, fields, CHOICE)
    if choice is None:
        raise Refusal("choice-unclear")
    replaced = await hall.boxes.ballots.vote(
        number,
        device,
        choice,
        first(fields, "slip"),
        edition=_number(first(fields, "edition")),
        round_=_number(first(fields, "round")),
    )
    if replaced:
        return _echoed(form, choice) + language.gettext(
            "Your new vote is recorded in place of the earlier one."
        )
    return _echoed(form, choice) + language.gettext(
        "Your vote is recorded. You can change it until the vote closes."
    )


def _echoed(form: AnswerForm, choice: Choice, place: int = 0) -> str:
    """A number as it was read, with its unit, so that its giver sees whether it is the one they meant."""
    amount = check(form, choice).amount
    figure = measured(amount, form.unit) if amount else ""
    if figure and place:
        return (
            language.gettext("Recorded for question {number}: {figure}.").format(number=place, figure=figure)
            + " "
        )
    return language.gettext("Recorded: {figure}.").format(figure=figure) + " " if figure else ""


async def _respond(hall: Hall, device: bytes, number: int, fields: Fields) -> str:
    survey = require_survey(hall.state, number)
    response = vote_forms.response_in(survey, fields)
    replaced = await hall.boxes.ballots.respond(number, device, response)
    echoed = "".join(
        _echoed(item.form, response.answers[item.id], place)
        for place, item in enumerate(survey.items, start=1)
        if item.id in response.answers
    )
    if replaced:
        return echoed + language.gettext("Your changed answers are recorded.")
    return echoed + language.gettext(
        "Your answers are recorded. Thank you. You can change them until the survey closes."
    )


async def _sign(hall: Hall, _device: bytes, number: int, fields: Fields) -> str:
    signer = first(fields, "signer")
    if not signer.isdecimal() or len(signer) > 6:
        raise Refusal("choose-place")
    pledge = require_pledge(hall.state, number)
    if int(signer) not in {one.number for one in hall.state.signers.values() if one.pledge == pledge.number}:
        raise Refusal("choose-place")
    signed = SignPledge(int(signer), first(fields, "name"), first(fields, "post"), first(fields, "signature"))
    await hall.command(signed, Role.PHONE)
    return language.gettext("Your signature is recorded and shows once the organisers have taken it.")


_ACTS: dict[str, Callable[[Hall, bytes, int, Fields], Awaitable[str]]] = {
    Section.POLL: _vote,
    Section.SURVEY: _respond,
    Section.PLEDGE: _sign,
}


def _place_of_item(hall: Hall, section: str, refusal: Refusal) -> int:
    """The place on the page of the item that a survey's refusal names; 0 where it names none."""
    if section[0] != Section.SURVEY or "item" not in refusal.params:
        return 0
    ids = [item.id for item in require_survey(hall.state, int(section[1:])).items]
    return ids.index(str(refusal.params["item"])) + 1 if refusal.params["item"] in ids else 0


class Taken(msgspec.Struct, frozen=True):
    """What a script is told of a form that was recorded."""

    taken: str


async def take(hall: Hall, request: Request, fields: Fields) -> Response:
    """A form of one of these pages: the page again, with what was recorded or what is wrong and all that was typed.

    A script, which asks for JSON, is told in a sentence; a refusal is then raised.
    """
    given_pass, section = first(fields, "pass"), first(fields, "section")
    if not is_vote(section):
        raise Refusal("no-such-page")
    device = hall.access.device(given_pass)
    try:
        hall.access.vote_limiter.spend(device)
        taken = await _ACTS[section[0]](hall, device, int(section[1:]), fields)
    except Refusal as refusal:
        if wants_json(request):
            raise
        return vote_page(
            hall,
            request,
            given_pass,
            section,
            problem=sentence(refusal.code, refusal.params),
            at_item=_place_of_item(hall, section, refusal),
            fields=fields,
            status=status_of(refusal),
        )
    if wants_json(request):
        return json_response(Taken(taken))
    return vote_page(hall, request, given_pass, section, taken=taken)


FORMS = (Form("/take", take, limits.SURVEY_FIELDS),)
