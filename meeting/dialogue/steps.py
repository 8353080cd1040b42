"""The desk's steps, newest first: which can be taken back, which can be done again, and which stand for good."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from meeting.moment import DESK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meeting.model.log import LogEntry
    from meeting.state import DocumentStep, State


SWITCHES = frozenset({"blank", "call-hall", "end-call"})
"""Acts that are switched back by their own key: undoing is about the step before them, and leaves them as they are."""


class StepStanding(StrEnum):
    """What can become of a step."""

    UNDOABLE = "undoable"
    TAKEN_BACK = "taken_back"
    FINAL = "final"
    PAST = "past"


class Step(NamedTuple):
    """One step of the desk: its log line, what can become of it, and the documents it changed, as far as known."""

    n: int
    entry: LogEntry
    standing: StepStanding
    documents: tuple[DocumentStep, ...] = ()


def _steps(state: State) -> Iterator[Step]:
    undoable = {step.n: step.steps for step in state.undoable}
    taken_back = {taken.step.n: taken.step.steps for taken in state.taken_back}
    oldest = min([*undoable, *taken_back], default=0)
    undone: set[int] = set()
    redone: set[int] = set()
    for n in reversed(state.log):
        entry = state.log[n]
        if entry.did == "redo":
            redone.add(entry.undoes)
        elif entry.undoes:
            if n not in redone:
                undone.add(entry.undoes)
        elif entry.by in DESK:
            if n in undoable:
                yield Step(n, entry, StepStanding.UNDOABLE, undoable[n])
            elif n in taken_back or n in undone:
                yield Step(n, entry, StepStanding.TAKEN_BACK, taken_back.get(n, ()))
            else:
                yield Step(n, entry, StepStanding.FINAL if n > oldest else StepStanding.PAST)


def steps(state: State, most: int) -> list[Step]:
    """The desk's last steps, newest first; undoing and doing again show in the standing of the step they are about."""
    return list(islice(_steps(state), most))


def is_next_to_go(by: str, did: str, standing: StepStanding, role: str) -> bool:
    """Whether undoing is about this step of role `by`, once no later one is: it stands, and is no switch."""
    return by == role and did not in SWITCHES and standing is not StepStanding.TAKEN_BACK


def last_step(state: State, role: str) -> Step | None:
    """The last step of `role` that has not been taken back, whether it can be or not."""
    found = (s for s in _steps(state) if is_next_to_go(s.entry.by, s.entry.did, s.standing, role))
    return next(found, None)
