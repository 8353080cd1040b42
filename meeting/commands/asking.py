"""Questions coming in: from a phone, a paper slip, the desk's keyboard or a file."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from meeting import limits
from meeting.areas import OTHER, UNCLASSIFIED
from meeting.changes import Change, put
from meeting.commands.correcting import corrected
from meeting.decision import ALIVE, ALWAYS, Command, Decision
from meeting.dialogue import receipts
from meeting.model.agenda import Prompt
from meeting.model.log import Counters
from meeting.model.profile import Phase
from meeting.model.question import AreaSuggestion, Channel, ModerationStatus, Origin, Question, QuestionKind
from meeting.moment import DESK, Moment, Role
from meeting.refusal import Refusal
from meeting.state import ONLY, State
from meeting.text.clean import clean, clean_line, require_line, require_text


def known_area(state: State, area: str) -> str:
    """`area` if this meeting has it (or it is unclassified or other). Raises Refusal ``no-such-area``."""
    if area in {UNCLASSIFIED, OTHER} or any(known.id == area for known in state.meeting.settings.areas):
        return area
    raise Refusal("no-such-area", area=clean(area).text[:40])


def next_number(state: State, count: int = 1) -> int:
    """The first of `count` new question numbers. Raises Refusal ``meeting-full``."""
    first = state.counted.questions + 1
    if first + count - 1 > limits.QUESTIONS_PER_MEETING:
        raise Refusal("meeting-full", limit=limits.QUESTIONS_PER_MEETING)
    return first


def counted(state: State, last: int, batches: int | None = None) -> Change:
    """The change that remembers the last number given out."""
    given = state.counted.batches if batches is None else batches
    return put("counters", ONLY, Counters(questions=last, batches=given))


class Ask(Command, frozen=True):
    """One question. A phone gives a receipt, which is also its idempotency key: asking again with it changes nothing.

    `area` is the asker's own choice and may stay empty (a prompt's own area then stands);
    `name` and `unit` are there only if the asker offered them.
    `suggestion` is filled in by the server, never taken from a phone, and so is `hall`, the hall it comes from; what a
    hall typed in from a slip of paper comes by its link as from a phone, and waits to be read like the rest.
    """

    text: str
    channel: Channel = Channel.TYPED
    area: str = ""
    kind: QuestionKind = QuestionKind.QUESTION
    name: str = ""
    unit: str = ""
    prompt: int = 0
    receipt: str = ""
    suggestion: AreaSuggestion | None = None
    hall: str = ""

    roles: ClassVar[frozenset[Role]] = DESK | {Role.PHONE}
    phases: ClassVar[frozenset[Phase]] = frozenset(Phase)

    def rule(self, state: State, moment: Moment) -> Decision:
        text = require_text(self.text, "text", limit=limits.QUESTION_GRAPHEMES, lines=limits.QUESTION_LINES)
        receipt = ""
        if moment.by is Role.PHONE or self.receipt:
            receipt = receipts.hashed(receipts.parse(self.receipt), state.meeting.id)
            if (number := state.by_receipt.get(receipt)) is not None:
                return self._again(state.questions[number], text.text)
        self._refuse_closed_doors(state, moment)
        if self.prompt and (self.prompt not in state.prompts or not state.prompts[self.prompt].open):
            raise Refusal("prompt-closed", number=self.prompt)
        area = known_area(state, self.area) if self.area else ""
        filed = area or (state.prompts[self.prompt].area if self.prompt else "")
        number = next_number(state)
        trusted = moment.by in DESK or not state.meeting.settings.moderation
        question = Question(
            number=number,
            text=text.text,
            at=moment.stamp,
            channel=self._came_by(moment),
            kind=self.kind,
            area=filed or UNCLASSIFIED,
            asked_area=area,
            suggestion=self.suggestion,
            prompt=self.prompt,
            name=clean_line(self.name, "name", limit=limits.NAME_GRAPHEMES),
            unit=clean_line(self.unit, "unit", limit=limits.NAME_GRAPHEMES),
            standing=ModerationStatus.LISTED if trusted else ModerationStatus.RECEIVED,
            removed=text.removed,
            receipt=receipt,
        )
        changes = [put("questions", number, question), counted(state, number)]
        if self.hall:
            changes.append(
                put("origins", number, Origin(clean_line(self.hall, "hall", limit=limits.LINE_GRAPHEMES)))
            )
        return Decision(tuple(changes), (("questions", number),), {"number": number, "removed": text.removed})

    def _came_by(self, moment: Moment) -> Channel:
        if moment.by is not Role.PHONE or (self.hall and self.channel is Channel.PAPER):
            return self.channel
        return Channel.PHONE

    def _again(self, kept: Question, text: str) -> Decision:
        """The same receipt once more: the same answer, unless the text differs."""
        first = kept.earlier[0] if kept.earlier else kept.text
        if not kept.masked and kept.standing is not ModerationStatus.ROUTED_OUT and first != text:
            raise Refusal("receipt-used", number=kept.number)
        return Decision((), (), {"number": kept.number, "removed": kept.removed})

    def _refuse_closed_doors(self, state: State, moment: Moment) -> None:
        meeting = state.meeting
        if meeting.phase is Phase.CLOSED:
            raise Refusal("meeting-closed")
        if moment.by is Role.PHONE and meeting.phase is Phase.PREPARED:
            raise Refusal("meeting-prepared")
        if moment.by is Role.PHONE and not meeting.intake_open:
            raise Refusal("intake-closed")


class ImportedRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question collected beforehand; `area` is an area id or empty."""

    text: str
    area: str = ""
    kind: QuestionKind = QuestionKind.QUESTION
    name: str = ""
    unit: str = ""
    suggestion: AreaSuggestion | None = None


class ImportQuestions(Command, frozen=True):
    """Everything from one file in one commit, so that one undo takes it back. `source` is the file's name."""

    rows: tuple[ImportedRow, ...]
    source: str = ""

    phases: ClassVar[frozenset[Phase]] = ALIVE

    def rule(self, state: State, moment: Moment) -> Decision:
        if not self.rows:
            raise Refusal("nothing-to-import")
        first = next_number(state, len(self.rows))
        batch = state.counted.batches + 1
        questions = [
            self._question(state, moment, row, first + offset, batch) for offset, row in enumerate(self.rows)
        ]
        last = questions[-1].number
        changes = tuple(put("questions", question.number, question) for question in questions)
        return Decision(
            (*changes, counted(state, last, batch)),
            (("questions", first), ("questions", last)),
            {"first": first, "last": last, "batch": batch},
        )

    @staticmethod
    def _question(state: State, moment: Moment, row: ImportedRow, number: int, batch: int) -> Question:
        text = require_text(row.text, "text", limit=limits.ANSWER_GRAPHEMES, lines=limits.QUESTION_LINES)
        area = known_area(state, row.area) if row.area else ""
        return Question(
            number=number,
            text=text.text,
            at=moment.stamp,
            channel=Channel.IMPORTED,
            kind=row.kind,
            area=area or UNCLASSIFIED,
            asked_area=area,
            suggestion=row.suggestion,
            name=clean_line(row.name, "name", limit=limits.LINE_GRAPHEMES),
            unit=clean_line(row.unit, "unit", limit=limits.LINE_GRAPHEMES),
            standing=ModerationStatus.LISTED,
            removed=text.removed,
            batch=batch,
        )


class AddPrompt(Command, frozen=True):
    """Put an open question to the hall; answers gather under it by its own link."""

    text: str
    area: str = ""

    def rule(self, state: State, moment: Moment) -> Decision:
        number = max(state.prompts, default=0) + 1
        area = known_area(state, self.area) if self.area else ""
        prompt = Prompt(number=number, text=require_line(self.text, "text"), area=area)
        return Decision((put("prompts", number, prompt),), (("prompts", number),), {"number": number})


class EditPrompt(Command, frozen=True):
    """Put right how a prompt is worded; what was answered to it stays. After the close it is a correction."""

    number: int
    text: str

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        prompt = state.prompts.get(self.number)
        if prompt is None:
            raise Refusal("no-such-prompt", number=self.number)
        text = require_line(self.text, "text")
        changes = [put("prompts", self.number, msgspec.structs.replace(prompt, text=text))]
        meeting = corrected(state.meeting, [("prompt", prompt.text, text)], moment)
        if meeting != state.meeting:
            changes.append(put("meetings", ONLY, meeting))
        return Decision(tuple(changes), (("prompts", self.number),))


class ClosePrompt(Command, frozen=True):
    """Take no more answers to a prompt; those given stay."""

    number: int

    def rule(self, state: State, moment: Moment) -> Decision:
        prompt = state.prompts.get(self.number)
        if prompt is None:
            raise Refusal("no-such-prompt", number=self.number)
        closed = msgspec.structs.replace(prompt, open=False)
        return Decision((put("prompts", self.number, closed),), (("prompts", self.number),))
