"""Preparing polls: making and changing what has not been opened, and printing slips for it."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from meeting import limits
from meeting.changes import put
from meeting.commands.balloting import POLLS
from meeting.decision import ALIVE, Command, Decision
from meeting.model.form import Form
from meeting.model.poll import Majority, Poll, Slips
from meeting.model.profile import Phase
from meeting.model.vote import VotePhase
from meeting.moment import DESK, Moment, Role
from meeting.refusal import Refusal
from meeting.state import State
from meeting.text.clean import require_line
from meeting.text.lookalikes import lookalikes
from meeting.votes.kinds import complete, kind_of

require_poll = POLLS.require
"""A poll by its number. Raises Refusal ``no-such-poll``."""


class AddPoll(Command, frozen=True):
    """Prepare a poll. The result names its number and every pair of options that reads alike."""

    text: str
    form: Form
    hidden: bool = True
    binding: bool = False
    majority: Majority = Majority.MORE

    def rule(self, state: State, moment: Moment) -> Decision:
        number = max(state.polls, default=0) + 1
        if number > limits.POLLS_PER_MEETING:
            raise Refusal("too-many-polls", limit=limits.POLLS_PER_MEETING)
        return _put(self, number)


class EditPoll(Command, frozen=True):
    """Replace what a poll asks, as long as it has not been opened. Slips already printed stay good."""

    number: int
    text: str
    form: Form
    hidden: bool = True
    binding: bool = False
    majority: Majority = Majority.MORE

    def rule(self, state: State, moment: Moment) -> Decision:
        POLLS.prepared(state, self.number)
        return _put(self, self.number)


class CorrectPoll(Command, frozen=True):
    """Put right what an open poll asks, as long as nobody has voted in this round. It stays open.

    `untouched` tells that its ballot box is empty. The server that holds the box says so; nobody else is believed.
    """

    number: int
    text: str
    form: Form
    hidden: bool = True
    majority: Majority = Majority.MORE
    untouched: bool = False

    phases: ClassVar[frozenset[Phase]] = frozenset({Phase.OPEN})

    def rule(self, state: State, moment: Moment) -> Decision:
        poll = POLLS.in_phase(state, self.number, VotePhase.OPEN, POLLS.not_open)
        if not self.untouched or poll.earlier:
            raise Refusal(POLLS.frozen, number=self.number)
        asked = EditPoll(self.number, self.text, self.form, self.hidden, poll.binding, self.majority)
        return _put(asked, self.number, poll)


def _put(command: AddPoll | EditPoll, number: int, opened: Poll | None = None) -> Decision:
    """The poll as `command` describes it, in a new edition of the one that is `opened`.

    Words from phones are never shown before the host has seen them.
    """
    form = complete(command.form)
    poll = Poll(
        number=number,
        text=require_line(command.text, "text", limit=limits.QUESTION_GRAPHEMES),
        form=form,
        hidden=command.hidden or kind_of(form).in_words,
        binding=command.binding,
        majority=command.majority,
    )
    if opened is not None:
        poll = replace(poll, phase=opened.phase, opened_at=opened.opened_at, edition=opened.edition + 1)
    alike = lookalikes([option.text for option in form.options]) if kind_of(form).own_options else ()
    result = {"number": number, "alike": [list(pair) for pair in alike]}
    return POLLS.changed(poll, result=result)


class IssueSlips(Command, frozen=True):
    """Make a poll binding with these slips, in place of any issued before; the codes themselves stay on paper.

    `hashes` are `slips.fingerprint` of each code. They are put in the order of their values, so that their order
    says nothing of the order in which slips were handed out.
    """

    number: int
    hashes: tuple[str, ...]

    roles: ClassVar[frozenset[Role]] = DESK | {Role.SYSTEM}
    phases: ClassVar[frozenset[Phase]] = ALIVE

    def rule(self, state: State, moment: Moment) -> Decision:
        poll = POLLS.prepared(state, self.number)
        hashes = tuple(sorted(set(self.hashes)))
        if len(hashes) not in limits.SLIPS or len(hashes) != len(self.hashes):
            raise Refusal("slip-count", least=limits.SLIPS[0], most=limits.SLIPS[-1], given=len(hashes))
        if any(len(digest) != 64 or not set(digest) <= set("0123456789abcdef") for digest in hashes):
            raise Refusal("slip-unclear")
        issued = put("slips", self.number, Slips(hashes))
        return POLLS.changed(replace(poll, binding=True), issued, result={"slips": len(hashes)})
