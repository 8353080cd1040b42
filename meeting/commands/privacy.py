"""Keeping people safe: covering private data, and routing complaints and denunciations out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec

from meeting import limits
from meeting.changes import Change, put, remove
from meeting.commands.obligations import withdrawals
from meeting.commands.sorting import alive_question, changed, off_stage
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.profile import Phase
from meeting.model.question import MASK, ROUTED_OUT_TEXT, ModerationStatus, Question, Sealed
from meeting.model.register import Referral
from meeting.refusal import Refusal
from meeting.text.clean import require_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.model.question import Answer
    from meeting.model.register import Commitment
    from meeting.moment import Moment
    from meeting.state import State

ROUTED_OUT = "routed-out"
MASKED = "masked"


def carriers(state: State, question: Question) -> list[Question]:
    """The questions with the same words: `question`, its repeats, the whole it is a part of and that one's repeats."""
    found: dict[int, Question] = {}
    waiting = [question]
    while waiting:
        carrier = waiting.pop()
        if carrier.number in found:
            continue
        found[carrier.number] = carrier
        waiting.extend(q for q in state.questions.values() if q.merged_into == carrier.number)
        if carrier.parent:
            waiting.append(state.question(carrier.parent))
    return list(found.values())


def _other_parts(state: State, family: Iterable[Question]) -> list[Question]:
    """The parts of the split questions in `family` that are not of it: the same person asked them."""
    members = {question.number: question for question in family}
    parts = {part for question in members.values() for part in question.children}
    return [state.question(part) for part in sorted(parts - members.keys())]


def seal(state: State, number: int, texts: Iterable[str], why: str, moment: Moment) -> Change:
    """The change that adds `texts` to what is sealed for a question; what was sealed before stays."""
    before = state.sealed.get(number)
    kept = [before.text] if before else []
    added = [text for text in dict.fromkeys(texts) if text not in kept]
    return put("sealed", number, Sealed("\n\n".join([*kept, *added]), why, moment.stamp))


class _Cover:
    """Replaces one private text by the mask wherever a document holds it."""

    def __init__(self, private: str) -> None:
        self._private = private

    def __call__(self, text: str) -> str:
        return text.replace(self._private, MASK)

    def question(self, question: Question) -> Question:
        return msgspec.structs.replace(
            question,
            text=self(question.text),
            earlier=tuple(map(self, question.earlier)),
            name=self(question.name),
            unit=self(question.unit),
            reason=self(question.reason),
        )

    def answer(self, answer: Answer) -> Answer:
        earlier = (msgspec.structs.replace(wording, text=self(wording.text)) for wording in answer.earlier)
        return msgspec.structs.replace(
            answer, said=self(answer.said), wording=self(answer.wording), earlier=tuple(earlier)
        )

    def obligation(self, obligation: Referral | Commitment) -> Referral | Commitment:
        notes = (msgspec.structs.replace(note, text=self(note.text)) for note in obligation.notes)
        letters = (msgspec.structs.replace(letter, note=self(letter.note)) for letter in obligation.letters)
        reason = {"reason": self(obligation.reason)} if isinstance(obligation, Referral) else {}
        return msgspec.structs.replace(
            obligation, text=self(obligation.text), notes=tuple(notes), letters=tuple(letters), **reason
        )


class MaskQuestion(Command, frozen=True):
    """Cover private data in a question with a visible mark and seal the original in the record.

    It is covered wherever the words went: repeats, the whole and its other parts, the answer, the register.
    """

    number: int
    private: str

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        question = alive_question(state, self.number)
        private = require_text(
            self.private, "private", limit=limits.ANSWER_GRAPHEMES, lines=limits.QUESTION_LINES
        ).text
        cover = _Cover(private)
        same = carriers(state, question)
        family = [*same, *_other_parts(state, same)]
        changes = [change for member in family for change in self._covered(state, member, cover, moment)]
        if not changes:
            raise Refusal("nothing-to-mask", number=self.number)
        return Decision(tuple(changes), (("questions", self.number),))

    @staticmethod
    def _covered(state: State, question: Question, cover: _Cover, moment: Moment) -> list[Change]:
        number = question.number
        changes: list[Change] = []
        sealed: list[str] = []
        for book in ("referrals", "commitments"):
            for id_, obligation in state.tables[book].items():
                if obligation.question == number and cover.obligation(obligation) != obligation:
                    changes.append(put(book, id_, cover.obligation(obligation)))
                    sealed.append(obligation.text)
        answer = state.answers.get(number)
        if answer is not None and cover.answer(answer) != answer:
            changes.append(put("answers", number, cover.answer(answer)))
            sealed.append(answer.text)
        if cover.question(question) != question:
            sealed[:0] = [question.text, *question.earlier]
        if not sealed:
            return []
        covered = msgspec.structs.replace(cover.question(question), masked=True)
        return [put("questions", number, covered), seal(state, number, sealed, MASKED, moment), *changes]


class RouteOut(Command, frozen=True):
    """Send a complaint or denunciation the way the law prescribes: no text stays on a screen or in the minutes.

    Its repeats and the whole it was split from lose their text too, and the other parts the name of who asked.
    """

    number: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        question = alive_question(state, self.number)
        same = carriers(state, question)
        changes: list[Change] = []
        for carrier in same:
            status = ModerationStatus.ROUTED_OUT if carrier.number == self.number else carrier.standing
            changes += self._silenced(state, carrier, status, moment)
        changes += [changed(part, name="", unit="") for part in _other_parts(state, same)]
        changes += off_stage(state, *(carrier.number for carrier in same))
        return Decision(tuple(changes), (("questions", self.number),))

    @staticmethod
    def _silenced(state: State, question: Question, status: ModerationStatus, moment: Moment) -> list[Change]:
        """One question without its text, its asker and everything said about it."""
        neutral = changed(
            question,
            text=ROUTED_OUT_TEXT,
            standing=status,
            stood=question.stood or question.standing.value,
            earlier=(),
            name="",
            unit="",
            suggestion=None,
            outcome=None,
            reason="",
            decided_at="",
            masked=True,
        )
        sealed = seal(state, question.number, [question.text, *question.earlier], ROUTED_OUT, moment)
        answered = [remove("answers", question.number)] if question.number in state.answers else []
        return [neutral, sealed, *answered, *withdrawals(state, question.number)]
