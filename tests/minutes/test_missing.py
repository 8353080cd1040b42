"""What the secretary is told to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from meeting.model.question import Outcome
from minutes import Gap, Missing, missing
from tests.minutes.conftest import question, state_with

if TYPE_CHECKING:
    from meeting.state import State


def test_an_answered_question_without_words_is_missing_its_answer() -> None:
    gaps = missing(state_with(question(1, "Hỏi?", outcome=Outcome.ANSWERED)))
    assert Missing(Gap.ANSWER, "questions", 1) in gaps


def test_a_promise_without_an_entry_is_missing() -> None:
    gaps = missing(state_with(question(1, "Hỏi?", outcome=Outcome.ASSIGNED)))
    assert Missing(Gap.ENTRY, "questions", 1) in gaps


def test_what_is_withheld_or_merged_asks_for_nothing(held: State) -> None:
    numbers = {gap.id for gap in missing(held) if gap.table == "questions"}
    assert numbers == {6}


def test_an_entry_without_date_or_name_is_missing_both(held: State) -> None:
    held.referrals[1] = replace(held.referrals[1], deadline="", addressee="")
    held.commitments[1] = replace(held.commitments[1], deadline="", owner="")
    gaps = {(gap.gap, gap.table) for gap in missing(held) if gap.table in {"referrals", "commitments"}}
    assert gaps == {
        (Gap.DEADLINE, "referrals"),
        (Gap.ADDRESSEE, "referrals"),
        (Gap.DEADLINE, "commitments"),
        (Gap.OWNER, "commitments"),
    }


def test_two_wordings_and_no_area_are_missing_a_decision(held: State) -> None:
    held.answers[3] = replace(held.answers[3], diverged=True)
    held.questions[3] = replace(held.questions[3], area="unclassified")
    assert {gap.gap for gap in missing(held) if gap.id == 3} == {Gap.DIVERGED, Gap.AREA}


def test_what_every_minutes_needs_is_asked_for() -> None:
    gaps = {gap.gap for gap in missing(state_with(place="", opened_at=""))}
    assert gaps == {Gap.START, Gap.PLACE, Gap.ATTENDANCE, Gap.CONCLUSIONS}
