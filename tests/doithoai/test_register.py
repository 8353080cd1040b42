"""Imports, the register and the holiday table from the command line, on real records."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doithoai.__main__ import cli
from doithoai.laptop.execution import execute
from doithoai.laptop.preparing import refresh
from doithoai.laptop.records import read_state
from link.library import MeetingLibrary
from meeting.commands.outcomes import Assign, Escalate
from meeting.commands.running import OpenMeeting
from meeting.model.register import Destination, Status
from meeting.register.carry_over import carry_over
from store.tinydb_journal.format import JOURNAL
from tests.doithoai.test_command_line import NEW
from tests.intake.files import questions_workbook, workbook


@pytest.fixture
def library() -> MeetingLibrary:
    """One meeting with the imported questions of a workbook, an overdue referral and an assignment."""
    found = MeetingLibrary(Path(os.environ["DOITHOAI_DATA"]))
    run(*NEW)
    return found


def run(*arguments: str | Path, status: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == status, result.output + str(result.exception)
    return result


def owing(library: MeetingLibrary, tmp_path: Path) -> None:
    run("import", "latest", questions_workbook(tmp_path / "y-kien.xlsx"), "--yes")
    entry = library.find("latest")
    execute(entry, Escalate(1, Destination.SUPERIOR, "Công an tỉnh", "Vượt thẩm quyền", "2026-03-20"))
    execute(entry, Assign(2, "Đội Hậu cần", "2999-12-31"))


def test_an_import_shows_what_it_understood_and_asks_first(library: MeetingLibrary, tmp_path: Path) -> None:
    path = questions_workbook(tmp_path / "y-kien.xlsx")
    refused = CliRunner().invoke(cli, ["import", "latest", str(path)], input="n\n")
    assert refused.exit_code == 1
    assert "B = text" in refused.output
    assert "dòng 7, cột B" in refused.output
    assert not read_state(library.find("latest").record).questions
    assert "giống dòng 4, chỉ khác dấu" in refused.output
    assert "4" in run("import", "latest", path, "--yes").output
    assert len(read_state(library.find("latest").record).questions) == 4
    again = run("import", "latest", path, "--yes", "--with-duplicates")
    assert "trùng nội dung với câu hỏi 1" in again.output
    assert len(read_state(library.find("latest").record).questions) == 8


def test_columns_are_named_by_letter_and_wrong_ones_refused(library: MeetingLibrary, tmp_path: Path) -> None:
    path = questions_workbook(tmp_path / "y-kien.xlsx")
    assert "ZZ" in run("import", "latest", path, "--columns", "text=ZZ", status=2).output
    run("import", "latest", path, "--columns", "text=C,unit=B", "--yes")
    assert read_state(library.find("latest").record).questions[1].text == "Đội 1"


def test_an_attendance_list_is_imported(library: MeetingLibrary, tmp_path: Path) -> None:
    rows = [("Họ và tên", "Đơn vị", "Số lượng"), ("Lê C", "Đội 1", None), ("", "Đội 2", 12)]
    run("import", "latest", workbook(tmp_path / "a.xlsx", ("S", rows)), "--attendance", "--yes")
    entries = read_state(library.find("latest").record).attendance.values()
    assert [(entry.name, entry.count) for entry in entries] == [("Lê C", 1), ("Đội 2", 12)]


def test_people_are_taken_in_and_left_out_row_by_row_and_a_list_is_not_recorded_twice(
    library: MeetingLibrary, tmp_path: Path
) -> None:
    rows = [
        ("Họ và tên", "Đơn vị"),
        ("Lê C", "Đội 1"),
        ("Vũ D", "Đội 2"),
        ("Vũ D", "Đội 2"),
        ("Tổng cộng", ""),
    ]
    path = workbook(tmp_path / "a.xlsx", ("S", rows))
    planned = json.loads(run("import", "latest", path, "--invited", "--leave-out", "3", "--json").output)
    assert [(row["row"], row["state"]) for row in planned["rows"]] == [
        (2, "in"),
        (3, "out"),
        (4, "in"),
        (5, "out"),
    ]
    run("import", "latest", path, "--invited", "--leave-out", "3", "--yes")

    def listed() -> list[str]:
        return [entry.name for entry in read_state(library.find("latest").record).attendance.values()]

    assert listed() == ["Lê C", "Vũ D"]
    run("import", "latest", path, "--invited", "--yes")
    assert listed() == ["Lê C", "Vũ D"]
    run("import", "latest", path, "--invited", "--take-in", "2", "--yes")
    assert listed() == ["Lê C", "Vũ D", "Lê C"]


def test_another_worksheet_is_read_by_its_name(library: MeetingLibrary, tmp_path: Path) -> None:
    first = ("Một", [("Nội dung", "Đơn vị"), ("Vì sao?", "Đội 1")])
    second = ("Hai", [("Ý kiến", "Lĩnh vực"), ("Sửa quy chế", "Thể chế")])
    path = workbook(tmp_path / "a.xlsx", first, second)
    assert "Hai (2)" in run("import", "latest", path, "--sheet", "Ba", status=2).output
    run("import", "latest", path, "--sheet", "Hai", "--yes")
    assert [one.text for one in read_state(library.find("latest").record).questions.values()] == [
        "Sửa quy chế"
    ]


def test_the_register_lists_filters_and_counts(library: MeetingLibrary, tmp_path: Path) -> None:
    owing(library, tmp_path)
    listed = run("register").output
    assert listed.startswith("!! 20/03/2026  Công an tỉnh")
    assert "   2026-03-05-doi-thoai-quy-i referrals 1\n" in listed
    assert "2 nội dung" in listed
    assert "Công an tỉnh" not in run("register", "--search", "doi hau can").output
    assert "Đội Hậu cần" not in run("register", "--overdue").output
    assert "0 nội dung" in run("register", "--status", "settled", "--due-soon").output
    counted = run("register", "counts", "--by", "unit").output
    assert "0 %  0/1  !!1  Công an tỉnh" in counted


def test_options_count_before_and_after_the_name_of_what_is_done(
    library: MeetingLibrary, tmp_path: Path
) -> None:
    owing(library, tmp_path)
    assert "Đội Hậu cần" not in run("register", "--overdue", "counts").output
    assert "Đội Hậu cần" not in run("register", "counts", "--overdue", "--data", library.home).output
    assert "0 nội dung" in run("register", "counts", "--data", tmp_path / "none").output


def test_work_on_an_entry_is_recorded_in_its_meeting(library: MeetingLibrary, tmp_path: Path) -> None:
    owing(library, tmp_path)
    update = ("register", "update", "latest")
    run(
        *update,
        "referrals",
        "1",
        "--sent",
        "2026-03-21",
        "--letter-number",
        "5/CV",
        "--deadline",
        "20/4/2026",
    )
    run(*update, "commitments", "1", "--status", "settled", "--note", "Đã cấp")
    run(*update, "commitments", "1", "--note", "Có biên bản")
    assert "Chưa có" in run(*update, "commitments", "1").output
    state = read_state(library.find("latest").record)
    assert (state.referrals[1].letters[0].number, state.referrals[1].deadline) == ("5/CV", "2026-04-20")
    assert state.commitments[1].status is Status.SETTLED
    assert [note.text for note in state.commitments[1].notes] == ["Đã cấp", "Có biên bản"]


def test_the_register_is_exported(library: MeetingLibrary, tmp_path: Path) -> None:
    owing(library, tmp_path)
    for name in ("so.csv", "so.xlsx"):
        run("register", "export", tmp_path / name)
    text = (tmp_path / "so.csv").read_text(encoding="utf-8-sig")
    assert '"Công an tỉnh"' in text
    assert (tmp_path / "so.xlsx").read_bytes()[:2] == b"PK"
    assert ".xlsx" in run("register", "export", tmp_path / "so.pdf", status=2).output


def test_two_laptops_registers_are_merged_without_doubles(
    library: MeetingLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owing(library, tmp_path)
    run("backup", "latest", tmp_path / "b.zip")
    monkeypatch.setenv("DOITHOAI_DATA", str(tmp_path / "other"))
    assert "toàn bộ" in run("register", "merge", tmp_path / "b.zip").output
    run("register", "update", "latest", "referrals", "1", "--status", "settled", "--note", "Xong")
    run("backup", "latest", tmp_path / "c.zip")
    monkeypatch.setenv("DOITHOAI_DATA", str(library.home))
    assert "1 nội dung" in run("register", "merge", tmp_path / "c.zip").output
    assert "0 nội dung" in run("register", "merge", tmp_path / "c.zip").output
    assert len(library.meetings()) == 1
    assert read_state(library.find("latest").record).referrals[1].status is Status.SETTLED
    assert "2 nội dung: 1" in run("register").output


def test_a_new_meeting_opens_with_what_the_last_one_left_and_the_holiday_table(
    library: MeetingLibrary, tmp_path: Path
) -> None:
    owing(library, tmp_path)
    run(*NEW, "--title", "Đối thoại quý IV", "--on", "2026-10-01")
    state = read_state(library.find("2026-10-01").record)
    told = carry_over(state)
    assert [row.to for row in told.overdue] == ["Công an tỉnh"]
    assert [row.to for row in told.still_open] == ["Đội Hậu cần"]
    assert state.calendar.off
    assert not state.undoable


def test_a_record_that_cannot_be_read_hides_no_other(library: MeetingLibrary, tmp_path: Path) -> None:
    owing(library, tmp_path)
    run(*NEW, "--title", "Hỏng")
    (library.find("2026-03-05-hong").record / JOURNAL).write_bytes(b"")
    assert "2 nội dung" in run("register").output


def test_the_holiday_table_is_listed_and_copied_for_editing(library: MeetingLibrary) -> None:
    assert "+ 2026-08-22" in run("holidays").output
    assert str(library.home) in run("holidays", "--edit").output
    (library.home / "holidays.toml").write_text(
        "[[off]]\non = 2030-01-01\nprovisional = true\n", encoding="utf-8"
    )
    assert "2030-01-01" in run("holidays", "--edit").output
    (library.home / "holidays.toml").write_text("[[off]]\n", encoding="utf-8")
    refused = CliRunner().invoke(cli, [*NEW, "--title", "Mới"])
    assert "off[1].on" in str(refused.exception)
    assert len(library.meetings()) == 1


def test_a_prepared_meeting_hears_what_was_settled_since_it_was_made(
    library: MeetingLibrary, tmp_path: Path
) -> None:
    owing(library, tmp_path)
    run(*NEW, "--title", "Đối thoại quý IV", "--on", "2026-10-01")
    run("register", "update", "2026-03-05", "commitments", "1", "--status", "settled")
    entry = library.find("2026-10-01")
    refresh(library, entry)
    told = carry_over(read_state(entry.record))
    assert [row.to for row in told.settled] == ["Đội Hậu cần"]
    size = (entry.record / JOURNAL).stat().st_size
    refresh(library, entry)
    assert (entry.record / JOURNAL).stat().st_size == size
    execute(entry, OpenMeeting())
    run("register", "update", "2026-03-05", "referrals", "1", "--status", "settled")
    refresh(library, entry)
    assert len(carry_over(read_state(entry.record)).settled) == 1
