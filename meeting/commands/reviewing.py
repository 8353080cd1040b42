"""After the launch: what was reached on each target, and the interim and final reviews."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from meeting import limits
from meeting.changes import put
from meeting.commands.obligations import require_day
from meeting.commands.pledging import require_pledge, require_signer
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.pledge import Pledge, PledgePhase, PledgeReview, Review, SignerKind, TargetResult
from meeting.model.profile import Phase
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.state import State
from meeting.text import numbers
from meeting.text.amounts import canonical
from meeting.text.clean import clean_line, require_text


def _signed_pledge(state: State, number: int) -> Pledge:
    pledge = require_pledge(state, number)
    if pledge.phase is PledgePhase.PREPARED:
        raise Refusal("pledge-not-signed", number=number)
    return pledge


class RecordResult(Command, frozen=True):
    """Enter what a signer reached on a target at a review; entering it again keeps the former value."""

    signer: int
    target: str
    review: Review
    value: str
    good: bool = True
    evidence: str = ""
    verified: bool = False

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        signer = require_signer(state, self.signer)
        pledge = _signed_pledge(state, signer.pledge)
        if signer.kind is SignerKind.WITNESS:
            raise Refusal("witness-has-no-results")
        target = pledge.target(self.target)
        if target is None:
            raise Refusal("no-such-target")
        value = numbers.read(self.value, "value", unit=target.unit)
        before = self._before(state)
        entered = TargetResult(
            number=before.number if before else max(state.results, default=0) + 1,
            pledge=pledge.number,
            signer=self.signer,
            target=self.target,
            review=self.review,
            value=canonical(value),
            at=moment.stamp,
            good=self.good,
            evidence=clean_line(self.evidence, "evidence", limit=limits.PLEDGE_TEXT_GRAPHEMES),
            verified=self.verified,
            earlier=_earlier(before, canonical(value)),
        )
        return Decision((put("results", entered.number, entered),), (("results", entered.number),))

    def _before(self, state: State) -> TargetResult | None:
        wanted = (self.signer, self.target, self.review)
        return next((r for r in state.results.values() if (r.signer, r.target, r.review) == wanted), None)


def _earlier(before: TargetResult | None, value: str) -> tuple[str, ...]:
    if before is None:
        return ()
    return before.earlier if before.value == value else (*before.earlier, before.value)


class VerifyResult(Command, frozen=True):
    """Mark a result as checked by somebody other than the team, or take the mark back."""

    number: int
    verified: bool = True

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        if self.number not in state.results:
            raise Refusal("no-such-result", number=self.number)
        changed = replace(state.results[self.number], verified=self.verified)
        return Decision((put("results", self.number, changed),), (("results", self.number),))


class HoldReview(Command, frozen=True):
    """Record what an interim or final review concluded (sơ kết, tổng kết); held again, it replaces the one before."""

    pledge: int
    review: Review
    on: str
    text: str

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        _signed_pledge(state, self.pledge)
        held = [
            n for n, one in state.reviews.items() if (one.pledge, one.review) == (self.pledge, self.review)
        ]
        number = held[0] if held else max(state.reviews, default=0) + 1
        text = require_text(self.text, "text", limit=limits.ANSWER_GRAPHEMES, lines=limits.ANSWER_LINES).text
        review = PledgeReview(number, self.pledge, self.review, require_day(self.on, "on"), text)
        return Decision((put("reviews", number, review),), (("reviews", number),))
