"""Several acts of the desk as one step: one commit, one line of the log, one undo."""

from __future__ import annotations

from typing import ClassVar

from meeting import limits
from meeting.changes import Change
from meeting.commands.outcomes import Assign, Dismiss, PromiseAnswer
from meeting.commands.sorting import Approve, Hide, Merge, SetArea, SetKind
from meeting.decision import ALWAYS, Command, Decision, check_phase
from meeting.model.profile import Phase
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.state import State

Act = SetArea | SetKind | Approve | Hide | Merge | PromiseAnswer | Assign | Dismiss
"""What can be done to many questions at once: nothing that shows anything to the hall by itself."""


class Together(Command, frozen=True):
    """Carry out `acts` in their order, all of them or none.

    The log calls the step by its acts' own name where they are all of one kind. Raises Refusal ``nothing-together``,
    ``too-many-together``, and what the first act that cannot be carried out raises.
    """

    acts: tuple[Act, ...]

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    @property
    def did(self) -> str:
        kinds = {act.did for act in self.acts}
        return kinds.pop() if len(kinds) == 1 else super().did

    def rule(self, state: State, moment: Moment) -> Decision:
        if not self.acts:
            raise Refusal("nothing-together")
        if len(self.acts) > limits.ACTS_TOGETHER:
            raise Refusal("too-many-together", most=limits.ACTS_TOGETHER)
        draft = state.draft()
        changes: list[Change] = []
        about: dict[tuple[str, int], None] = {}
        for act in self.acts:
            check_phase(state, act)
            decision = act.rule(draft, moment)
            draft.apply(decision.changes)
            changes += decision.changes
            about.update(dict.fromkeys(decision.about))
        return Decision(tuple(changes), tuple(about), {"acts": len(self.acts)})


def in_one_step(acts: list[Act]) -> Command:
    """One command that carries out `acts`: the act itself where there is but one."""
    return acts[0] if len(acts) == 1 else Together(tuple(acts))
