"""The pledge wall: what is promised, who has signed, and later how the targets stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.model.pledge import PledgePhase, SignatureStatus, SignerKind
from meeting.model.stage import View
from meeting.phone_sections import Section
from meeting.pledges.achievement import Reached
from meeting.pledges.board import board, count_results, counts_as, signers, wall
from wall.slide import Role, Row, Slide, Topic, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from meeting.model.pledge import Pledge, Signer
    from meeting.pledges.board import Cell
    from wall.scene import Scene

SIGNED, AWAITED = "✓", "·"
"""Signs before a signer, so that the standing does not hang on colour."""


def topic(scene: Scene) -> Topic:
    """The staged pledge (the newest unless one is named): while it is signed its wall, before that its tasks."""
    pledge = scene.state.pledges.get(scene.state.stage.ref) or next(
        reversed(scene.state.pledges.values()), None
    )
    slide = Slide(View.PLEDGES, heading=_("Emulation pledge"))
    if pledge is None:
        return Topic(slide, (Words(_("No pledge has been prepared."), Role.TEXT),))
    is_open = pledge.phase is PledgePhase.SIGNING
    said = _("Scan the code to read and sign")
    cells = board(scene.state, pledge)
    reported = not is_open and any(cell.result for cell in cells)
    slide = Slide(
        View.PLEDGES,
        heading=_("Emulation pledge"),
        title="" if is_open else pledge.title,
        count=_standing(cells) if reported else _counts(scene, pledge),
        notes=(pledge.slogan,) if pledge.slogan else (),
        scan=scene.scan(Section.PLEDGE, pledge.number, said) if is_open else None,
    )
    if reported:
        return Topic(slide, tuple(_targets(pledge, cells)))
    parties = _latest_first(signers(scene.state, pledge.number))
    wall_ = tuple(map(_party, parties))
    if is_open:
        return Topic(slide, (Words(pledge.title), *wall_))
    return Topic(slide, (*_tasks(pledge), *wall_))


def _targets(pledge: Pledge, cells: Sequence[Cell]) -> Iterator[Row]:
    """For each target, how many of its parties have met or exceeded it."""
    for target in pledge.targets:
        counted = [counts_as(cell) for cell in cells if cell.target.id == target.id]
        met = sum(one in {Reached.MET, Reached.EXCEEDED} for one in counted)
        is_met = bool(counted) and met == len(counted)
        yield Row(target.text, SIGNED if is_met else AWAITED, f"{met}/{len(counted)}")


def _standing(cells: Sequence[Cell]) -> str:
    total = count_results(tuple(cells))
    return _("Exceeded {exceeded} · met {met} · not met {not_met} · not reported {unreported}").format(
        exceeded=total.exceeded, met=total.met, not_met=total.not_met, unreported=total.unreported
    )


def _tasks(pledge: Pledge) -> Iterator[Row]:
    return (Row(task.text, sign=str(place)) for place, task in enumerate(pledge.tasks, start=1))


def _latest_first(parties: Sequence[Signer]) -> list[Signer]:
    """Who signed last stands first, so that a signature is seen as it arrives; who has not signed, after them."""
    return sorted(
        parties, key=lambda one: (one.standing is SignatureStatus.SIGNED, one.signed_at), reverse=True
    )


def _party(signer: Signer) -> Row:
    has_signed = signer.standing is SignatureStatus.SIGNED
    witness = _(" (witness)") if signer.kind is SignerKind.WITNESS else ""
    name = f"{signer.organisation or signer.name}{witness}"
    return Row(name, SIGNED if has_signed else AWAITED, role=Role.STRONG if has_signed else Role.QUIET)


def _counts(scene: Scene, pledge: Pledge) -> str:
    counted = wall(scene.state, pledge.number)
    if not counted.expected:
        return ""
    return _("{signed} of {expected} have signed").format(signed=counted.signed, expected=counted.expected)
