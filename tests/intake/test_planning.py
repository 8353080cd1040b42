"""Planning an import: what would be added, what is a duplicate, what is wrong, by row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

import intake
import language
from intake import Field, Sheet, Source, SourceRow
from meeting.areas import REFORM_AREAS
from meeting.commands.undo import Undo
from meeting.model.question import Channel, QuestionKind
from tests.intake.files import questions_workbook
from tests.meeting.play import Play


def sheet_of(*rows: tuple[str, ...]) -> Sheet:
    return sheet_with(*(SourceRow("", number, cells) for number, cells in enumerate(rows, start=2)))


def sheet_with(*rows: SourceRow) -> Sheet:
    return Sheet(Source("a.csv", rows, is_table=True), (), rows, {Field.TEXT: 0})


def test_rows_become_questions_with_area_kind_name_and_unit(tmp_path: Path) -> None:
    sheet = intake.read(questions_workbook(tmp_path / "a.xlsx"))
    plan = intake.plan(sheet, sheet.columns, (), REFORM_AREAS)
    first, second, _alike, last = (planned.item for planned in plan.questions)
    assert (first.text, first.area, first.kind) == (
        "Bao giờ có máy in mới?",
        "modernisation",
        QuestionKind.QUESTION,
    )
    assert (first.name, first.unit) == ("Nguyễn Văn A", "Đội 1")
    assert (second.area, second.kind) == ("public_finance", QuestionKind.RECOMMENDATION)
    assert (last.area, last.kind) == ("", QuestionKind.QUESTION)


def test_bad_rows_are_listed_by_row_and_column(tmp_path: Path) -> None:
    sheet = intake.read(questions_workbook(tmp_path / "a.xlsx"))
    problems = intake.plan(sheet, sheet.columns, (), REFORM_AREAS).problems
    assert [(p.code, p.row, p.column) for p in problems] == [
        ("row-without-text", 7, "B"),
        ("unknown-area", 8, "E"),
        ("unknown-kind", 8, "F"),
    ]
    with language.using("en"):
        assert intake.sentence(problems[1]).startswith("Đợt 1: row 8, column E: ")


def test_duplicates_are_left_out_and_those_that_differ_in_tone_marks_are_offered(tmp_path: Path) -> None:
    play = Play()
    number = play.ask("Đề nghị tăng PHỤ CẤP một cửa!")
    sheet = intake.read(questions_workbook(tmp_path / "a.xlsx"))
    plan = intake.plan(sheet, sheet.columns, play.state.questions.values(), REFORM_AREAS)
    assert [(row.row.number, row.same_as) for row in plan.duplicates] == [(5, number)]
    assert [(row.row.number, row.same_row) for row in plan.alike] == [(6, 4)]
    assert len(plan.questions) == 3


def test_one_undo_takes_the_whole_import_back(tmp_path: Path) -> None:
    play = Play()
    before = play.tables()["questions"]
    sheet = intake.read(questions_workbook(tmp_path / "a.xlsx"))
    plan = intake.plan(sheet, sheet.columns, (), REFORM_AREAS)
    result = play.do(plan.command(sheet.name, plan.chosen(with_duplicates=True)))
    assert (result["first"], result["last"]) == (1, 4)
    assert {question.channel for question in play.state.questions.values()} == {Channel.IMPORTED}
    assert [question.text for question in play.state.questions.values()][2] == "bao gio co may in moi"
    play.do(Undo())
    assert play.tables()["questions"] == before


def test_hostile_text_is_cleaned_and_the_cleaning_is_said() -> None:
    plan = intake.plan(sheet_of(("a\x1b[2J\u202eb",), ("[/",), ("=1+1",)), {Field.TEXT: 0}, (), REFORM_AREAS)
    assert [planned.item.text for planned in plan.questions] == ["a[2Jb", "[/", "=1+1"]
    assert [problem.code for problem in plan.problems] == ["characters-removed"]


def test_texts_and_names_too_long_are_left_out_or_shortened() -> None:
    columns = {Field.TEXT: 0, Field.NAME: 1}
    plan = intake.plan(
        sheet_of(("a" * 33_000, ""), ("b" * 21_000, ""), ("c", "d" * 300)), columns, (), REFORM_AREAS
    )
    assert [problem.code for problem in plan.problems] == ["text-too-long", "text-too-long", "line-shortened"]
    assert plan.questions[0].item.name == "d" * 200


@pytest.mark.parametrize(
    "written",
    [
        "4",
        "chế độ công vụ",
        "IV. Cải cách chế độ công vụ",
        "cai cach che do cong vu",
        "civil_service",
        "Civil service",
    ],
)
def test_an_area_is_known_by_key_name_alias_or_id(written: str) -> None:
    plan = intake.plan(sheet_of(("a", written)), {Field.TEXT: 0, Field.AREA: 1}, (), REFORM_AREAS)
    assert plan.questions[0].item.area == "civil_service"


@pytest.mark.parametrize("written", ["cải cách", "abc", "giao thông"])
def test_part_of_several_names_or_of_none_is_no_area(written: str) -> None:
    plan = intake.plan(sheet_of(("a", written)), {Field.TEXT: 0, Field.AREA: 1}, (), REFORM_AREAS)
    assert plan.questions[0].item.area == ""
    assert plan.command("a.csv").rows == (plan.questions[0].item,)


def test_short_rows_and_unmapped_columns_are_empty_cells() -> None:
    plan = intake.plan(sheet_of(("a",)), {Field.TEXT: 0, Field.NAME: 5}, (), REFORM_AREAS)
    assert plan.questions[0].item.name == ""


def test_an_attendance_list_becomes_entries() -> None:
    columns = {Field.NAME: 0, Field.UNIT: 1, Field.POST: 2, Field.COUNT: 3}
    sheet = sheet_of(
        ("Lê C", "Đội 1", "Đội trưởng", ""),
        ("", "Đoàn thanh niên", "", "12"),
        ("", "", "", ""),
        ("X", "", "", "nhiều"),
    )
    plan = intake.plan_attendance(sheet, columns, {})
    play = Play()
    play.do(plan.command())
    assert [(e.name, e.organisation, e.post, e.count) for e in play.state.attendance.values()] == [
        ("Lê C", "Đội 1", "Đội trưởng", 1),
        ("Đoàn thanh niên", "", "", 12),
    ]
    assert [(p.code, p.row, p.column) for p in plan.problems] == [
        ("row-without-name", 4, ""),
        ("not-a-count", 5, "D"),
    ]
    with language.using("en"):
        assert intake.sentence(plan.problems[0]).startswith("row 4: ")


NUMBERED = {Field.SERIAL: 0, Field.TEXT: 1, Field.AREA: 2}


def test_a_heading_of_a_group_files_the_questions_below_it() -> None:
    sheet = sheet_of(
        ("I", "LĨNH VỰC THỂ CHẾ"),
        ("1", "a"),
        ("2", "b", "Tài chính công"),
        ("II", "Việc của Đội 2"),
        ("3", "c"),
        ("", "Tổng cộng: 03 ý kiến"),
        ("", "Tổng số biên chế còn thiếu", "", "Đội 3"),
    )
    plan = intake.plan(sheet, NUMBERED, (), REFORM_AREAS)
    assert [(p.item.text, p.item.area) for p in plan.questions] == [
        ("a", "institutions"),
        ("b", "public_finance"),
        ("c", ""),
        ("Tổng số biên chế còn thiếu", ""),
    ]
    assert [(p.code, p.row) for p in plan.problems] == [
        ("area-heading", 2),
        ("heading-or-total", 5),
        ("heading-or-total", 7),
    ]


def test_a_heading_holds_to_the_end_of_its_worksheet_and_lists_without_numbers_lose_nothing() -> None:
    rows = (
        SourceRow("A", 1, ("Nhóm lĩnh vực thể chế",)),
        SourceRow("A", 2, ("a",)),
        SourceRow("B", 1, ("V",)),
        SourceRow("B", 2, ("Tổng cộng bao nhiêu?",)),
    )
    plan = intake.plan(sheet_with(*rows), {Field.TEXT: 0}, (), REFORM_AREAS)
    assert [(p.item.text, p.item.area) for p in plan.questions] == [
        ("a", "institutions"),
        ("V", ""),
        ("Tổng cộng bao nhiêu?", ""),
    ]


def test_worksheets_keep_the_order_of_the_file() -> None:
    rows = (
        SourceRow("Tháng 9", 1, ("a",)),
        SourceRow("Tháng 10", 1, ("b",)),
        SourceRow("Tháng 10", 2, ("A!",)),
    )
    plan = intake.plan(sheet_with(*rows), {Field.TEXT: 0}, (), REFORM_AREAS)
    command = plan.command("a.xlsx", plan.chosen(with_duplicates=True))
    assert [row.text for row in command.rows] == ["a", "b", "A!"]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Kiến nghị, đề xuất", QuestionKind.RECOMMENDATION),
        ("Ý kiến góp ý", QuestionKind.OPINION),
        ("câu hỏi", QuestionKind.QUESTION),
    ],
)
def test_a_kind_is_known_by_how_it_begins(written: str, kind: QuestionKind) -> None:
    plan = intake.plan(sheet_of(("a", written)), {Field.TEXT: 0, Field.KIND: 1}, (), REFORM_AREAS)
    assert plan.questions[0].item.kind is kind
    assert not plan.problems
