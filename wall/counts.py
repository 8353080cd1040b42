"""Live counts: how many have taken part so far, in steps of which none is one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import ngettext
from meeting import limits
from meeting.model.question import ModerationStatus
from meeting.model.vote import VotePhase
from meeting.votes.poll_view import known

if TYPE_CHECKING:
    from meeting.state import State


def in_steps(count: int) -> int:
    """`count` down to a whole step, so that nobody's own answer is seen to arrive."""
    return count - count % limits.PROGRESS_STEP


def prompt_answers(state: State, prompt: int) -> int:
    """How many answered a prompt, in steps."""
    return in_steps(
        sum(
            question.prompt == prompt and question.standing is not ModerationStatus.ROUTED_OUT
            for question in state.questions.values()
        )
    )


def questions_received(state: State) -> int:
    """How many questions people sent, in steps; parts of a divided one are not counted again."""
    return in_steps(sum(not question.parent for question in state.questions.values()))


def answers_message(count: int) -> str:
    """How many answers came in so far, once there is a whole step of them."""
    if not count:
        return ""
    return ngettext("{count} answer received", "{count} answers received", count).format(count=count)


def questions_message(count: int) -> str:
    """How many questions came in so far, once there is a whole step of them."""
    if not count:
        return ""
    return ngettext("{count} question received", "{count} questions received", count).format(count=count)


def taking_part(state: State) -> str:
    """What has come in by now, for the view that invites people to take part.

    Questions, and the answers to those prompts, polls and surveys that take some now.
    """
    answers = sum(prompt_answers(state, prompt.number) for prompt in state.prompts.values() if prompt.open)
    answers += sum(known(state, poll).cast for poll in state.polls.values() if poll.phase is VotePhase.OPEN)
    answers += sum(
        progress.cast
        for number, survey in state.surveys.items()
        if survey.phase is VotePhase.OPEN and (progress := state.survey_progress.get(number))
    )
    said = (questions_message(questions_received(state)), answers_message(answers))
    return "  ·  ".join(part for part in said if part)
