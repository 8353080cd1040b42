"""Written replies to askers: an official letter (công văn, Mẫu 1.5) for each answer that was promised and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import OFFICIAL, using
from meeting.model.profile import Person
from meeting.model.register import CommitmentKind
from minutes.outline import frame
from minutes.outline.blocks import Paragraph, Run, lines_of, text
from minutes.outline.papers import form
from minutes.question_summary import question_summaries
from wording import people

if TYPE_CHECKING:
    from meeting.model.profile import Meeting
    from meeting.model.question import Question
    from meeting.model.register import Commitment
    from meeting.state import State
    from minutes.outline.blocks import Minutes
    from minutes.question_summary import QuestionSummary
    from minutes.seal import Seal


@using(OFFICIAL)
def documents(state: State, seal: Seal, *, names: bool = True) -> list[form.Paper]:
    """One letter a promised answer that has its text; `unwritten` are the others."""
    every = {summary.number: summary for summary in question_summaries(state, names=names)}
    made = []
    for _, owed in sorted(state.commitments.items()):
        asked = every.get(owed.question)
        if owed.kind is CommitmentKind.WRITTEN_ANSWER and owed.reply and asked and not asked.is_withheld:
            made.append(form.Paper(f"tra-loi-{asked.number}", _letter(state, seal, owed, asked)))
    return made


def _letter(state: State, seal: Seal, owed: Commitment, asked: QuestionSummary) -> Minutes:
    meeting = state.meeting
    kind = asked.kind.lower()
    to, reader = _reader(meeting, state.questions[asked.number], kind, asked.asker)
    day = form.on_the_day(meeting)
    blocks = (
        text(
            f"Tại {form.called(meeting)}{f' {day}' if day else ''}, {meeting.agency} nhận được {kind} với nội dung "
            "như sau:"
        ),
        *(Paragraph((Run(line, italic=True),)) for line in f"“{asked.text}”".split("\n")),
        text(f"Về nội dung này, {meeting.agency} trả lời như sau:"),
        *lines_of(owed.reply, f"reply:{owed.number}"),
    )
    return form.made(
        state,
        seal,
        frame.LETTER,
        blocks,
        about=f"V/v trả lời {kind} số {asked.number} tại {form.called(meeting)}",
        addressees=(to,),
        closing=f"{meeting.agency} trả lời để {reader} biết./.",
        first=("Như trên",),
        signature=frame.head(meeting),
    )


def _reader(meeting: Meeting, question: Question, kind: str, told: str) -> tuple[str, str]:
    """Whom the letter goes to, and what its last sentence calls them; `told` is empty where no name is to be told."""
    if told and question.name:
        asker = Person(question.name, question.unit)
        return people.addressed(asker, meeting.address), people.honorific(asker, meeting.address).lower()
    if told:
        return told, told
    return (
        f"{people.HEADS[meeting.address].capitalize()} nêu {kind} số {question.number} tại hội nghị",
        people.ASKERS[meeting.address],
    )
