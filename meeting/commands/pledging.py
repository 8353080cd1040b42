"""Writing a pledge and choosing who is to sign it, until signing opens."""

from __future__ import annotations

import re
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from meeting import limits
from meeting.changes import put, remove
from meeting.commands.obligations import require_day
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.pledge import Pledge, PledgePhase, SignatureStatus, Signer, SignerKind, Target, Task
from meeting.model.profile import Phase
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.state import State
from meeting.text import numbers
from meeting.text.clean import clean_line, require_line

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,19}", re.ASCII)


def require_pledge(state: State, number: int) -> Pledge:
    """Pledge `number`. Raises Refusal ``no-such-pledge``."""
    try:
        return state.pledges[number]
    except KeyError:
        raise Refusal("no-such-pledge", number=number) from None


def require_signer(state: State, number: int) -> Signer:
    """Signer `number`. Raises Refusal ``no-such-signer``."""
    try:
        return state.signers[number]
    except KeyError:
        raise Refusal("no-such-signer", number=number) from None


def prepared_pledge(state: State, number: int) -> Pledge:
    """A pledge whose text may still change. Raises Refusal ``pledge-frozen`` once signing has opened.

    What somebody has signed stays as it was also where the opening of the ceremony is undone.
    """
    pledge = require_pledge(state, number)
    signed = any(
        signer.pledge == number and signer.standing is not SignatureStatus.AWAITED
        for signer in state.signers.values()
    )
    if pledge.phase is not PledgePhase.PREPARED or signed:
        raise Refusal("pledge-frozen", number=number)
    return pledge


def _paragraphs(texts: tuple[str, ...], field: str) -> tuple[str, ...]:
    if len(texts) > limits.PLEDGE_LINES:
        raise Refusal("too-many-lines", field=field, limit=limits.PLEDGE_LINES)
    return tuple(require_line(text, field, limit=limits.PLEDGE_TEXT_GRAPHEMES) for text in texts)


def _clean_task(task: Task) -> Task:
    return Task(
        task.id,
        require_line(task.text, "tasks", limit=limits.PLEDGE_TEXT_GRAPHEMES),
        clean_line(task.area, "area"),
    )


def clean_target(target: Target) -> Target:
    """`target` with every text cleaned and every figure in one spelling. Raises Refusal naming the field."""
    return Target(
        id=target.id,
        task=target.task,
        text=require_line(target.text, "targets", limit=limits.PLEDGE_TEXT_GRAPHEMES),
        unit=clean_line(target.unit, "unit", limit=limits.NAME_GRAPHEMES),
        direction=target.direction,
        indicator=numbers.clean(target.indicator, "indicator", unit=target.unit),
        plan=numbers.clean(target.plan, "plan", unit=target.unit),
        deadline=require_day(target.deadline, "deadline") if target.deadline else "",
        quality=clean_line(target.quality, "quality"),
        evidence=clean_line(target.evidence, "evidence"),
    )


def _check_ids(pledge: Pledge) -> None:
    """Raise Refusal unless every id is plain and there once, and every target belongs to a task."""
    tasks, targets = [task.id for task in pledge.tasks], [target.id for target in pledge.targets]
    for ids in (tasks, targets):
        if len(set(ids)) != len(ids) or not all(_ID.fullmatch(id_) for id_ in ids):
            raise Refusal("pledge-ids-unclear")
    if not {target.task for target in pledge.targets} <= set(tasks):
        raise Refusal("target-without-task")


def whole_pledge(pledge: Pledge) -> Pledge:
    """`pledge` as prepared and unsigned, every text cleaned. Raises Refusal naming what is wrong."""
    if len(pledge.tasks) not in limits.PLEDGE_TASKS:
        raise Refusal("task-count", least=limits.PLEDGE_TASKS[0], most=limits.PLEDGE_TASKS[-1])
    if len(pledge.targets) > limits.PLEDGE_TARGETS:
        raise Refusal("too-many-targets", limit=limits.PLEDGE_TARGETS)
    _check_ids(pledge)
    return Pledge(
        number=pledge.number,
        title=require_line(pledge.title, "title"),
        slogan=clean_line(pledge.slogan, "slogan"),
        grounds=_paragraphs(pledge.grounds, "grounds"),
        tasks=tuple(_clean_task(task) for task in pledge.tasks),
        targets=tuple(clean_target(target) for target in pledge.targets),
        measures=_paragraphs(pledge.measures, "measures"),
        promises=_paragraphs(pledge.promises, "promises"),
        origin=clean_line(pledge.origin, "origin"),
    )


class AddPledge(Command, frozen=True):
    """Write a pledge, or take one over from an earlier meeting; its number is given here."""

    pledge: Pledge

    def rule(self, state: State, moment: Moment) -> Decision:
        # Undo may have taken a pledge away and left its signers: they must not come to stand under another one.
        number = max([*state.pledges, *(signer.pledge for signer in state.signers.values())], default=0) + 1
        if number > limits.PLEDGES_PER_MEETING:
            raise Refusal("too-many-pledges", limit=limits.PLEDGES_PER_MEETING)
        pledge = replace(whole_pledge(self.pledge), number=number)
        return Decision((put("pledges", number, pledge),), (("pledges", number),), {"number": number})


class EditPledge(Command, frozen=True):
    """Replace the text of a pledge before signing opens.

    A registered level stays with its target wherever that now stands, and goes where the target does.
    """

    pledge: Pledge

    def rule(self, state: State, moment: Moment) -> Decision:
        number = self.pledge.number
        before = prepared_pledge(state, number)
        pledge = replace(whole_pledge(self.pledge), origin=before.origin, number=number)
        moved = tuple(
            put("signers", signer.number, replace(signer, levels=levels))
            for signer in state.signers.values()
            if signer.pledge == number and (levels := _moved(signer.levels, before, pledge)) != signer.levels
        )
        return Decision((put("pledges", number, pledge), *moved), (("pledges", number),))


def _moved(levels: dict[str, str], before: Pledge, now: Pledge) -> dict[str, str]:
    """The levels registered for the targets of `before`, under the ids that the same targets have `now`."""
    ids = {_meaning(before, target): target.id for target in before.targets}
    moves = {target.id: ids.get(_meaning(now, target), "") for target in now.targets}
    return {id_: levels[from_] for id_, from_ in moves.items() if from_ in levels}


def _meaning(pledge: Pledge, target: Target) -> tuple[str, ...]:
    """What makes a figure of a target say the same: its task, its words, its unit, its direction."""
    task = next(task.text for task in pledge.tasks if task.id == target.task)
    return task, target.text, target.unit, target.direction


class RemovePledge(Command, frozen=True):
    """Take away a pledge that was never opened for signing, with its signers."""

    number: int

    def rule(self, state: State, moment: Moment) -> Decision:
        prepared_pledge(state, self.number)
        signers = tuple(remove("signers", id_) for id_, s in state.signers.items() if s.pledge == self.number)
        return Decision((remove("pledges", self.number), *signers), (("pledges", self.number),))


class AddSigner(Command, frozen=True):
    """Give a team, a mass organisation or a witness a place in the grid. Latecomers are added while signing is open."""

    pledge: int
    kind: SignerKind
    organisation: str
    name: str = ""
    post: str = ""
    levels: dict[str, str] = msgspec.field(default_factory=dict)

    def rule(self, state: State, moment: Moment) -> Decision:
        pledge = require_pledge(state, self.pledge)
        if pledge.phase is PledgePhase.SIGNED:
            raise Refusal("pledge-signed", number=self.pledge)
        if sum(signer.pledge == self.pledge for signer in state.signers.values()) >= limits.PLEDGE_SIGNERS:
            raise Refusal("too-many-signers", limit=limits.PLEDGE_SIGNERS)
        number = max([*state.signers, *(result.signer for result in state.results.values())], default=0) + 1
        signer = Signer(
            number=number,
            pledge=self.pledge,
            kind=self.kind,
            organisation=require_line(self.organisation, "organisation"),
            levels=clean_levels(pledge, self.levels),
            name=clean_line(self.name, "name", limit=limits.NAME_GRAPHEMES),
            post=clean_line(self.post, "post"),
        )
        return Decision((put("signers", number, signer),), (("signers", number),), {"number": number})


def clean_levels(pledge: Pledge, levels: dict[str, str]) -> dict[str, str]:
    """Registered levels by target id, empty ones left out. Raises Refusal for a target the pledge does not have."""
    targets = {target.id: target for target in pledge.targets}
    if not targets.keys() >= levels.keys():
        raise Refusal("no-such-target")
    return {
        id_: numbers.clean(level, "level", unit=targets[id_].unit)
        for id_, level in levels.items()
        if level.strip()
    }


class SetLevels(Command, frozen=True):
    """Register what a team sets itself for each target; part of what it signs, so only before it has."""

    signer: int
    levels: dict[str, str]

    def rule(self, state: State, moment: Moment) -> Decision:
        signer = _unsigned(state, self.signer)
        levels = clean_levels(require_pledge(state, signer.pledge), self.levels)
        return Decision(
            (put("signers", self.signer, replace(signer, levels=levels)),), (("signers", self.signer),)
        )


class RemoveSigner(Command, frozen=True):
    """Take away a place in the grid that nobody has signed."""

    number: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        _unsigned(state, self.number)
        return Decision((remove("signers", self.number),), (("signers", self.number),))


def _unsigned(state: State, number: int) -> Signer:
    signer = require_signer(state, number)
    if signer.standing is not SignatureStatus.AWAITED:
        raise Refusal("signed-already", organisation=signer.organisation)
    return signer
