"""A pledge: written, signed in a ceremony, its results read against indicator, plan and registered level."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meeting import limits
from meeting.commands.pledging import AddPledge, AddSigner, EditPledge, RemovePledge, RemoveSigner, SetLevels
from meeting.commands.reviewing import HoldReview, RecordResult, VerifyResult
from meeting.commands.signing import (
    CloseSigning,
    OpenSigning,
    RefuseSignature,
    SignPledge,
    TakeSignature,
    WithdrawSignature,
)
from meeting.model.pledge import (
    Direction,
    Pledge,
    PledgePhase,
    Review,
    SignatureStatus,
    SignerKind,
    Target,
    Task,
)
from meeting.moment import Role
from meeting.pledges import signature
from meeting.pledges.achievement import Reached, achievement, percent_of_plan, reached
from meeting.pledges.board import ResultCounts, board, count_results, counts_as, left_over, signers, wall
from meeting.refusal import Refusal
from meeting.state import State
from tests.meeting.test_polling import refusal
from tests.meeting.votes import act, meeting, result

DRAWN = "M10 20L300 200L500 90M600 100L900 320"
PLEDGE = Pledge(
    0,
    "Giao ước thi đua cải cách hành chính năm 2024",
    slogan="Chủ động, nêu gương, kỷ cương, trách nhiệm, hiệu quả",
    tasks=(
        Task("1", "Rà soát văn bản", "institutions"),
        Task("2", "Giải quyết hồ sơ đúng hạn", "procedures"),
    ),
    targets=(
        Target("1.1", "1", "Văn bản được rà soát", "%", Direction.HIGHER, "90", "95", "2024-12-15"),
        Target("2.1", "2", "Hồ sơ trễ hạn", "hồ sơ", Direction.LOWER, "10", "5"),
    ),
    measures=("Họp giao ban hằng tuần",),
    promises=("Thực hiện nghiêm túc",),
)


def written() -> State:
    state = meeting()
    assert result(act(state, AddPledge(PLEDGE))) == {"number": 1}
    act(state, AddSigner(1, SignerKind.WITNESS, "Lãnh đạo Phòng", "Nguyễn Văn A", "Trưởng phòng"))
    act(state, AddSigner(1, SignerKind.TEAM, "Đội 1", levels={"1.1": "97", "2.1": ""}))
    act(state, AddSigner(1, SignerKind.MASS_ORGANISATION, "Đoàn Thanh niên"))
    return state


def signing() -> State:
    state = written()
    act(state, OpenSigning(1))
    return state


def signed() -> State:
    state = signing()
    for number in (1, 2, 3):
        act(state, SignPledge(number, "Trần Văn C", "Đội trưởng", DRAWN))
    act(state, CloseSigning(1))
    return state


def test_a_pledge_has_as_many_tasks_as_it_names_and_none_of_its_own() -> None:
    state = written()
    assert [task.text for task in state.pledges[1].tasks] == ["Rà soát văn bản", "Giải quyết hồ sơ đúng hạn"]


def test_the_grid_has_teams_then_organisations_then_witnesses() -> None:
    assert [one.organisation for one in signers(written(), 1)] == [
        "Đội 1",
        "Đoàn Thanh niên",
        "Lãnh đạo Phòng",
    ]


@pytest.mark.parametrize(
    ("pledge", "code"),
    [
        (replace(PLEDGE, title=""), "empty"),
        (replace(PLEDGE, tasks=()), "task-count"),
        (replace(PLEDGE, tasks=PLEDGE.tasks[:1]), "target-without-task"),
        (replace(PLEDGE, tasks=PLEDGE.tasks * 2), "pledge-ids-unclear"),
        (replace(PLEDGE, targets=(replace(PLEDGE.targets[0], id="<b>"),)), "pledge-ids-unclear"),
        (replace(PLEDGE, targets=PLEDGE.targets * 40), "too-many-targets"),
        (replace(PLEDGE, targets=(replace(PLEDGE.targets[0], plan="nhiều"),)), "number-unclear"),
        (replace(PLEDGE, targets=(replace(PLEDGE.targets[0], deadline="mai"),)), "bad-date"),
        (replace(PLEDGE, measures=("a",) * 21), "too-many-lines"),
    ],
)
def test_an_unfit_pledge_is_refused(pledge: Pledge, code: str) -> None:
    assert refusal(meeting(), AddPledge(pledge)) == code


def test_the_text_is_fixed_once_signing_opens() -> None:
    state = written()
    act(state, EditPledge(replace(PLEDGE, number=1, title="Khác")))
    assert state.pledges[1].title == "Khác"
    act(state, OpenSigning(1))
    assert refusal(state, EditPledge(replace(PLEDGE, number=1))) == "pledge-frozen"
    assert refusal(state, RemovePledge(1)) == "pledge-frozen"
    assert refusal(state, OpenSigning(1)) == "pledge-frozen"
    assert refusal(state, OpenSigning(2)) == "no-such-pledge"


def test_a_registered_level_follows_its_target_when_the_text_changes() -> None:
    state = written()
    first = Target("1.1", "1", "Sáng kiến", "sáng kiến")
    reviewed = replace(PLEDGE.targets[0], id="1.2", plan="96")
    act(state, EditPledge(replace(PLEDGE, number=1, targets=(first, reviewed))))
    assert state.signers[2].levels == {"1.2": "97"}
    act(state, EditPledge(replace(PLEDGE, number=1, targets=(first, replace(reviewed, unit="văn bản")))))
    assert state.signers[2].levels == {}


def test_what_is_signed_stays_fixed_also_where_the_opening_is_undone() -> None:
    state = signing()
    state.pledges[1] = replace(state.pledges[1], phase=PledgePhase.PREPARED)
    act(state, EditPledge(replace(PLEDGE, number=1)))
    state.signers[2] = replace(state.signers[2], standing=SignatureStatus.OFFERED)
    assert refusal(state, EditPledge(replace(PLEDGE, number=1))) == "pledge-frozen"
    act(state, OpenSigning(1))


def test_a_pledge_nobody_has_opened_can_be_taken_away_with_its_signers() -> None:
    state = written()
    act(state, AddPledge(PLEDGE))
    act(state, AddSigner(2, SignerKind.TEAM, "Đội 2"))
    act(state, RemovePledge(1))
    assert list(state.pledges) == [2]
    assert [one.organisation for one in state.signers.values()] == ["Đội 2"]


def test_signing_needs_somebody_to_sign() -> None:
    state = meeting()
    act(state, AddPledge(PLEDGE))
    assert refusal(state, OpenSigning(1)) == "no-signers"


def test_a_signature_from_a_phone_shows_only_when_the_desk_takes_it() -> None:
    state = signing()
    act(state, SignPledge(2, "Lê Thị D", "Đội phó", DRAWN), Role.PHONE)
    assert state.signers[2].standing is SignatureStatus.OFFERED
    assert wall(state, 1).signed == 0
    assert refusal(state, SignPledge(2, "Kẻ khác", "", DRAWN), Role.PHONE) == "signed-already"
    assert refusal(state, CloseSigning(1)) == "signatures-offered"
    act(state, TakeSignature(2))
    assert wall(state, 1) == (1, 2, 0, 1)
    assert state.signers[2].name == "Lê Thị D"
    assert refusal(state, TakeSignature(2)) == "not-offered"


def test_a_refused_or_withdrawn_signature_frees_its_place() -> None:
    state = signing()
    before = state.signers[2]
    act(state, SignPledge(2, "Kẻ khác", "", DRAWN), Role.PHONE)
    act(state, RefuseSignature(2))
    assert state.signers[2] == before
    act(state, SignPledge(2, "Lê Thị D", "Đội phó"))
    assert state.signers[2].signature == ""
    assert refusal(state, SignPledge(2, "Khác", "")) == "signed-already"
    act(state, WithdrawSignature(2))
    assert state.signers[2] == before
    assert refusal(state, WithdrawSignature(2)) == "not-signed"


def test_a_phone_must_draw_its_signature() -> None:
    assert refusal(signing(), SignPledge(2, "Lê Thị D", "", ""), Role.PHONE) == "signature-unclear"


def test_nobody_signs_before_or_after_the_ceremony() -> None:
    assert refusal(written(), SignPledge(2, "Lê Thị D", "", DRAWN)) == "not-being-signed"
    assert refusal(signed(), SignPledge(2, "Lê Thị D", "", DRAWN)) == "not-being-signed"
    assert refusal(signed(), AddSigner(1, SignerKind.TEAM, "Đội 9")) == "pledge-signed"
    assert refusal(signed(), SignPledge(9, "Lê Thị D", "", DRAWN)) == "no-such-signer"


def test_levels_are_registered_before_signing() -> None:
    state = signing()
    act(state, SetLevels(2, {"1.1": "98,5", "2.1": "3"}))
    assert state.signers[2].levels == {"1.1": "98.5", "2.1": "3"}
    assert refusal(state, SetLevels(2, {"9": "1"})) == "no-such-target"
    act(state, SignPledge(2, "Lê Thị D", "", DRAWN))
    assert refusal(state, SetLevels(2, {})) == "signed-already"
    assert refusal(state, RemoveSigner(2)) == "signed-already"
    act(state, RemoveSigner(3))
    assert 3 not in state.signers


def test_the_grid_and_the_list_of_pledges_are_bounded() -> None:
    state = written()
    for number in range(10, 10 + limits.PLEDGE_SIGNERS):
        state.signers[number] = replace(state.signers[2], number=number)
    assert refusal(state, AddSigner(1, SignerKind.TEAM, "Đội 9")) == "too-many-signers"
    state.pledges[limits.PLEDGES_PER_MEETING] = state.pledges[1]
    assert refusal(state, AddPledge(PLEDGE)) == "too-many-pledges"


@given(
    st.text(max_size=60)
    | st.from_regex(r"(M[0-9]{1,5} [0-9]{1,4}(L[0-9]{1,4} [0-9]{1,4}){0,9}){0,3}", fullmatch=True)
)
def test_only_strokes_inside_the_box_are_a_signature(path: str) -> None:
    kept = ""
    with suppress(Refusal):
        kept = signature.check(path)
    if not kept:
        return
    assert signature.check(kept) == kept
    assert set(kept) <= set("ML 0123456789")
    assert all(x <= 1000 and y <= 400 for stroke in signature.strokes(kept) for x, y in stroke)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("M0 0L1 1", "signature-too-small"),
        ("M0 0L1001 1", "signature-unclear"),
        ("M0 0L1 401", "signature-unclear"),
        ("L0 0", "signature-unclear"),
        ("M0 0\n", "signature-unclear"),
        ("M٣ 0", "signature-unclear"),
        ('M0 0"/><script>', "signature-unclear"),
        ("M0 0" * 81, "signature-too-long"),
        ("M0 0" + "L1 1" * 3000, "signature-too-long"),
    ],
)
def test_anything_but_a_signature_is_refused(path: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        signature.check(path)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("direction", "value", "against_indicator", "against_plan", "percent"),
    [
        (Direction.HIGHER, "89.9", Reached.NOT_MET, Reached.NOT_MET, 946),
        (Direction.HIGHER, "90", Reached.MET, Reached.NOT_MET, 947),
        (Direction.HIGHER, "95.0", Reached.EXCEEDED, Reached.MET, 1000),
        (Direction.HIGHER, "100", Reached.EXCEEDED, Reached.EXCEEDED, 1053),
        (Direction.LOWER, "96", Reached.NOT_MET, Reached.NOT_MET, 990),
        (Direction.LOWER, "95", Reached.NOT_MET, Reached.MET, 1000),
        (Direction.LOWER, "90", Reached.MET, Reached.EXCEEDED, 1056),
        (Direction.LOWER, "0", Reached.EXCEEDED, Reached.EXCEEDED, None),
    ],
)
def test_a_result_is_read_against_indicator_and_plan(
    direction: Direction, value: str, against_indicator: Reached, against_plan: Reached, percent: int | None
) -> None:
    target = Target("1", "1", "Chỉ tiêu", "%", direction, "90", "95")
    meaning = achievement(target, "", value)
    assert meaning == (against_indicator, against_plan, Reached.NO_LEVEL, percent)


@given(st.decimals(-99, 99, places=2), st.decimals(-99, 99, places=2))
def test_lower_is_better_is_the_mirror_of_higher_is_better(level: Decimal, value: Decimal) -> None:
    mirrored = reached(Direction.LOWER, f"{-level:f}", f"{-value:f}")
    assert reached(Direction.HIGHER, f"{level:f}", f"{value:f}") is mirrored


def test_a_percentage_without_meaning_is_none() -> None:
    assert percent_of_plan(Direction.HIGHER, "", "5") is None
    assert percent_of_plan(Direction.HIGHER, "0", "5") is None
    assert percent_of_plan(Direction.HIGHER, "5", "-1") is None


def test_the_board_shows_the_latest_review_and_counts_each_standing() -> None:
    state = signed()
    act(state, RecordResult(2, "1.1", Review.INTERIM, "80"))
    act(state, RecordResult(2, "2.1", Review.INTERIM, "3", evidence="Báo cáo tháng 6"))
    assert count_results(board(state, state.pledges[1])) == ResultCounts(1, 0, 1, 2)
    act(state, RecordResult(2, "1.1", Review.FINAL, "97"))
    act(state, RecordResult(2, "1.1", Review.INTERIM, "81"))
    cells = board(state, state.pledges[1])
    assert count_results(cells) == ResultCounts(0, 0, 2, 2)
    assert cells[0].achievement == (Reached.EXCEEDED, Reached.EXCEEDED, Reached.MET, 1021)
    assert state.results[1].earlier == ("80",)
    act(state, RecordResult(2, "1.1", Review.INTERIM, "81"))
    assert state.results[1].earlier == ("80",)


def test_a_late_interim_result_does_not_take_the_place_of_the_final_one() -> None:
    state = signed()
    act(state, RecordResult(2, "1.1", Review.FINAL, "97"))
    act(state, RecordResult(2, "1.1", Review.INTERIM, "80"))
    cell = board(state, state.pledges[1])[0]
    assert cell.result is not None
    assert cell.result.value == "97"


def test_the_board_of_one_pledge_knows_nothing_of_another() -> None:
    state = signed()
    act(state, RecordResult(2, "1.1", Review.INTERIM, "80"))
    act(state, AddPledge(PLEDGE))
    act(state, AddSigner(2, SignerKind.TEAM, "Đội 1"))
    assert count_results(board(state, state.pledges[2])) == ResultCounts(0, 0, 0, 2)


def test_numbers_whose_pledge_or_signer_was_undone_are_not_given_again() -> None:
    state = written()
    act(state, OpenSigning(1))
    act(state, RecordResult(2, "1.1", Review.INTERIM, "1"))
    del state.pledges[1]
    assert result(act(state, AddPledge(PLEDGE))) == {"number": 2}
    del state.signers[2], state.signers[3]
    assert result(act(state, AddSigner(2, SignerKind.TEAM, "Đội 9"))) == {"number": 3}


def test_work_of_poor_quality_is_not_met_whatever_the_figure() -> None:
    state = signed()
    act(state, RecordResult(2, "1.1", Review.FINAL, "100", good=False))
    assert counts_as(board(state, state.pledges[1])[0]) is Reached.NOT_MET


def test_a_target_without_any_level_is_met_by_any_good_result() -> None:
    state = meeting()
    act(state, AddPledge(replace(PLEDGE, targets=(Target("1", "1", "Có sáng kiến"),))))
    act(state, AddSigner(1, SignerKind.TEAM, "Đội 1"))
    act(state, OpenSigning(1))
    act(state, RecordResult(1, "1", Review.FINAL, "1"))
    assert counts_as(board(state, state.pledges[1])[0]) is Reached.MET


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (RecordResult(1, "1.1", Review.FINAL, "1"), "witness-has-no-results"),
        (RecordResult(2, "9", Review.FINAL, "1"), "no-such-target"),
        (RecordResult(2, "1.1", Review.FINAL, ""), "number-unclear"),
        (VerifyResult(9), "no-such-result"),
        (HoldReview(1, Review.FINAL, "2024-12-20", " "), "empty"),
    ],
)
def test_unfit_results_are_refused(command: object, code: str) -> None:
    assert refusal(signed(), command) == code


def test_results_wait_for_the_launch() -> None:
    assert refusal(written(), RecordResult(2, "1.1", Review.INTERIM, "1")) == "pledge-not-signed"


def test_a_result_is_verified_and_a_review_held() -> None:
    state = signed()
    act(state, RecordResult(2, "1.1", Review.INTERIM, "91"))
    act(state, VerifyResult(1))
    assert state.results[1].verified
    act(state, HoldReview(1, Review.INTERIM, "2024-07-01", "Đạt tiến độ"))
    act(state, HoldReview(1, Review.FINAL, "2024-12-20", "Hoàn thành"))
    act(state, HoldReview(1, Review.INTERIM, "2024-07-02", "Đạt tiến độ, cần cố gắng"))
    assert [(one.review, one.on) for one in state.reviews.values()] == [
        (Review.INTERIM, "2024-07-02"),
        (Review.FINAL, "2024-12-20"),
    ]


def test_the_next_meeting_takes_over_what_is_not_met() -> None:
    state = signed()
    for number in (2, 3):
        act(state, RecordResult(number, "1.1", Review.FINAL, "99"))
        act(state, RecordResult(number, "2.1", Review.FINAL, "12"))
    taken = left_over(state, state.pledges[1])
    assert taken is not None
    assert ([task.id for task in taken.tasks], [target.id for target in taken.targets]) == (["2"], ["2.1"])
    assert (taken.origin, taken.phase, taken.number) == ("2024-04-17-doi-thoai", PledgePhase.PREPARED, 0)
    following = meeting()
    act(following, AddPledge(taken))
    assert following.pledges[1].origin == "2024-04-17-doi-thoai"
    for number in (2, 3):
        act(state, RecordResult(number, "2.1", Review.FINAL, "5"))
    assert left_over(state, state.pledges[1]) is None
