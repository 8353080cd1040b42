"""One question as every document prints it: who asked, what, what was answered, and what is owed.

All formats read a question through here, so none can say more than another. What a person may not see is gone
before any format runs: a routed-out complaint and a hidden question keep their number and a neutral line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from meeting.dialogue.speech import kind_of
from meeting.model.question import DISMISSALS, ESCALATIONS, PROMISES, ModerationStatus, Outcome, Question
from meeting.model.register import Referral
from meeting.text.folding import fold
from minutes import obligations
from wording import dates, questions, register
from wording.areas import official_names

if TYPE_CHECKING:
    from meeting.model.question import Answer
    from meeting.state import State


WITHHELD = frozenset({ModerationStatus.HIDDEN, ModerationStatus.ROUTED_OUT})
"""Questions of which a document tells nothing but the number."""


class QuestionSummary(msgspec.Struct, frozen=True):
    """A question with its answer and outcome in words. Dates are ISO 8601; empty means not known."""

    number: int
    text: str
    kind: str
    channel: str
    at: str
    asker: str
    area: str
    area_name: str
    standing: ModerationStatus
    outcome: Outcome | None
    outcome_name: str
    reason: str
    answer: str
    answered_by: str
    is_verbatim: bool
    owner: str
    deadline: str
    status: str
    lineage: str
    votes: int
    note: str

    @property
    def is_withheld(self) -> bool:
        """Whether a neutral line stands in place of the text."""
        return self.standing in WITHHELD

    @property
    def stands(self) -> bool:
        """Whether it is discussed for itself: neither withheld, merged away nor split up."""
        return self.standing in {ModerationStatus.RECEIVED, ModerationStatus.LISTED}

    @property
    def is_dealt_with(self) -> bool:
        """Whether the chair decided on it or answered it."""
        return self.outcome is not None or bool(self.answer)

    @property
    def is_off_topic(self) -> bool:
        """Whether documents name it by its number alone."""
        return self.outcome is Outcome.OUT_OF_SCOPE

    @property
    def says_only_its_outcome(self) -> bool:
        """Whether the reason repeats the outcome: it is not told twice."""
        reason, outcome = fold(self.reason).rstrip("."), fold(self.outcome_name)
        return reason in outcome or outcome in reason

    @property
    def decision(self) -> str:
        """The outcome in one sentence without its full stop: what, by whom, by when, why."""
        if self.outcome is None:
            return questions.NO_OUTCOME.official
        parts = [questions.OWED[self.outcome].format(owner=self.owner) if self.owner else self.outcome_name]
        day = dates.parsed_date(self.deadline)
        if day:
            # Nobody sets a superior a date: the one that is kept is that of our own letter.
            until = "gửi văn bản trước" if self.outcome in ESCALATIONS else "thời hạn đến"
            parts.append(f"{until} {dates.written_date(day)}")
        if self.outcome in DISMISSALS and self.reason and not self.says_only_its_outcome:
            parts.append(f"lý do: {self.reason}")
        return "; ".join(parts)


def _asker(question: Question, *, names: bool) -> str:
    """The name and unit the asker offered; empty where nothing was offered, or names are left out."""
    return ", ".join(part for part in (question.name, question.unit) if part) if names else ""


def _lineage(question: Question) -> str:
    """Where its text went or came from."""
    if question.standing is ModerationStatus.MERGED:
        return f"Đã gộp vào nội dung số {question.merged_into}"
    if question.standing is ModerationStatus.SPLIT:
        return "Đã tách thành các nội dung số " + ", ".join(map(str, question.children))
    if question.parent:
        return f"Tách từ nội dung số {question.parent}"
    return ""


def _note(question: Question, answer: Answer | None) -> str:
    """What a reader should know of how the texts came about; earlier wordings stay in the record."""
    facts = (
        ("Đã che thông tin riêng", question.masked),
        ("Chuyển từ kỳ trước", bool(question.carried_from)),
        ("Câu hỏi đã chỉnh sửa câu chữ", bool(question.earlier)),
        ("Câu trả lời đã chỉnh sửa câu chữ", answer is not None and bool(answer.earlier)),
    )
    return "; ".join(words for words, holds in facts if holds)


def _withheld(question: Question, line: str) -> QuestionSummary:
    """Nothing of the question but its number, and a neutral line."""
    outcome_name = questions.MODERATION_STATUSES[question.standing]
    return QuestionSummary(
        question.number, line, "", "", "", "", "", "", question.standing, None, outcome_name,
        "", "", "", False, "", "", "", "", 0, "",
    )  # fmt: skip


class QuestionReader:
    """Reads questions out of a State; `names` off names no asker even where a name was offered."""

    def __init__(self, state: State, *, names: bool = True) -> None:
        self._state = state
        self._names = names
        self._owed = obligations.by_question(state)
        self._areas = official_names(state)

    def summary(self, question: Question) -> QuestionSummary:
        """`question` in words."""
        if question.standing is ModerationStatus.ROUTED_OUT:
            return _withheld(question, questions.ROUTED_OUT_LINE)
        if question.standing is ModerationStatus.HIDDEN:
            return _withheld(question, questions.HIDDEN_LINE)
        answer = self._state.answers.get(question.number)
        owing = question.outcome in PROMISES | ESCALATIONS
        entry = self._owed.get(question.number) if owing else None
        return QuestionSummary(
            number=question.number,
            text=question.text,
            kind=questions.KINDS[kind_of(question)].official,
            channel=questions.CHANNELS[question.channel].official,
            at=question.at,
            asker=_asker(question, names=self._names),
            area=question.area,
            area_name=self._areas.get(question.area, question.area),
            standing=question.standing,
            outcome=question.outcome,
            outcome_name=(
                questions.OUTCOMES[question.outcome] if question.outcome else questions.NO_OUTCOME
            ).official,
            reason=question.reason or (entry.reason if isinstance(entry, Referral) else ""),
            answer=answer.text if answer else "",
            answered_by=answer.speaker if answer else "",
            is_verbatim=bool(answer and answer.verbatim),
            owner=obligations.owner(entry) if entry else "",
            deadline=entry.deadline if entry else "",
            status=register.official_status(entry) if entry else "",
            lineage=_lineage(question),
            votes=self._state.votes_for(question.number),
            note=_note(question, answer),
        )


def question_summaries(state: State, *, names: bool = True) -> tuple[QuestionSummary, ...]:
    """Every question ever received, in number order."""
    reader = QuestionReader(state, names=names)
    return tuple(reader.summary(question) for _, question in sorted(state.questions.items()))
