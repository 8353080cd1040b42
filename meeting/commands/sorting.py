"""Sorting what came in: area, kind, approval, hiding, wording, merging, splitting."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from meeting import limits
from meeting.changes import Change, put
from meeting.commands.asking import counted, known_area, next_number
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.profile import Phase
from meeting.model.question import ModerationStatus, Question, QuestionKind
from meeting.model.stage import View
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.state import ONLY, State
from meeting.text.clean import require_text

SPLIT_PARTS = 12
"""Most parts one question can be split into."""


def alive_question(state: State, number: int) -> Question:
    """A question that stands for itself. Raises Refusal ``no-such-question`` or ``question-gone``."""
    question = state.question(number)
    if not question.is_alive:
        raise Refusal("question-gone", number=number, standing=question.standing.value)
    return question


def changed(question: Question, **fields: object) -> Change:
    """The change that puts `question` back with `fields` replaced."""
    return put("questions", question.number, msgspec.structs.replace(question, **fields))


def _about(*numbers: int) -> tuple[tuple[str, int], ...]:
    return tuple(("questions", number) for number in numbers)


def off_stage(state: State, *numbers: int, instead: Question | None = None) -> tuple[Change, ...]:
    """The change that takes these questions off the stage, shown or next.

    Where one was shown, the stage shows `instead` if the hall may see that one; otherwise it is covered.
    """
    stage = state.stage
    left = msgspec.structs.replace(stage, next=0 if stage.next in numbers else stage.next)
    if stage.view is View.QUESTION and stage.ref in numbers:
        left = msgspec.structs.replace(left, page=0, timer_started_at="", timer_seconds=0)
        if instead is not None and instead.is_public:
            left = msgspec.structs.replace(left, ref=instead.number)
        else:
            left = msgspec.structs.replace(left, view=View.BOARD, ref=0, blank=True)
    return (put("stages", ONLY, left),)


class SetArea(Command, frozen=True):
    """File a question under an area; "unclassified" takes the filing back."""

    number: int
    area: str

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        question = alive_question(state, self.number)
        area = known_area(state, self.area)
        return Decision((changed(question, area=area),), _about(self.number))


class SetKind(Command, frozen=True):
    """Say whether it is a question, an opinion or a recommendation."""

    number: int
    kind: QuestionKind

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        question = alive_question(state, self.number)
        return Decision((changed(question, kind=self.kind),), _about(self.number))


class Approve(Command, frozen=True):
    """Put a question on the list: other phones may see and support it, the stage may show it.

    Also after the meeting: what became of a question stays secret while nobody has approved it.
    """

    number: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        question = alive_question(state, self.number)
        return Decision((changed(question, standing=ModerationStatus.LISTED),), _about(self.number))


class Hide(Command, frozen=True):
    """Take a question off every public screen at once, the projector included."""

    number: int

    def rule(self, state: State, moment: Moment) -> Decision:
        question = alive_question(state, self.number)
        changes = (changed(question, standing=ModerationStatus.HIDDEN), *off_stage(state, self.number))
        return Decision(changes, _about(self.number))


class EditQuestion(Command, frozen=True):
    """Correct a question's wording; the earlier one stays in the record and the minutes say so."""

    number: int
    text: str

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        question = alive_question(state, self.number)
        text = require_text(
            self.text, "text", limit=limits.ANSWER_GRAPHEMES, lines=limits.QUESTION_LINES
        ).text
        if text == question.text:
            return Decision(())
        edited = changed(question, text=text, earlier=(*question.earlier, question.text))
        return Decision((edited,), _about(self.number))


class Merge(Command, frozen=True):
    """Gather repeats under one question; their askers follow it and their votes are united by device."""

    numbers: tuple[int, ...]
    into: int

    def rule(self, state: State, moment: Moment) -> Decision:
        kept = alive_question(state, self.into)
        repeats = [alive_question(state, number) for number in dict.fromkeys(self.numbers)]
        if not repeats or self.into in self.numbers:
            raise Refusal("merge-unclear")
        decided = next((repeat for repeat in repeats if repeat.outcome is not None), None)
        if decided is not None:
            raise Refusal("already-decided", number=decided.number)
        inherited = [
            q for q in state.questions.values() if q.merged_into in self.numbers and not q.is_rejoined
        ]
        moved = tuple(changed(question, merged_into=kept.number) for question in inherited)
        merged = tuple(
            changed(
                repeat, standing=ModerationStatus.MERGED, stood=repeat.standing.value, merged_into=kept.number
            )
            for repeat in repeats
        )
        gone = tuple(repeat.number for repeat in repeats)
        return Decision((*moved, *merged, *off_stage(state, *gone, instead=kept)), _about(kept.number, *gone))


class Split(Command, frozen=True):
    """Divide a composite question into parts, each with a number of its own; the whole keeps its lineage.

    Who supported the whole counts as supporting each part (`meeting.dialogue.lineage`).
    """

    number: int
    parts: tuple[str, ...]

    def rule(self, state: State, moment: Moment) -> Decision:
        whole = alive_question(state, self.number)
        if not 2 <= len(self.parts) <= SPLIT_PARTS:
            raise Refusal("split-unclear", most=SPLIT_PARTS)
        if whole.outcome is not None:
            raise Refusal("already-decided", number=whole.number)
        first = next_number(state, len(self.parts))
        children = [self._part(whole, text, first + offset) for offset, text in enumerate(self.parts)]
        numbers = tuple(child.number for child in children)
        divided = changed(
            whole, standing=ModerationStatus.SPLIT, stood=whole.standing.value, children=numbers
        )
        puts = tuple(put("questions", child.number, child) for child in children)
        changes = (divided, *puts, counted(state, numbers[-1]), *off_stage(state, whole.number))
        return Decision(changes, _about(whole.number, *numbers), {"numbers": list(numbers)})

    @staticmethod
    def _part(whole: Question, text: str, number: int) -> Question:
        cleaned = require_text(text, "parts", limit=limits.ANSWER_GRAPHEMES, lines=limits.QUESTION_LINES)
        return msgspec.structs.replace(
            whole,
            number=number,
            text=cleaned.text,
            parent=whole.number,
            earlier=(),
            receipt="",
        )


class Rejoin(Command, frozen=True):
    """Put a split question together again: it stands where it stood, its parts lead to it and keep their numbers.

    Refused once something was made of a part: an outcome, an answer, a merge, a split of its own.
    """

    number: int

    def rule(self, state: State, moment: Moment) -> Decision:
        whole = state.question(self.number)
        if whole.standing is not ModerationStatus.SPLIT:
            raise Refusal("not-split", number=self.number)
        parts = [state.question(number) for number in whole.children]
        leaned_on = {q.merged_into for q in state.questions.values() if not q.is_rejoined}
        for part in parts:
            untouched = part.is_alive and part.outcome is None and part.number not in state.answers
            if not untouched or part.number in leaned_on:
                raise Refusal("part-taken-up", number=part.number)
        together = msgspec.structs.replace(
            whole, standing=ModerationStatus(whole.stood), stood="", children=()
        )
        gone = tuple(part.number for part in parts)
        back = tuple(
            changed(
                part, standing=ModerationStatus.MERGED, stood=part.standing.value, merged_into=whole.number
            )
            for part in parts
        )
        changes = (
            put("questions", whole.number, together),
            *back,
            *off_stage(state, *gone, instead=together),
        )
        return Decision(changes, _about(whole.number, *gone))


class Separate(Command, frozen=True):
    """Take a merged question out of the one it was gathered under; it stands again where it stood.

    Refused once a complaint took the words of both with it: nothing is left to stand.
    """

    number: int

    def rule(self, state: State, moment: Moment) -> Decision:
        question = state.question(self.number)
        if question.standing is not ModerationStatus.MERGED:
            raise Refusal("not-merged", number=self.number)
        if question.is_silenced:
            raise Refusal("question-silenced", number=self.number)
        if question.is_rejoined:
            raise Refusal("part-rejoined", number=self.number, whole=question.parent)
        apart = changed(question, standing=ModerationStatus(question.stood), stood="", merged_into=0)
        return Decision((apart,), _about(self.number, question.merged_into))
