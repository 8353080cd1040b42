"""A pledge as its representatives read and sign it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from language import vote_words
from meeting.model.pledge import SignerKind, SignerStanding
from meeting.pledges.board import signers, wall

if TYPE_CHECKING:
    from meeting.model.pledge import Pledge
    from meeting.state import State


class PlaceView(msgspec.Struct, frozen=True):
    """One place in the grid of signatures. A name shows only once the desk has taken the signature."""

    number: int
    organisation: str
    witness: bool
    standing: str
    name: str = ""
    post: str = ""


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
        targets=tuple(
            f"{target.id}. {_target(target.text, target.plan or target.indicator, target.unit)}"
            for target in pledge.targets
        ),
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
                one.name if one.standing is SignerStanding.SIGNED else "",
                one.post if one.standing is SignerStanding.SIGNED else "",
            )
            for one in places
        ),
    )


def _target(text: str, level: str, unit: str) -> str:
    return f"{text}: {vote_words.number(level)} {unit}".strip() if level else text
