"""What an asker may still do with their own question: until it is approved it is theirs, and a name always is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.model.question import ModerationStatus, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meeting.state import State


def is_changeable(state: State, question: Question) -> bool:
    """Whether its asker may correct or withdraw it: the desk has neither approved it nor made anything of it."""
    return (
        question.standing is ModerationStatus.RECEIVED
        and question.outcome is None
        and not question.masked
        and not any(other.merged_into == question.number for other in state.questions.values())
    )


def named(state: State, question: Question) -> list[Question]:
    """Of `question` and every part it was split into, those that carry its asker's name or unit."""
    return [one for one in _with_parts(state, question) if one.name or one.unit]


def _with_parts(state: State, question: Question) -> Iterator[Question]:
    yield question
    for part in question.children:
        yield from _with_parts(state, state.question(part))
