"""How a pledge stands: the wall of signatures, the board of results, and what a next meeting takes over."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from meeting.model.pledge import (
    Pledge,
    PledgePhase,
    Review,
    SignatureStatus,
    Signer,
    SignerKind,
    Target,
    TargetResult,
)
from meeting.pledges.achievement import Achievement, Reached, achievement
from meeting.text import numbers

if TYPE_CHECKING:
    from meeting.state import State


def signers(state: State, pledge: int) -> tuple[Signer, ...]:
    """Everybody on the pledge in the order of the grid: teams, mass organisations, witnesses."""
    order = list(SignerKind)
    on_it = [signer for signer in state.signers.values() if signer.pledge == pledge]
    return tuple(sorted(on_it, key=lambda signer: (order.index(signer.kind), signer.number)))


class Wall(NamedTuple):
    """The ceremony at a glance: how many have signed, of how many; witnesses counted apart."""

    signed: int
    expected: int
    witnessed: int
    witnesses: int


def wall(state: State, pledge: int) -> Wall:
    """How full the wall is."""
    counted = Counter(
        (signer.kind is SignerKind.WITNESS, signer.standing is SignatureStatus.SIGNED)
        for signer in signers(state, pledge)
    )
    return Wall(
        signed=counted[False, True],
        expected=counted[False, True] + counted[False, False],
        witnessed=counted[True, True],
        witnesses=counted[True, True] + counted[True, False],
    )


class Cell(NamedTuple):
    """One target of one signer: the latest result (the final review's before the interim one's) and its meaning."""

    target: Target
    signer: Signer
    result: TargetResult | None
    achievement: Achievement | None


def board(state: State, pledge: Pledge) -> tuple[Cell, ...]:
    """A cell for each target and each signing team or organisation, in the order of the targets."""
    latest: dict[tuple[int, str], TargetResult] = {}
    for result in state.results.values():
        if result.pledge != pledge.number:
            continue
        held = latest.get((result.signer, result.target))
        if held is None or (held.review, result.review) == (Review.INTERIM, Review.FINAL):
            latest[result.signer, result.target] = result
    parties = [one for one in signers(state, pledge.number) if one.kind is not SignerKind.WITNESS]
    return tuple(_cell(target, party, latest) for target in pledge.targets for party in parties)


def _cell(target: Target, signer: Signer, latest: dict[tuple[int, str], TargetResult]) -> Cell:
    result = latest.get((signer.number, target.id))
    meaning = achievement(target, signer.levels.get(target.id, ""), result.value) if result else None
    return Cell(target, signer, result, meaning)


class ResultCounts(NamedTuple):
    """How many results of a board are of each kind; `against` the plan where one is set, else the indicator."""

    not_met: int
    met: int
    exceeded: int
    unreported: int


def counts_as(cell: Cell) -> Reached | None:
    """A cell in one word: against the plan, else the indicator, else the registered level; None if unreported.

    Work whose quality was not kept is not met, whatever the figure.
    """
    if cell.result is None or cell.achievement is None:
        return None
    if not cell.result.good:
        return Reached.NOT_MET
    levels = (cell.achievement.plan, cell.achievement.indicator, cell.achievement.registered)
    return next((level for level in levels if level is not Reached.NO_LEVEL), Reached.MET)


def count_results(cells: tuple[Cell, ...]) -> ResultCounts:
    """The board in four numbers."""
    counted = Counter(counts_as(cell) for cell in cells)
    return ResultCounts(
        counted[Reached.NOT_MET], counted[Reached.MET], counted[Reached.EXCEEDED], counted[None]
    )


def left_over(state: State, pledge: Pledge) -> Pledge | None:
    """The pledge a next meeting takes over: the targets not yet met by everybody, with their tasks; None if all are.

    It comes unsigned, under number 0, and names this meeting as its origin.
    """
    unmet = {cell.target.id for cell in board(state, pledge) if counts_as(cell) in {None, Reached.NOT_MET}}
    targets = tuple(_to_take_over(target) for target in pledge.targets if target.id in unmet)
    if not targets:
        return None
    tasks = tuple(task for task in pledge.tasks if any(target.task == task.id for target in targets))
    return replace(
        pledge,
        number=0,
        tasks=tasks,
        targets=targets,
        phase=PledgePhase.PREPARED,
        opened_at="",
        signed_at="",
        origin=state.meeting.id,
    )


def _to_take_over(target: Target) -> Target:
    """Its figures go through the rules again, which read them as typed."""
    return replace(target, indicator=numbers.plainly(target.indicator), plan=numbers.plainly(target.plan))
