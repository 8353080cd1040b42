"""What any phone in the hall may see: the public side of questions, prompts and the meeting; never who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from meeting.areas import UNCLASSIFIED
from meeting.dialogue.following import FollowUpStep, follow_number
from meeting.model.profile import Phase
from meeting.model.stage import View
from server.public.vote_links import VoteLink, vote_links

if TYPE_CHECKING:
    from meeting.state import State

NOT_FOR_OTHERS = frozenset({FollowUpStep.NOT_TAKEN_UP, FollowUpStep.OUT_OF_SCOPE})
"""Others see that such a question was decided on; the reason is for its asker."""


class QuestionView(msgspec.Struct, frozen=True, omit_defaults=True):
    """A listed question. `to` and `by` say who owes what by when, `area` is an id or empty.

    `part_votes` of its supporters came with the question `part_of` it was split from.
    """

    number: int
    text: str
    step: str
    votes: int = 0
    area: str = ""
    part_of: int = 0
    part_votes: int = 0
    prompt: int = 0
    answer: str = ""
    speaker: str = ""
    to: str = ""
    by: str = ""


class PromptView(msgspec.Struct, frozen=True):
    """A prompt that takes answers."""

    number: int
    text: str


class AreaView(msgspec.Struct, frozen=True):
    """An area to choose from, in both languages."""

    id: str
    name: str
    name_en: str


class MeetingView(msgspec.Struct, frozen=True):
    """The meeting as phones see it.

    `on_stage` is the question the projector shows, 0 if none, `on_stage_text` its words; `next` is the listed question
    chosen to come next, 0 if none.
    """

    title: str
    agency: str
    phase: str
    intake_open: bool
    upvotes: bool
    on_stage: int
    on_stage_text: str
    next: int
    areas: tuple[AreaView, ...]
    prompts: tuple[PromptView, ...]
    votes: tuple[VoteLink, ...] = ()


def on_stage(state: State) -> int:
    """The number of the question the projector shows, 0 if none or covered."""
    stage = state.stage
    return stage.ref if stage.view is View.QUESTION and not stage.blank else 0


def meeting_view(state: State) -> MeetingView:
    """The meeting as phones see it."""
    meeting, staged = state.meeting, on_stage(state)
    upcoming = state.questions.get(state.stage.next)
    return MeetingView(
        title=meeting.title,
        agency=meeting.agency,
        phase=meeting.phase.value,
        intake_open=meeting.intake_open and meeting.phase is Phase.OPEN,
        upvotes=meeting.settings.upvotes,
        on_stage=staged,
        on_stage_text=state.questions[staged].text if staged in state.questions else "",
        next=upcoming.number if upcoming is not None and upcoming.is_public else 0,
        areas=tuple(AreaView(area.id, area.name, area.name_en) for area in meeting.settings.areas),
        prompts=tuple(
            PromptView(p.number, p.text)
            for p in state.prompts.values()
            if p.open and meeting.phase is not Phase.CLOSED
        ),
        votes=vote_links(state),
    )


def question_view(state: State, number: int) -> QuestionView | None:
    """Question `number` as others see it; None when it is not on the list (any more)."""
    question = state.questions.get(number)
    if question is None or not question.is_public:
        return None
    followed = follow_number(state, number)
    hushed = followed.step in NOT_FOR_OTHERS
    return QuestionView(
        number=number,
        text=question.text,
        step=followed.step.value,
        votes=followed.votes,
        part_of=followed.part_of,
        part_votes=followed.part_votes,
        area="" if question.area == UNCLASSIFIED else question.area,
        prompt=question.prompt,
        answer="" if hushed else followed.answer,
        speaker="" if hushed else followed.speaker,
        to=followed.to,
        by=followed.by,
    )
