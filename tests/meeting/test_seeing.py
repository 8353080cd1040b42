"""What people see of a meeting: the queue, fairness, and the asker's own view of a question."""

from __future__ import annotations

import pytest

from meeting.areas import OTHER, UNCLASSIFIED
from meeting.commands import asking, outcomes, privacy, sorting, staging, voting
from meeting.commands.profile import ChangeSettings
from meeting.commands.running import SetModeration
from meeting.dialogue import following, queue
from meeting.dialogue.fairness import OUTCOMES_IN_ORDER, Fairness, QuestionCounts, fairness
from meeting.dialogue.following import FollowUpStep, follow, follow_number
from meeting.dialogue.queue import Filter, Order, QuestionProgress
from meeting.model.profile import Settings
from meeting.model.question import Channel, Outcome, QuestionKind
from meeting.model.register import Destination, Status
from meeting.moment import Role
from meeting.refusal import Refusal
from tests.meeting.play import RECEIPTS, Play


def busy() -> Play:
    """Seven questions, one in nearly every state; 1 merged into 2, 3 split into 8 and 9."""
    play = Play()
    texts = [
        "Máy in hỏng",
        "Máy in ở phòng Đội 2",
        "Lương và phụ cấp",
        "Thủ tục chậm",
        "Tố cáo",
        "Ồn quá",
        "Đường xấu",
    ]
    for number, text in enumerate(texts):
        play.ask(
            text,
            area="modernisation" if number < 2 else "",
            unit=f"Đội {number}",
            name="Hà" if number == 3 else "",
        )
    play.do(sorting.Merge((1,), 2))
    play.do(sorting.Split(3, ("Lương", "Phụ cấp")))
    play.do(outcomes.RecordAnswer(4, "Đã cắt giảm"))
    play.do(privacy.RouteOut(5))
    play.do(sorting.Hide(6))
    play.do(outcomes.Dismiss(7, "Không thuộc phạm vi", Outcome.OUT_OF_SCOPE))
    play.do(
        voting.CountVotes(
            (voting.QuestionCount(8, 3), voting.QuestionCount(9, 5), voting.QuestionCount(99, 1))
        ),
        Role.SYSTEM,
    )
    return play


def test_fairness_accounts_for_everything_once() -> None:
    account = fairness(busy().state)
    total = account.total
    assert (total.received, total.split, total.parts, total.items) == (7, 1, 2, 8)
    assert (total.merged, total.routed_out, total.answered, total.dismissed) == (1, 1, 1, 1)
    assert (total.unanswered, total.hidden, total.concluded) == (4, 1, 2)
    assert (total.promised, total.escalated) == (0, 0)
    assert total.adds_up
    assert account.reasons == (("Không thuộc phạm vi", 1),)
    assert {outcome.value for outcome in OUTCOMES_IN_ORDER} == {outcome.value for outcome in Outcome}
    assert {outcome.value for outcome in Outcome} <= set(QuestionCounts._fields)


def test_areas_stand_in_the_meetings_order_with_strays_and_the_unclassified_last() -> None:
    play = Play()
    for area in ("procedures", "", "other"):
        play.ask(area=area)
    areas = play.state.meeting.settings.areas
    play.do(ChangeSettings(Settings(areas=tuple(area for area in areas if area.id != "procedures"))))
    assert [area for area, _ in fairness(play.state).by_area] == [
        "institutions", "apparatus", "civil_service", "public_finance", "modernisation",
        "procedures", OTHER, UNCLASSIFIED,
    ]  # fmt: skip


def test_a_meeting_without_questions_adds_up_to_nothing() -> None:
    account = fairness(Play().state)
    assert account.total == QuestionCounts()
    assert isinstance(account, Fairness)
    assert account.total.adds_up


def test_the_queue_shows_what_waits_by_default() -> None:
    assert queue.select(busy().state) == [2, 8, 9]


def test_the_queue_filters_by_everything_a_question_has() -> None:
    play = busy()
    play.do(asking.AddPrompt("Gợi ý"))
    paper = play.ask("Phiếu", channel=Channel.PAPER, kind=QuestionKind.OPINION, prompt=1)
    state = play.state
    assert queue.select(state, Filter(areas=frozenset({"modernisation"}))) == [2]
    assert queue.select(state, Filter(channels=frozenset({Channel.PAPER}))) == [paper]
    assert queue.select(state, Filter(kinds=frozenset({QuestionKind.OPINION}))) == [paper]
    assert queue.select(state, Filter(prompt=1)) == [paper]
    assert queue.select(state, Filter(progress=frozenset({QuestionProgress.DECIDED}))) == [4, 7]
    assert queue.select(
        state, Filter(progress=queue.ALIVE - {QuestionProgress.OPEN, QuestionProgress.NEW})
    ) == [4, 6, 7]
    assert len(queue.select(state, Filter(progress=queue.EVERYTHING))) == len(state.questions)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("may doi", [2]),
        ("LƯƠNG", [8]),
        ("luong phu", []),
        ("#9", [9]),
        ("9", [9]),
        ("hà", []),
        ("phu cap", [9]),
    ],
)
def test_the_queue_is_searched_without_diacritics_word_by_word(search: str, found: list[int]) -> None:
    assert queue.select(busy().state, Filter(search=search)) == found


def test_names_and_units_are_searched_too() -> None:
    assert queue.select(busy().state, Filter(progress=queue.EVERYTHING, search="ha doi 3")) == [4]


def test_the_queue_is_sorted_by_votes_or_time() -> None:
    state = busy().state
    assert queue.select(state, order=Order.VOTES) == [9, 8, 2]
    assert queue.select(state, order=Order.NEWEST) == [9, 8, 2]
    assert queue.public(state) == [9, 8, 2, 4, 7]
    assert queue.public(state, "modernisation") == [2]
    assert queue.public(state, order=Order.OLDEST) == [2, 4, 7, 8, 9]
    assert queue.public(state, order=Order.NEWEST) == [9, 8, 7, 4, 2]


def test_counts_by_progress_cover_every_question() -> None:
    counts = queue.counts_by_progress(busy().state)
    assert counts == {
        QuestionProgress.NEW: 0, QuestionProgress.OPEN: 3, QuestionProgress.DECIDED: 2, QuestionProgress.HIDDEN: 1,
        QuestionProgress.MERGED: 1, QuestionProgress.SPLIT: 1, QuestionProgress.ROUTED_OUT: 1,
    }  # fmt: skip
    assert sum(counts[progress] for progress in queue.WAITING) == 3


def test_negative_counts_are_refused() -> None:
    play = busy()
    with pytest.raises(Refusal, match="bad-count"):
        play.do(voting.CountVotes((voting.QuestionCount(8, -1),)), Role.SYSTEM)
    with pytest.raises(Refusal, match="bad-count"):
        play.do(voting.CountSatisfaction(8, -1, 0), Role.SYSTEM)
    with pytest.raises(Refusal, match="not-for-this-role"):
        play.do(voting.CountVotes(()))
    play.do(voting.CountSatisfaction(8, 2, 1), Role.SYSTEM)
    assert play.state.satisfaction[8].satisfied == 2


def test_an_asker_sees_every_step_of_an_answered_question() -> None:
    play = Play()
    play.do(SetModeration(on=True))
    number = play.ask_by_phone("Máy in hỏng")

    def step() -> FollowUpStep:
        seen = follow(play.state, RECEIPTS[0])
        assert seen is not None
        return seen.step

    assert step() is FollowUpStep.RECEIVED
    play.do(sorting.Approve(number))
    assert step() is FollowUpStep.LISTED
    play.do(staging.StageQuestion(number))
    assert step() is FollowUpStep.BEING_ANSWERED
    play.do(staging.Blank(on=True))
    assert step() is FollowUpStep.LISTED
    play.do(outcomes.RecordAnswer(number, "Tuần sau có"))
    assert step() is FollowUpStep.ANSWERED
    seen = follow_number(play.state, number)
    assert (seen.answer, seen.speaker) == ("Tuần sau có", "Nguyễn Văn An")
    play.do(outcomes.ClearOutcome(number))
    assert follow_number(play.state, number).answer == ""


def test_an_asker_sees_to_whom_and_by_when_it_was_escalated_or_promised() -> None:
    play = Play()
    number = play.ask_by_phone()
    play.do(
        outcomes.Escalate(
            number, Destination.SUPERIOR, "Công an tỉnh", "Vượt thẩm quyền", deadline="2024-05-02"
        )
    )
    seen = follow_number(play.state, number)
    assert (seen.step, seen.to, seen.by, seen.reason) == (
        FollowUpStep.SUPERIOR,
        "Công an tỉnh",
        "2024-05-02",
        "Vượt thẩm quyền",
    )
    assert seen.status == Status.UNSETTLED.value
    play.do(outcomes.Assign(number, "Đội 1", "2024-05-03"))
    seen = follow_number(play.state, number)
    assert (seen.step, seen.to, seen.by) == (FollowUpStep.ASSIGNED, "Đội 1", "2024-05-03")


def test_a_hidden_question_reads_as_received() -> None:
    play = Play()
    number = play.ask_by_phone()
    play.do(sorting.Hide(number))
    assert follow_number(play.state, number).step is FollowUpStep.RECEIVED


def test_the_asker_of_a_repeat_follows_what_it_was_gathered_under() -> None:
    play = Play()
    repeat, kept = play.ask_by_phone("Hỏi lại"), play.ask("Hỏi")
    play.do(sorting.Merge((repeat,), kept))
    play.do(outcomes.Dismiss(kept, "Đã quy định"))
    seen = follow_number(play.state, repeat)
    assert (seen.number, seen.text, seen.merged_into, seen.merged_text) == (repeat, "Hỏi lại", kept, "Hỏi")
    assert (seen.step, seen.reason) == (FollowUpStep.NOT_TAKEN_UP, "Đã quy định")
    play.do(sorting.Hide(kept))
    assert follow_number(play.state, repeat).merged_text == ""


def test_the_asker_of_a_split_question_follows_its_parts_even_a_merged_one() -> None:
    play = Play()
    number, other = play.ask_by_phone("Hai việc"), play.ask("Việc khác")
    first, second = play.do(sorting.Split(number, ("Một", "Hai")))["numbers"]
    play.do(sorting.Merge((first,), other))
    play.do(privacy.RouteOut(second))
    seen = follow_number(play.state, number)
    assert seen.step is FollowUpStep.SPLIT
    assert [(part.number, part.step) for part in seen.parts] == [
        (first, FollowUpStep.LISTED),
        (second, FollowUpStep.ROUTED_OUT),
    ]


def test_an_unknown_receipt_or_number_follows_nothing() -> None:
    play = Play()
    assert follow(play.state, RECEIPTS[9]) is None
    with pytest.raises(Refusal, match="bad-receipt"):
        follow(play.state, "?")
    with pytest.raises(Refusal, match="no-such-question"):
        follow_number(play.state, 5)
    assert {FollowUpStep(outcome.value) for outcome in Outcome} < set(following.FollowUpStep)
