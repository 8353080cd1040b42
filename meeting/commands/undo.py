"""Taking a step back, and doing it again: a new commit that puts documents back as they were before an earlier one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

import msgspec

from meeting.changes import Change, put, remove
from meeting.decision import ALWAYS, Command, Decision
from meeting.dialogue.steps import last_step
from meeting.dialogue.wall import changes_wall
from meeting.model.profile import Phase
from meeting.model.stage import Stage
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.soundness import Afterwards
from meeting.state import DocumentStep, State, Undoable

if TYPE_CHECKING:
    from meeting.state import TakenBack


class WallConsent(StrEnum):
    """Whether the projector's picture may change: refuse then, leave the stage as it is, or change it."""

    ASK = "ask"
    KEEP = "keep"
    CHANGE = "change"


class Undo(Command, frozen=True):
    """Take back step `n` (its log number) if nothing built on it since; 0 is the last one of whoever asks.

    A last step that cannot be taken back is refused and never passed over; so is, once the meeting is closed, a step
    from before that. What would change the hall's picture is refused until `wall` says what shall become of it; only
    the stage's own document can be left out.
    """

    n: int = 0
    wall: WallConsent = WallConsent.ASK

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        n = self.n or _last(state, moment)
        _require_since_closing(state, n)
        step = next((step for step in state.undoable if step.n == n), None)
        if step is None:
            raise _out_of_reach(state, n)
        return _reversed(state, step, step.steps, self.wall)._replace(undoes=n)


class Redo(Command, frozen=True):
    """Do again the step that was last taken back, or step `n`, if nothing built on its absence since.

    `wall` as in `Undo`.
    """

    n: int = 0
    wall: WallConsent = WallConsent.ASK

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        taken = self._taken(state)
        _require_since_closing(state, taken.step.n)
        return _reversed(state, taken.step, taken.steps, self.wall)._replace(undoes=taken.line)

    def _taken(self, state: State) -> TakenBack:
        found = [taken for taken in state.taken_back if not self.n or taken.step.n == self.n]
        if not found:
            raise Refusal("nothing-to-redo")
        return found[-1]


def _require_since_closing(state: State, n: int) -> None:
    """Raise Refusal ``meeting-closed`` if step `n` is of the time before the meeting was closed."""
    if state.meetings and state.meeting.phase is Phase.CLOSED:
        closed = next((line for line in reversed(state.log) if state.log[line].did == "close-meeting"), 0)
        if n < closed:
            raise Refusal("meeting-closed")


def _last(state: State, moment: Moment) -> int:
    step = last_step(state, moment.by.value)
    if step is None:
        raise Refusal("nothing-to-undo")
    return step.n


def _out_of_reach(state: State, n: int) -> Refusal:
    entry = state.log.get(n)
    return Refusal("cannot-undo", did=entry.did, n=n) if entry else Refusal("nothing-to-undo")


def _reversed(state: State, step: Undoable, steps: tuple[DocumentStep, ...], wall: WallConsent) -> Decision:
    """The decision that puts back what stood before `steps`, which did `step` or took it back. Raises Refusal."""
    back = tuple(_with_cover(state, change) for change in steps if not _is_left(state, change, wall))
    for change in back:
        if state.tables[change.table].get(change.id) != change.after:
            raise Refusal("changed-since", did=step.did, table=change.table, id=change.id)
    if not back or not Afterwards(state, step._replace(steps=back)).is_sound():
        raise Refusal("changed-since", did=step.did, table="questions", id=0)
    if all(change.before == change.after for change in back):
        raise Refusal("stays-covered")
    if wall is not WallConsent.CHANGE and changes_wall(state, back):
        rest = (change for change in back if change.table != "stages")
        raise Refusal("undo-changes-wall", did=step.did, n=step.n, keeps=int(not changes_wall(state, rest)))
    changes = tuple(map(_back, reversed(back)))
    about = tuple((change.table, change.id) for change in back)
    return Decision(changes, about, {"undid": step.did, "n": step.n})


def _is_left(state: State, change: DocumentStep, wall: WallConsent) -> bool:
    """The stage is left as it is where that is wished, and where it has gone on since."""
    if change.table != "stages":
        return False
    now = state.tables[change.table].get(change.id)
    return wall is WallConsent.KEEP or _uncovered(now) != _uncovered(change.after)


def _uncovered(document: msgspec.Struct | None) -> msgspec.Struct | None:
    """A document as it is without the cover on the wall, which is put on and taken off beside all else."""
    return msgspec.structs.replace(document, blank=False) if isinstance(document, Stage) else document


def _with_cover(state: State, change: DocumentStep) -> DocumentStep:
    """A change of the stage as it can be put back now: a covered wall stays covered until the host uncovers it."""
    if change.table != "stages":
        return change
    before = change.before if isinstance(change.before, Stage) else Stage()
    covered = before.blank or state.stage.blank
    return change._replace(before=msgspec.structs.replace(before, blank=covered), after=state.stage)


def _back(step: DocumentStep) -> Change:
    return remove(step.table, step.id) if step.before is None else put(step.table, step.id, step.before)
