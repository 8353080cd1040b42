"""What a meeting leaves without an outcome, and the acts that give all of it one in a single step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meeting.areas import OTHER, UNCLASSIFIED
from meeting.commands.outcomes import Assign, Dismiss, PromiseAnswer
from meeting.commands.sorting import Approve
from meeting.dialogue.queue import WAITING, progress_of
from meeting.model.question import DISMISSALS, ModerationStatus, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from meeting.commands.together import Act
    from meeting.state import State


class Proposal(NamedTuple):
    """What may become of many questions at once.

    A written answer or an assignment by `deadline` (YYYY-MM-DD) that `owner` owes (empty: this agency), or a dismissal
    for `reason`.
    """

    outcome: Outcome
    deadline: str = ""
    owner: str = ""
    reason: str = ""

    def act(self, number: int) -> Act:
        """The act that does so with one question."""
        if self.outcome in DISMISSALS:
            return Dismiss(number, self.reason, self.outcome)
        if self.outcome is Outcome.ASSIGNED:
            return Assign(number, self.owner, self.deadline)
        return PromiseAnswer(number, self.deadline, self.owner)


def unanswered(state: State) -> list[int]:
    """The numbers of the questions that wait for an outcome, in the order they came."""
    return [q.number for q in state.questions.values() if progress_of(q) in WAITING]


def secret(state: State) -> list[int]:
    """The numbers of the questions with an outcome that nobody approved: only their askers learn of it."""
    received = ModerationStatus.RECEIVED
    return [q.number for q in state.questions.values() if q.outcome is not None and q.standing is received]


def by_area(state: State, numbers: Iterable[int]) -> dict[str, list[int]]:
    """`numbers` by the area they are filed under: the meeting's areas by their keys, then the others."""
    areas = sorted(state.meeting.settings.areas, key=lambda area: area.key)
    found: dict[str, list[int]] = {id_: [] for id_ in (*(area.id for area in areas), OTHER, UNCLASSIFIED)}
    for number in numbers:
        found.setdefault(state.questions[number].area, []).append(number)
    return {id_: within for id_, within in found.items() if within}


def acts(state: State, proposed: Mapping[int, Proposal | None], approved: Iterable[int]) -> tuple[Act, ...]:
    """What to do in one step: approve those `approved`, and give each question what is `proposed` for it.

    What is no longer so (answered, hidden or gathered in another window meanwhile) is left as it stands now.
    """
    open_now, unseen = frozenset(unanswered(state)), frozenset(secret(state))
    received = ModerationStatus.RECEIVED
    to_approve = [
        number
        for number in approved
        if number in open_now | unseen and state.questions[number].standing is received
    ]
    given = [
        proposal.act(number)
        for number, proposal in proposed.items()
        if proposal is not None and number in open_now
    ]
    return (*(Approve(number) for number in to_approve), *given)
