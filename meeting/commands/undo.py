"""Taking a step back: a new commit that puts every document back as it was before an earlier one."""

from __future__ import annotations

import msgspec

from meeting.changes import Change, put, remove
from meeting.decision import Command, Decision
from meeting.model.stage import Stage
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.soundness import Afterwards
from meeting.state import DocumentStep, State, Undoable

STAGE_ACTS = frozenset(
    {"show-view", "stage-question", "unstage", "pin-next", "start-timer", "stop-timer", "start-item"}
    | {"take-step", "change-item", "turn-page", "arrange-board"}
)
"""Acts whose undoing is itself a choice of what the hall sees. Undoing any other leaves the wall as it is, or covers
it: what was taken off because nobody should see it does not come back by itself."""


class Undo(Command, frozen=True):
    """Undo the desk's last step that can be undone, or the step with log number `n` if nothing built on it since."""

    n: int = 0

    def rule(self, state: State, moment: Moment) -> Decision:
        step = self._step(state)
        for change in step.steps:
            if _uncovered(state.tables[change.table].get(change.id)) != _uncovered(change.after):
                raise Refusal("changed-since", did=step.did, table=change.table, id=change.id)
        if not Afterwards(state, step).is_sound():
            raise Refusal("changed-since", did=step.did, table="questions", id=0)
        changes = tuple(_back(state, step.did, change) for change in reversed(step.steps))
        about = tuple((change.table, change.id) for change in step.steps)
        return Decision(changes, about, {"undid": step.did, "n": step.n}, undoes=step.n)

    def _step(self, state: State) -> Undoable:
        if not state.undoable:
            raise Refusal("nothing-to-undo")
        if not self.n:
            return state.undoable[-1]
        found = next((step for step in state.undoable if step.n == self.n), None)
        if found is None:
            raise Refusal("nothing-to-undo")
        return found


def _uncovered(document: msgspec.Struct | None) -> msgspec.Struct | None:
    """A document as it is without the cover on the wall, which is put on and taken off beside all else."""
    return msgspec.structs.replace(document, blank=False) if isinstance(document, Stage) else document


def _back(state: State, did: str, step: DocumentStep) -> Change:
    if step.table == "stages":
        return put(step.table, step.id, _stage_back(state.stage, did, step))
    return remove(step.table, step.id) if step.before is None else put(step.table, step.id, step.before)


def _stage_back(now: Stage, did: str, step: DocumentStep) -> Stage:
    """The stage as it was before the step, covered where it is covered or the undoing would show something else."""
    before = step.before if isinstance(step.before, Stage) else Stage()
    shows_another = (before.view, before.ref) != (now.view, now.ref)
    covered = before.blank or now.blank or (shows_another and did not in STAGE_ACTS)
    return msgspec.structs.replace(before, blank=covered)
