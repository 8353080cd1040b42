"""What is left when a meeting closes, and one step that gives all of it an outcome."""

from __future__ import annotations

import pytest

from meeting.areas import OTHER, UNCLASSIFIED
from meeting.commands import outcomes, running, sorting
from meeting.commands.together import Together
from meeting.commands.undo import Undo, WallConsent
from meeting.dialogue.close_out import Proposal, acts, by_area, secret, unanswered
from meeting.model.profile import Settings
from meeting.model.question import Outcome
from tests.meeting.play import RECEIPTS, Play, profile

PROMISED = Proposal(Outcome.WRITTEN_ANSWER, "2024-05-02")


@pytest.fixture
def play() -> Play:
    play = Play(profile(settings=Settings()))
    for place, text in enumerate(("Một?", "Hai?", "Ba?", "Bốn?", "Năm?")):
        play.ask_by_phone(text, RECEIPTS[place])
    return play


def test_what_is_left_is_what_waits_and_secret_is_what_was_decided_and_not_approved(play: Play) -> None:
    play.do(sorting.Approve(1))
    play.do(outcomes.RecordAnswer(1, "Rồi."))
    play.do(outcomes.RecordAnswer(2, "Rồi."))
    play.do(sorting.Hide(3))
    assert unanswered(play.state) == [4, 5]
    assert secret(play.state) == [2]


def test_areas_stand_in_the_order_of_their_keys_then_the_special_ones(play: Play) -> None:
    for number, area in ((1, OTHER), (2, "procedures"), (3, "institutions"), (4, "procedures")):
        play.do(sorting.SetArea(number, area))
    left = by_area(play.state, unanswered(play.state))
    assert list(left.items()) == [
        ("institutions", [3]),
        ("procedures", [2, 4]),
        (OTHER, [1]),
        (UNCLASSIFIED, [5]),
    ]


def test_one_step_after_the_close_approves_promises_assigns_and_dismisses_and_one_undo_takes_it_back(
    play: Play,
) -> None:
    play.do(outcomes.RecordAnswer(5, "Rồi."))
    play.do(running.CloseMeeting())
    proposed = {
        1: PROMISED,
        2: Proposal(Outcome.ASSIGNED, "2024-05-10", "Đội 3"),
        3: Proposal(Outcome.OUT_OF_SCOPE, reason="Không thuộc phạm vi đối thoại"),
        4: None,
    }
    play.do(Together(acts(play.state, proposed, (1, 5))))
    found = play.state.questions
    assert [found[number].outcome for number in range(1, 6)] == [
        Outcome.WRITTEN_ANSWER,
        Outcome.ASSIGNED,
        Outcome.OUT_OF_SCOPE,
        None,
        Outcome.ANSWERED,
    ]
    assert [number for number in found if found[number].is_public] == [1, 5]
    assert {owed.deadline for owed in play.state.commitments.values()} == {"2024-05-02", "2024-05-10"}
    play.do(Undo(wall=WallConsent.CHANGE))
    assert unanswered(play.state) == [1, 2, 3, 4]
    assert secret(play.state) == [5]


def test_what_another_window_settled_meanwhile_is_left_as_it_is(play: Play) -> None:
    proposed = dict.fromkeys(unanswered(play.state), PROMISED)
    play.do(outcomes.RecordAnswer(1, "Rồi."))
    play.do(sorting.Hide(2))
    play.do(sorting.Approve(3))
    assert {act.number for act in acts(play.state, proposed, (2, 3)) if hasattr(act, "number")} == {3, 4, 5}
    assert not [act for act in acts(play.state, proposed, (2, 3)) if isinstance(act, sorting.Approve)]
