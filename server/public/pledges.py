"""A pledge as its representatives read and sign it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from language import gettext as _
from meeting.model.pledge import SignatureStatus, SignerKind
from meeting.pledges.board import signers, wall
from wording.pledges import level

if TYPE_CHECKING:
    from meeting.model.pledge import Pledge, Signer, Target
    from meeting.state import State


class PlaceView(msgspec.Struct, frozen=True):
    """One place in the grid of signatures, and the levels it registers for itself, which it signs too.

    A name shows only once the desk has taken the signature.
    """

    number: int
    organisation: str
    witness: bool
    standing: str
    name: str = ""
    post: str = ""
    levels: tuple[str, ...] = ()


class PledgeView(msgspec.Struct, frozen=True):
    """A pledge as it is signed: its text, and its places."""

    number: int
    title: str
    slogan: str
    grounds: tuple[str, ...]
    tasks: tuple[str, ...]
    targets: tuple[str, ...]
    measures: tuple[str, ...]
    promises: tuple[str, ...]
    phase: str
    signed: int
    expected: int
    places: tuple[PlaceView, ...]


def pledge_view(state: State, pledge: Pledge) -> PledgeView:
    """A pledge as the representatives read and sign it."""
    places = signers(state, pledge.number)
    full = wall(state, pledge.number)
    return PledgeView(
        number=pledge.number,
        title=pledge.title,
        slogan=pledge.slogan,
        grounds=pledge.grounds,
        tasks=tuple(f"{task.id}. {task.text}" for task in pledge.tasks),
        targets=tuple(_target(target) for target in pledge.targets),
        measures=pledge.measures,
        promises=pledge.promises,
        phase=pledge.phase.value,
        signed=full.signed,
        expected=full.expected,
        places=tuple(
            PlaceView(
                one.number,
                one.organisation,
                one.kind is SignerKind.WITNESS,
                one.standing.value,
                one.name if one.standing is SignatureStatus.SIGNED else "",
                one.post if one.standing is SignatureStatus.SIGNED else "",
                _levels(pledge, one),
            )
            for one in places
        ),
    )


def _target(target: Target) -> str:
    """All of a target that is signed: its levels, its deadline, what proves it and when it counts as done well."""
    parts = (
        (_("assigned level"), level(target, target.indicator)),
        (_("plan"), level(target, target.plan)),
        (_("deadline"), "/".join(reversed(target.deadline.split("-")))),
        (_("evidence"), target.evidence),
        (_("quality"), target.quality),
    )
    details = "; ".join(f"{name}: {text}" for name, text in parts if text)
    return f"{target.id}. {target.text}" + (f" ({details})" if details else "")


def _levels(pledge: Pledge, signer: Signer) -> tuple[str, ...]:
    return tuple(
        f"{target.id}: {level(target, signer.levels[target.id])}"
        for target in pledge.targets
        if target.id in signer.levels
    )
