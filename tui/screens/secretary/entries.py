"""What the secretary's list holds: the meeting's own gaps, questions, entries of the register, conclusions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.model.question import ModerationStatus
from minutes import Gap, missing
from tui.screens.secretary import unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meeting.state import State

QUESTIONS, CONCLUSIONS, MEETING = "questions", "conclusions", "meetings"
REFERRALS, COMMITMENTS, REPLIES = "referrals", "commitments", "replies"

GAPS = {
    Gap.OUTCOME: N_("no outcome"),
    Gap.ANSWER: N_("no answer recorded"),
    Gap.AREA: N_("no area"),
    Gap.DEADLINE: N_("no deadline"),
    Gap.ADDRESSEE: N_("no addressee"),
    Gap.OWNER: N_("nobody named"),
    Gap.DIVERGED: N_("two wordings"),
    Gap.ENTRY: N_("not in the register"),
    Gap.START: N_("not opened"),
    Gap.ATTENDANCE: N_("no attendance"),
    Gap.PLACE: N_("no place"),
    Gap.CONCLUSIONS: N_("no conclusions"),
    Gap.COUNT: N_("still open"),
    Gap.REVEAL: N_("result not published"),
    Gap.SIGNATURES: N_("signing not finished"),
    Gap.PROMPT: N_("still takes answers"),
    Gap.HEAD: N_("head or foot incomplete"),
    Gap.REPLY: N_("reply not written"),
}
"""What each gap is called in the list."""


class MinutesEntry(NamedTuple):
    """One row of the list. `table` and `id` find it in the record; `is_edited` tells that its wording was edited."""

    table: str
    id: int
    label: str
    text: str
    gaps: tuple[Gap, ...] = ()
    is_edited: bool = False
    has_words: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from the others."""
        return (self.table, self.id)

    @property
    def gap_names(self) -> str:
        """The gaps in words."""
        return ", ".join(_(GAPS[gap]) for gap in self.gaps)


def entries(state: State, *, only_missing: bool = False) -> list[MinutesEntry]:
    """The rows: gaps of the meeting, questions by number, the register and votes where they have gaps, conclusions."""
    gaps: dict[tuple[str, int], list[Gap]] = defaultdict(list)
    for one in missing(state):
        gaps[one.table, one.id].append(one.gap)
    found = {key: tuple(kinds) for key, kinds in gaps.items()}
    rows = [
        *_of_the_meeting(found),
        *_of_questions(state, found),
        *_of_the_register(state, found),
        *_unfinished(state, found),
    ]
    if not only_missing:
        rows += _of_conclusions(state)
        return rows
    return [row for row in rows if row.gaps]


def _of_the_meeting(gaps: dict[tuple[str, int], tuple[Gap, ...]]) -> Iterator[MinutesEntry]:
    for gap in gaps.get((MEETING, 1), ()):
        # Each is a row of its own, because each is filled in by a form of its own.
        yield MinutesEntry(MEETING, list(Gap).index(gap), "", _("The meeting"), (gap,))


def _of_questions(state: State, gaps: dict[tuple[str, int], tuple[Gap, ...]]) -> Iterator[MinutesEntry]:
    for number, question in sorted(state.questions.items()):
        if not question.is_alive or question.standing is ModerationStatus.HIDDEN:
            continue
        answer = state.answers.get(number)
        yield MinutesEntry(
            QUESTIONS,
            number,
            str(number),
            question.text,
            gaps.get((QUESTIONS, number), ()),
            is_edited=answer is not None and bool(answer.wording),
            has_words=answer is not None,
        )


def _of_the_register(state: State, gaps: dict[tuple[str, int], tuple[Gap, ...]]) -> Iterator[MinutesEntry]:
    owed = [(REFERRALS, number, row.text) for number, row in sorted(state.referrals.items())]
    owed += [(COMMITMENTS, number, row.text) for number, row in sorted(state.commitments.items())]
    owed += [(REPLIES, number, row.text) for number, row in sorted(state.commitments.items())]
    for table, number, text in owed:
        if kinds := gaps.get((table, number)):
            yield MinutesEntry(table, number, _("reg."), text, kinds)


def _unfinished(state: State, gaps: dict[tuple[str, int], tuple[Gap, ...]]) -> Iterator[MinutesEntry]:
    for table, number, name in unfinished.named(state):
        if kinds := gaps.get((table, number)):
            yield MinutesEntry(table, number, "", name, kinds)


def _of_conclusions(state: State) -> Iterator[MinutesEntry]:
    for number, conclusion in sorted(state.conclusions.items()):
        yield MinutesEntry(
            CONCLUSIONS,
            number,
            _("con."),
            conclusion.text,
            is_edited=bool(conclusion.earlier),
            has_words=True,
        )
