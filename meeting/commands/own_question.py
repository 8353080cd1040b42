"""What askers do with their own questions, known by nothing but the receipt they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from meeting import limits
from meeting.commands.privacy import seal
from meeting.commands.sorting import changed, off_stage
from meeting.decision import ALIVE, Command, Decision
from meeting.dialogue import receipts
from meeting.dialogue.own_question import is_changeable, named
from meeting.model.profile import Phase
from meeting.model.question import WITHDRAWN_TEXT, ModerationStatus, Question
from meeting.moment import Role
from meeting.refusal import Refusal
from meeting.text.clean import require_text

if TYPE_CHECKING:
    from meeting.moment import Moment
    from meeting.state import State

WITHDRAWN = "withdrawn"


def question_of(state: State, receipt: str) -> Question:
    """The question asked with `receipt`. Raises Refusal ``bad-receipt`` or ``unknown-receipt``."""
    number = state.by_receipt.get(receipts.hashed(receipts.parse(receipt), state.meeting.id))
    if number is None:
        raise Refusal("unknown-receipt")
    return state.question(number)


def _require_changeable(state: State, question: Question) -> None:
    if not is_changeable(state, question):
        raise Refusal("question-taken-up", number=question.number)


class OwnCommand(Command, frozen=True):
    """A command of the phone that holds the receipt, as long as the meeting takes part."""

    receipt: str

    roles: ClassVar[frozenset[Role]] = frozenset({Role.PHONE})
    phases: ClassVar[frozenset[Phase]] = ALIVE


class CorrectOwnQuestion(OwnCommand, frozen=True):
    """Put one's own question into other words until it is approved; the earlier ones stay in the record."""

    text: str

    def rule(self, state: State, moment: Moment) -> Decision:
        question = question_of(state, self.receipt)
        text = require_text(
            self.text, "text", limit=limits.QUESTION_GRAPHEMES, lines=limits.QUESTION_LINES
        ).text
        if text == question.text:
            return Decision(())
        _require_changeable(state, question)
        corrected = changed(question, text=text, earlier=(*question.earlier, question.text))
        return Decision((corrected,), (("questions", question.number),))


class WithdrawOwnQuestion(OwnCommand, frozen=True):
    """Take one's own question back until it is approved: no screen and no document shows its words any more."""

    def rule(self, state: State, moment: Moment) -> Decision:
        question = question_of(state, self.receipt)
        if question.is_withdrawn:
            return Decision(())
        _require_changeable(state, question)
        taken_back = changed(
            question,
            text=WITHDRAWN_TEXT,
            standing=ModerationStatus.HIDDEN,
            earlier=(),
            name="",
            unit="",
            suggestion=None,
            masked=True,
        )
        sealed = seal(state, question.number, [question.text, *question.earlier], WITHDRAWN, moment)
        changes = (taken_back, sealed, *off_stage(state, question.number))
        return Decision(changes, (("questions", question.number),))


class TakeBackOwnName(OwnCommand, frozen=True):
    """Take one's name and unit back from one's own question and the parts it was split into."""

    def rule(self, state: State, moment: Moment) -> Decision:
        question = question_of(state, self.receipt)
        nameless = tuple(changed(one, name="", unit="") for one in named(state, question))
        return Decision(nameless, (("questions", question.number),))


TOLD_TO_NOBODY = frozenset({"take-back-own-name"})
"""What changes nothing that another phone may see: it is not even told that something changed."""
