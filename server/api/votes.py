"""Voting in polls, filling in surveys, signing pledges: what is asked, and one answer a phone."""

from __future__ import annotations

import msgspec

from meeting.commands.pledging import require_pledge
from meeting.commands.polling import require_poll
from meeting.commands.signing import SignPledge
from meeting.commands.surveying import require_survey
from meeting.model.form import Choice
from meeting.model.pledge import PledgePhase
from meeting.model.survey import Response
from meeting.model.vote import VotePhase
from meeting.moment import Role
from meeting.refusal import Refusal
from server.api.endpoint import Call, Endpoint
from server.public.pledges import PledgeView, pledge_view
from server.public.votes import PollView, SurveyView, poll_view, survey_view


class Ballot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One vote: exactly one of the parts of a choice, and the code of a slip where the poll is binding.

    `edition` is that of the poll as it was read, so that nobody votes on other words; `round` is likewise the
    round it was read in. Left out, the ballot is refused.
    """

    options: tuple[str, ...] = ()
    amount: str = ""
    text: str = ""
    abstain: bool = False
    slip: str = ""
    edition: int = 0
    round: int = 0

    @property
    def choice(self) -> Choice:
        """The vote without the slip."""
        return Choice(self.options, self.amount, self.text, self.abstain)


class Taken(msgspec.Struct, frozen=True):
    """The ballot is on the disk; `replaced` tells that it stands in place of an earlier one of the same voter."""

    replaced: bool


class SignatureRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signature for the place `signer`: path data in a box of 1000 by 400."""

    signer: int
    name: str
    signature: str
    post: str = ""


class Offered(msgspec.Struct, frozen=True):
    """The signature is recorded and waits for the desk to take it."""

    signer: int


async def poll(call: Call) -> PollView:
    """A poll that was opened."""
    found = require_poll(call.hall.state, call.request.path_params["number"])
    if found.phase is VotePhase.PREPARED:
        raise Refusal("no-such-poll", number=found.number)
    return poll_view(call.hall.state, found, call.hall.boxes.ballots.choice(found.number, call.device))


async def vote(call: Call) -> Taken:
    """Vote, or vote anew: the last vote before the close counts."""
    call.hall.access.vote_limiter.spend(call.device)
    number = call.request.path_params["number"]
    ballot: Ballot = call.body
    taken = call.hall.boxes.ballots.vote(
        number, call.device, ballot.choice, ballot.slip, edition=ballot.edition, round_=ballot.round
    )
    return Taken(await taken)


async def survey(call: Call) -> SurveyView:
    """A survey that was opened."""
    found = require_survey(call.hall.state, call.request.path_params["number"])
    if found.phase is VotePhase.PREPARED:
        raise Refusal("no-such-survey", number=found.number)
    return survey_view(call.hall.state, found, call.hall.boxes.ballots.response(found.number, call.device))


async def respond(call: Call) -> Taken:
    """Fill in a survey, or change what was filled in."""
    call.hall.access.vote_limiter.spend(call.device)
    number = call.request.path_params["number"]
    return Taken(await call.hall.boxes.ballots.respond(number, call.device, call.body))


async def pledge(call: Call) -> PledgeView:
    """A pledge open for signing, or signed."""
    found = require_pledge(call.hall.state, call.request.path_params["number"])
    if found.phase is PledgePhase.PREPARED:
        raise Refusal("no-such-pledge", number=found.number)
    return pledge_view(call.hall.state, found)


async def sign(call: Call) -> Offered:
    """Offer a signature; it shows once the desk has taken it."""
    call.hall.access.vote_limiter.spend(call.device)
    signed: SignatureRequest = call.body
    command = SignPledge(signed.signer, signed.name, signed.post, signed.signature)
    await call.hall.command(command, Role.PHONE)
    return Offered(signed.signer)


ENDPOINTS = (
    Endpoint("GET", "/api/polls/{number:int}", "A poll that was opened.", poll),
    Endpoint("POST", "/api/polls/{number:int}/ballot", "Vote, or vote anew until the close.", vote, Ballot),
    Endpoint("GET", "/api/surveys/{number:int}", "A survey that was opened.", survey),
    Endpoint(
        "POST", "/api/surveys/{number:int}/response", "Fill in a survey, or change it.", respond, Response
    ),
    Endpoint("GET", "/api/pledges/{number:int}", "A pledge open for signing, or signed.", pledge),
    Endpoint("POST", "/api/signatures", "Offer a signature for a pledge.", sign, SignatureRequest),
)
