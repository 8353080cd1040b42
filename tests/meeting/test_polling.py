"""A poll's life: prepared, open, closed, counted, revealed, asked again; and never anybody's vote on the way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting import limits
from meeting.commands.balloting import (
    ClosePoll,
    HideText,
    MergeTexts,
    OpenPoll,
    RecordProgress,
    RecordTally,
    RemovePoll,
    RerunPoll,
    RevealPoll,
    in_steps,
)
from meeting.commands.polling import AddPoll, CorrectPoll, EditPoll, IssueSlips
from meeting.commands.running import CloseMeeting
from meeting.commands.undo import Undo
from meeting.model.form import Choice, Form, FormKind, Tally
from meeting.model.poll import Poll
from meeting.model.vote import VotePhase
from meeting.moment import Role
from meeting.refusal import Refusal
from meeting.state import State
from meeting.text import crockford
from meeting.votes import slips
from meeting.votes.kinds import count
from tests.meeting.votes import NOW, act, meeting, options, result

VOTE = AddPoll("Đồng chí có tán thành?", Form(FormKind.YES_NO))
LIVE = AddPoll("Lĩnh vực nào?", Form(FormKind.SINGLE, options=options("Một", "Hai")), hidden=False)
WORDS = AddPoll("Một việc cần làm ngay", Form(FormKind.TEXT), hidden=False)


def opened(command: AddPoll = VOTE) -> State:
    state = meeting()
    act(state, command)
    act(state, OpenPoll(1))
    return state


def votes(yes: int, no: int, abstained: int = 0) -> Tally:
    return Tally(yes + no + abstained, abstained, (yes, no))


def counted(command: AddPoll = VOTE, tally: Tally | None = None) -> State:
    state = opened(command)
    act(state, ClosePoll(1))
    act(state, RecordTally(1, 1, tally or votes(8, 3, 1)), Role.SYSTEM)
    return state


def phase(state: State) -> VotePhase:
    return state.polls[1].phase


def chart(state: State) -> Tally | None:
    return state.poll_progress[1].interim


def refusal(state: State, command: object, role: Role = Role.HOST) -> str:
    before = {name: dict(table) for name, table in state.tables.items()}
    with pytest.raises(Refusal) as refused:
        act(state, command, role)  # type: ignore[arg-type]  # the parameter stays loose so that tables of commands fit
    assert before == state.tables
    return refused.value.code


def test_a_poll_is_prepared_opened_closed_counted_and_revealed() -> None:
    state = counted()
    assert phase(state) is VotePhase.CLOSED
    assert state.poll_progress[1].cast == 12
    act(state, RevealPoll(1))
    poll = state.polls[1]
    assert (poll.phase, poll.tally) == (VotePhase.REVEALED, votes(8, 3, 1))
    assert state.polls[1].opened_at == NOW.isoformat()


def test_a_poll_that_is_not_hidden_is_revealed_by_its_count() -> None:
    assert counted(LIVE).polls[1].phase is VotePhase.REVEALED


def test_answers_in_words_are_always_hidden_until_the_host_has_seen_them() -> None:
    assert (
        counted(WORDS, count(Form(FormKind.TEXT), [Choice(text="họp ít")])).polls[1].phase is VotePhase.CLOSED
    )


def test_the_host_is_told_of_options_that_read_alike() -> None:
    poll = AddPoll("Chọn", Form(FormKind.SINGLE, options=options("Đồng ý", "Đổng ý", "Khác")))
    assert result(act(meeting(), poll)) == {"number": 1, "alike": [["Đồng ý", "Đổng ý"]]}


def test_a_prepared_poll_can_be_changed_and_taken_away() -> None:
    state = meeting(opened=False)
    act(state, VOTE)
    act(state, EditPoll(1, "Khác", Form(FormKind.RATING)))
    assert state.polls[1].text == "Khác"
    act(state, IssueSlips(1, (slips.fingerprint("A"),)))
    act(state, RemovePoll(1))
    assert not state.polls
    assert not state.slips
    act(state, VOTE)
    act(state, RemovePoll(1))


def test_what_an_open_poll_asks_can_be_put_right_until_somebody_votes() -> None:
    state = opened()
    before = state.polls[1]
    asked = Form(FormKind.SINGLE, options=options("Đồng ý", "Khác"))
    assert refusal(state, CorrectPoll(1, "Khác", asked)) == "poll-frozen"
    act(state, CorrectPoll(1, "Khác", asked, untouched=True))
    poll = state.polls[1]
    assert (poll.text, poll.phase, poll.opened_at) == ("Khác", VotePhase.OPEN, before.opened_at)
    assert (poll.edition, poll.topic) == (2, "poll-1-1-2")
    act(state, ClosePoll(1))
    assert refusal(state, CorrectPoll(1, "Nữa", asked, untouched=True)) == "poll-not-open"
    act(state, RecordTally(1, 1, Tally(0, counts=(0, 0))), Role.SYSTEM)
    act(state, RerunPoll(1))
    assert refusal(state, CorrectPoll(1, "Nữa", asked, untouched=True)) == "poll-frozen"
    assert state.polls[1].topic == "poll-1-2-2"


def test_what_a_poll_asks_is_frozen_once_it_is_opened() -> None:
    state = opened()
    assert refusal(state, EditPoll(1, "Khác", Form(FormKind.YES_NO))) == "poll-frozen"
    assert refusal(state, RemovePoll(1)) == "poll-frozen"
    assert refusal(state, IssueSlips(1, (slips.fingerprint("A"),))) == "poll-frozen"
    assert refusal(state, OpenPoll(1)) == "poll-opened-before"


@pytest.mark.parametrize(
    ("command", "role", "code"),
    [
        (OpenPoll(9), Role.HOST, "no-such-poll"),
        (RevealPoll(1), Role.HOST, "poll-not-counted"),
        (RerunPoll(1), Role.HOST, "poll-not-counted"),
        (RecordTally(1, 1, votes(1, 0)), Role.HOST, "not-for-this-role"),
        (RecordTally(1, 1, votes(1, 0)), Role.SYSTEM, "poll-not-counting"),
        (ClosePoll(1), Role.PHONE, "not-for-this-role"),
        (MergeTexts(1, 0, (1,)), Role.HOST, "poll-not-counted"),
    ],
)
def test_steps_out_of_order_are_refused(command: object, role: Role, code: str) -> None:
    assert refusal(opened(), command, role) == code


def test_a_closed_poll_is_not_revealed_before_it_is_counted() -> None:
    state = opened()
    act(state, ClosePoll(1))
    assert state.polls[1].is_being_counted
    assert refusal(state, RevealPoll(1)) == "poll-not-counted"
    assert refusal(state, ClosePoll(1)) == "poll-not-open"
    assert refusal(state, RecordTally(1, 2, votes(1, 1)), Role.SYSTEM) == "poll-not-counting"


def test_asking_again_keeps_the_first_round() -> None:
    state = counted()
    act(state, RerunPoll(1))
    poll = state.polls[1]
    assert (poll.phase, poll.round, poll.tally, poll.topic) == (VotePhase.OPEN, 2, None, "poll-1-2")
    assert poll.earlier[0].tally == votes(8, 3, 1)
    assert state.poll_progress[1].cast == 0
    act(state, ClosePoll(1))
    act(state, RecordTally(1, 2, votes(0, 0)), Role.SYSTEM)
    assert state.polls[1].earlier[0].tally == votes(8, 3, 1)


def test_ending_the_meeting_closes_open_polls_and_they_can_still_be_counted() -> None:
    state = opened()
    act(state, AddPoll("Khác", Form(FormKind.YES_NO)))
    act(state, CloseMeeting())
    assert state.polls[1].is_being_counted
    assert state.polls[2].phase is VotePhase.PREPARED
    act(state, RecordTally(1, 1, votes(2, 2)), Role.SYSTEM)
    act(state, RevealPoll(1))
    assert refusal(state, RerunPoll(1)) == "meeting-closed"


def test_a_vote_is_never_undone() -> None:
    state = opened()
    assert "polls" in state.tables
    assert refusal(state, Undo()) == "cannot-undo"


def test_progress_is_made_known_in_steps_of_five() -> None:
    state = opened()
    for cast, known in [(1, 0), (4, 0), (5, 5), (9, 5), (13, 10), (12, 10)]:
        act(state, RecordProgress(1, 1, cast), Role.SYSTEM)
        assert (state.poll_progress[1].cast if 1 in state.poll_progress else 0) == known


def test_progress_of_a_round_that_is_over_changes_nothing() -> None:
    state = counted()
    assert act(state, RecordProgress(1, 1, 50), Role.SYSTEM).changes == ()
    act(state, RerunPoll(1))
    assert act(state, RecordProgress(1, 1, 50), Role.SYSTEM).changes == ()
    act(state, RecordProgress(1, 2, 7), Role.SYSTEM)
    assert state.poll_progress[1].cast == 5


def test_a_chart_shown_as_it_goes_stays_five_votes_behind() -> None:
    state = opened(LIVE)
    act(state, RecordProgress(1, 1, 9, votes(3, 2)), Role.SYSTEM)
    assert chart(state) is None
    act(state, RecordProgress(1, 1, 10, votes(3, 2)), Role.SYSTEM)
    assert chart(state) == votes(3, 2)
    act(state, RecordProgress(1, 1, 14, votes(5, 4)), Role.SYSTEM)
    assert chart(state) == votes(3, 2)
    act(state, RecordProgress(1, 1, 15), Role.SYSTEM)
    assert (state.poll_progress[1].cast, state.poll_progress[1].interim) == (15, votes(3, 2))


@pytest.mark.parametrize("command", [VOTE, WORDS, AddPoll("Số", Form(FormKind.NUMERIC), hidden=False)])
def test_a_hidden_poll_and_single_answers_are_not_shown_as_it_goes(command: AddPoll) -> None:
    state = opened(command)
    act(state, RecordProgress(1, 1, 10, votes(3, 2)), Role.SYSTEM)
    assert chart(state) is None


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12), st.integers(0, 60))
def test_no_two_charts_and_no_chart_and_result_are_less_than_five_votes_apart(
    steps: list[tuple[int, int]], late: int
) -> None:
    state = opened(LIVE)
    shown = [0]
    reached = 0
    for cast, taken in sorted(steps):
        reached = max(reached, cast)
        act(state, RecordProgress(1, 1, cast, votes(taken, 0)), Role.SYSTEM)
        interim = state.poll_progress[1].interim if 1 in state.poll_progress else None
        if interim is not None and interim.cast != shown[-1]:
            shown.append(interim.cast)
    shown.append(reached + late)
    if len(shown) > 2:
        assert all(after - before >= limits.PROGRESS_STEP for before, after in pairwise(shown))


def test_steps_are_whole() -> None:
    assert [in_steps(n) for n in (0, 4, 5, 11)] == [0, 0, 5, 10]


def test_words_are_brought_together_and_hidden_by_the_host_and_stay_counted() -> None:
    tally = count(
        Form(FormKind.TEXT), [Choice(text=text) for text in ("họp ít", "ít họp", "máy mới", "máy mới")]
    )
    state = counted(WORDS, tally)
    act(state, MergeTexts(1, 1, (2,)))
    held = state.polls[1].tally
    assert held is not None
    assert [group.count for group in held.texts] == [2, 2]
    act(state, HideText(1, 0))
    held = state.polls[1].tally
    assert held is not None
    assert held.texts[0].hidden
    assert sum(group.count for group in held.texts) == 4
    assert refusal(state, HideText(1, 7)) == "no-such-text"
    assert refusal(state, MergeTexts(1, 0, (-1,))) == "no-such-text"


def test_a_binding_vote_needs_its_slips() -> None:
    state = meeting()
    act(state, AddPoll("Bầu", Form(FormKind.YES_NO), binding=True))
    assert refusal(state, OpenPoll(1)) == "no-slips"
    hashes = tuple(slips.fingerprint(f"CODE{n}") for n in range(3))
    assert result(act(state, IssueSlips(1, hashes))) == {"slips": 3}
    assert state.slips[1].hashes == tuple(sorted(hashes))
    act(state, OpenPoll(1))
    assert state.polls[1].phase is VotePhase.OPEN


@pytest.mark.parametrize(
    ("hashes", "code"),
    [
        ((), "slip-count"),
        ((slips.fingerprint("A"),) * 2, "slip-count"),
        (("A" * 64,), "slip-unclear"),
        (("a" * 63,), "slip-unclear"),
    ],
)
def test_unfit_slips_are_refused(hashes: tuple[str, ...], code: str) -> None:
    state = meeting()
    act(state, VOTE)
    assert refusal(state, IssueSlips(1, hashes)) == code


@given(st.binary(min_size=8, max_size=8))
def test_a_slip_is_known_again_however_it_is_typed(entropy: bytes) -> None:
    code = slips.code(entropy)
    assert len(code) == limits.SLIP_CHARACTERS
    typed = crockford.grouped(code).lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert crockford.read(typed) == code
    assert slips.fingerprint(typed) == slips.fingerprint(code)


def test_a_meeting_keeps_only_so_many_polls() -> None:
    state = meeting()
    state.polls[limits.POLLS_PER_MEETING] = Poll(limits.POLLS_PER_MEETING, "Cuối", Form(FormKind.YES_NO))
    assert refusal(state, VOTE) == "too-many-polls"
