"""Taking a step back: a new commit that puts every document back as it was before an earlier one."""

from __future__ import annotations

from meeting.changes import Change, put, remove
from meeting.decision import Command, Decision
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.soundness import Afterwards
from meeting.state import DocumentStep, State, Undoable


class Undo(Command, frozen=True):
    """Undo the desk's last step that can be undone, or the step with log number `n` if nothing built on it since."""

    n: int = 0

    def rule(self, state: State, moment: Moment) -> Decision:
        step = self._step(state)
        for change in step.steps:
            if state.tables[change.table].get(change.id) != change.after:
                raise Refusal("changed-since", did=step.did, table=change.table, id=change.id)
        if not Afterwards(state, step).is_sound():
            raise Refusal("changed-since", did=step.did, table="questions", id=0)
        changes = tuple(_back(change) for change in reversed(step.steps))
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


def _back(step: DocumentStep) -> Change:
    return remove(step.table, step.id) if step.before is None else put(step.table, step.id, step.before)
