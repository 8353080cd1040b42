"""What is typed in from paper is read the way people write it, or refused."""

from __future__ import annotations

import pytest

from meeting.model.form import Choice, Form, FormKind
from meeting.model.pledge import Direction
from meeting.pledges.typed import from_cells, pledge_typed, target_line, target_parts
from meeting.refusal import Refusal
from meeting.votes.kinds import check, choice_typed, complete
from tests.meeting.votes import options

LIKERT = complete(Form(FormKind.LIKERT))
SEVERAL = complete(Form(FormKind.MULTIPLE, options=options("Một", "Hai", "Ba"), abstain=False))
RANKING = complete(Form(FormKind.RANKING, options=options("Một", "Hai", "Ba")))
NUMERIC = complete(Form(FormKind.NUMERIC))
TEXT = complete(Form(FormKind.TEXT))


@pytest.mark.parametrize(
    ("form", "typed", "choice"),
    [
        (LIKERT, "1", Choice(options=("5",))),
        (LIKERT, " 5 ", Choice(options=("1",))),
        (LIKERT, "0", Choice(abstain=True)),
        (SEVERAL, "1, 3", Choice(options=("a", "c"))),
        (RANKING, "3 1", Choice(options=("c", "a"))),
        (NUMERIC, "0", Choice(amount="0")),
        (TEXT, "họp ít", Choice(text="họp ít")),
        (TEXT, "0", Choice(abstain=True)),
    ],
)
def test_options_are_typed_by_their_numbers(form: Form, typed: str, choice: Choice) -> None:
    read = choice_typed(form, typed)
    assert read == choice
    assert check(form, read) == check(form, choice)


def test_an_item_left_empty_is_skipped() -> None:
    assert choice_typed(LIKERT, "  ") is None


@pytest.mark.parametrize(
    ("form", "typed"), [(LIKERT, "6"), (LIKERT, "1 2"), (LIKERT, "x"), (SEVERAL, "0"), (RANKING, "²")]
)
def test_a_number_that_is_no_option_is_refused(form: Form, typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        choice_typed(form, typed)
    assert refused.value.code == "typed-unclear"


def test_a_pledge_is_written_line_by_line() -> None:
    pledge = pledge_typed(
        "Giao ước",
        grounds="Căn cứ Luật Thi đua, khen thưởng năm 2022;\nKế hoạch số 12",
        tasks="Rà soát văn bản\n\nGiải quyết hồ sơ",
        targets="1; Văn bản được rà soát; %; tăng; 90; 95; 15/12/2024\n"
        "2; Hồ sơ trễ hạn; hồ sơ; giảm; 10; 5\n2; Sáng kiến",
        measures="Giao ban hằng tuần",
    )
    assert [task.id for task in pledge.tasks] == ["1", "2"]
    assert [target.direction for target in pledge.targets] == [
        Direction.HIGHER,
        Direction.LOWER,
        Direction.HIGHER,
    ]
    assert [target.deadline for target in pledge.targets] == ["2024-12-15", "", ""]
    assert target_line(pledge.targets[0]).endswith("; 15/12/2024")
    assert pledge_typed("Giao ước", targets="1;Chỉ tiêu;;;;;mai").targets[0].deadline == "mai"
    assert target_line(pledge.targets[1]) == "2; Hồ sơ trễ hạn; hồ sơ; giảm; 10; 5"
    assert [target.id for target in pledge.targets] == ["1.1", "2.1", "2.2"]
    assert pledge.measures == ("Giao ban hằng tuần",)
    assert pledge.grounds == ("Luật Thi đua, khen thưởng năm 2022", "Kế hoạch số 12")


def test_a_target_has_the_evidence_and_the_quality_it_is_written_with() -> None:
    line = "1; Hồ sơ trễ hạn; hồ sơ; giam; 10; 5; 15/12/2024; Báo cáo tháng; Có thư xin lỗi"
    target = pledge_typed("Giao ước", targets=line).targets[0]
    assert (target.direction, target.evidence, target.quality) == (
        Direction.LOWER,
        "Báo cáo tháng",
        "Có thư xin lỗi",
    )
    assert target_line(target) == line.replace("giam", "giảm")


def test_a_direction_is_never_guessed() -> None:
    with pytest.raises(Refusal) as refused:
        pledge_typed("Giao ước", targets="1; A\n1; Đơn thư; đơn; không quá; 3")
    assert (refused.value.code, refused.value.params) == ("direction-unclear", {"place": 2})


@pytest.mark.parametrize("line", ["chỉ một phần", "1;2;3;4;5;6;7;8;9;10"])
def test_a_target_line_with_too_few_or_many_parts_is_named(line: str) -> None:
    with pytest.raises(Refusal) as refused:
        pledge_typed("Giao ước", targets=line)
    assert refused.value.params == {"place": 1}


def test_rows_of_a_worksheet_become_lines_of_targets() -> None:
    pasted = "1\tVăn bản; bản sao\t%\n2; Hồ sơ; ngày"
    assert from_cells(pasted) == "1; Văn bản, bản sao; %\n2; Hồ sơ; ngày"
    assert target_parts("1; Văn bản; %", 1) == ("1", "Văn bản", "%", *[""] * 6)
