"""The ceremony: signing opens, phones offer signatures, the desk takes them or signs itself, signing closes."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from meeting import limits
from meeting.changes import put
from meeting.commands.pledging import require_pledge, require_signer
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.pledge import Pledge, PledgePhase, SignatureStatus, Signer
from meeting.model.profile import Phase
from meeting.moment import DESK, Moment, Role
from meeting.pledges.signature import check
from meeting.refusal import Refusal
from meeting.state import State
from meeting.text.clean import clean_line, require_line


def _changed(signer: Signer) -> Decision:
    return Decision((put("signers", signer.number, signer),), (("signers", signer.number),))


def _being_signed(state: State, number: int) -> Pledge:
    pledge = require_pledge(state, number)
    if pledge.phase is not PledgePhase.SIGNING:
        raise Refusal("not-being-signed", number=number)
    return pledge


class OpenSigning(Command, frozen=True):
    """From here the text is fixed: everybody signs the same words."""

    number: int

    phases: ClassVar[frozenset[Phase]] = frozenset({Phase.OPEN})

    def rule(self, state: State, moment: Moment) -> Decision:
        pledge = require_pledge(state, self.number)
        if pledge.phase is not PledgePhase.PREPARED:
            raise Refusal("pledge-frozen", number=self.number)
        if not any(signer.pledge == self.number for signer in state.signers.values()):
            raise Refusal("no-signers", number=self.number)
        opened = replace(pledge, phase=PledgePhase.SIGNING, opened_at=moment.stamp)
        return Decision((put("pledges", self.number, opened),), (("pledges", self.number),))


class SignPledge(Command, frozen=True):
    """Sign for an organisation: with strokes from a phone, or at the laptop, where paper may hold the signature.

    A phone's signature is only offered: anybody in the hall could pick a team's name, so the desk, who sees the
    representative step forward, takes it before it shows.
    """

    signer: int
    name: str
    post: str
    signature: str = ""

    roles: ClassVar[frozenset[Role]] = DESK | {Role.PHONE}

    def rule(self, state: State, moment: Moment) -> Decision:
        signer = require_signer(state, self.signer)
        _being_signed(state, signer.pledge)
        by_phone = moment.by is Role.PHONE
        if signer.standing is SignatureStatus.SIGNED or (
            by_phone and signer.standing is SignatureStatus.OFFERED
        ):
            raise Refusal("signed-already", organisation=signer.organisation)
        drawn = check(self.signature) if self.signature or by_phone else ""
        return _changed(
            replace(
                signer,
                name=require_line(self.name, "name", limit=limits.NAME_GRAPHEMES),
                post=clean_line(self.post, "post"),
                signature=drawn,
                standing=SignatureStatus.OFFERED if by_phone else SignatureStatus.SIGNED,
                by_phone=by_phone,
                signed_at=moment.stamp,
            )
        )


class TakeSignature(Command, frozen=True):
    """Let an offered signature stand: the wall shows it."""

    signer: int

    def rule(self, state: State, moment: Moment) -> Decision:
        signer = _offered(state, self.signer)
        return _changed(replace(signer, standing=SignatureStatus.SIGNED, signed_at=moment.stamp))


class RefuseSignature(Command, frozen=True):
    """Send an offered signature back: the place is free again. What was offered stays in the journal's history."""

    signer: int

    def rule(self, state: State, moment: Moment) -> Decision:
        return _changed(_freed(_offered(state, self.signer)))


class WithdrawSignature(Command, frozen=True):
    """Free a place that was signed by mistake, as long as signing is open."""

    signer: int

    def rule(self, state: State, moment: Moment) -> Decision:
        signer = require_signer(state, self.signer)
        _being_signed(state, signer.pledge)
        if signer.standing is not SignatureStatus.SIGNED:
            raise Refusal("not-signed", organisation=signer.organisation)
        return _changed(_freed(signer))


class CloseSigning(Command, frozen=True):
    """The pledge is signed. Places left empty stay empty; offered signatures must be taken or refused first."""

    number: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        pledge = _being_signed(state, self.number)
        offered = [
            signer
            for signer in state.signers.values()
            if signer.pledge == self.number and signer.standing is SignatureStatus.OFFERED
        ]
        if offered:
            raise Refusal("signatures-offered", count=len(offered))
        signed = replace(pledge, phase=PledgePhase.SIGNED, signed_at=moment.stamp)
        return Decision((put("pledges", self.number, signed),), (("pledges", self.number),))


def _offered(state: State, number: int) -> Signer:
    signer = require_signer(state, number)
    if signer.standing is not SignatureStatus.OFFERED:
        raise Refusal("not-offered", organisation=signer.organisation)
    return signer


def _freed(signer: Signer) -> Signer:
    return replace(
        signer, name="", post="", signature="", standing=SignatureStatus.AWAITED, by_phone=False, signed_at=""
    )
