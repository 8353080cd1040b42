"""What the secretary is told to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from meeting.changes import put
from meeting.model.agenda import Prompt
from meeting.model.form import Form, FormKind
from meeting.model.pledge import Pledge, PledgePhase
from meeting.model.poll import Poll
from meeting.model.profile import Phase
from meeting.model.question import Outcome
from meeting.model.survey import Survey
from meeting.model.vote import VotePhase
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


def test_a_vote_a_ceremony_or_a_prompt_without_an_end_is_missing_it() -> None:
    state = state_with(phase=Phase.OPEN)
    yes_no = Form(FormKind.YES_NO)
    state.apply(
        [
            put("polls", 1, Poll(1, "Đang lấy phiếu", yes_no, phase=VotePhase.OPEN)),
            put("polls", 2, Poll(2, "Chưa công bố", yes_no, phase=VotePhase.CLOSED)),
            put("polls", 3, Poll(3, "Đã công bố", yes_no, phase=VotePhase.REVEALED)),
            put("surveys", 1, Survey(1, "Khảo sát", (), phase=VotePhase.CLOSED)),
            put("pledges", 1, Pledge(1, "Giao ước", phase=PledgePhase.SIGNING)),
            put("pledges", 2, Pledge(2, "Đã ký", phase=PledgePhase.SIGNED)),
            put("prompts", 1, Prompt(1, "Gợi ý")),
            put("prompts", 2, Prompt(2, "Đã đóng", open=False)),
        ]
    )
    votes = {"polls", "surveys", "pledges", "prompts"}
    begun = [
        Missing(Gap.COUNT, "polls", 1),
        Missing(Gap.REVEAL, "polls", 2),
        Missing(Gap.REVEAL, "surveys", 1),
    ]
    begun.append(Missing(Gap.SIGNATURES, "pledges", 1))
    assert [gap for gap in missing(state) if gap.table in votes] == [
        *begun,
        Missing(Gap.PROMPT, "prompts", 1),
    ]
    state.apply([put("meetings", 1, replace(state.meeting, phase=Phase.CLOSED))])
    assert [gap for gap in missing(state) if gap.table in votes] == begun


def test_what_every_minutes_needs_is_asked_for() -> None:
    gaps = {gap.gap for gap in missing(state_with(place="", opened_at=""))}
    assert gaps == {Gap.START, Gap.PLACE, Gap.ATTENDANCE, Gap.CONCLUSIONS}
