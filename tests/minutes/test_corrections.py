"""What was changed by hand in a Word document goes back into the record, and nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx

from meeting.commands.outcomes import EditAnswer
from meeting.commands.profile import ChangeProfile
from meeting.commands.register import EditConclusion
from meeting.model.profile import Person
from minutes import Seal, outline
from minutes.corrections import Difference, corrections, differences, lines_of
from minutes.formats import word
from minutes.formats.word.reading import lines

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.state import State

SEAL = Seal("ab" * 32, 41)


def changed_by_hand(held: State, folder: Path, changes: dict[str, str]) -> list[Difference]:
    """What is found after a clerk replaced these words in the document."""
    path = folder / "bien-ban.docx"
    minutes = outline(held, SEAL)
    path.write_bytes(word.render(minutes))
    document = docx.Document(str(path))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    paragraphs = [*document.paragraphs, *(line for cell in cells for line in cell.paragraphs)]
    for paragraph in paragraphs:
        for run in paragraph.runs:
            for before, after in changes.items():
                if before in run.text:
                    run.text = run.text.replace(before, after)
    document.save(str(path))
    return differences(lines_of(minutes), lines(path))


def test_a_document_as_printed_differs_in_nothing(held: State, tmp_path: Path) -> None:
    assert changed_by_hand(held, tmp_path, {}) == []


def test_an_answer_a_conclusion_and_a_name_go_back_and_the_rest_is_told(held: State, tmp_path: Path) -> None:
    found = changed_by_hand(
        held,
        tmp_path,
        {
            "Đã ban hành quy trình số 5.": "Đã ban hành quy trình số 5, áp dụng từ ngày 01/5.",
            "Giao Đội Tham mưu theo dõi.": "Giao Đội Tham mưu theo dõi, đôn đốc.",
            "Đồng chí Đại úy Trần Thị Bình, Cán bộ tổng hợp": "Đồng chí Đại úy Trần Thị Bình, Phó Đội trưởng",
            "I. CHƯƠNG TRÌNH HỘI NGHỊ": "I. CHƯƠNG TRÌNH",
        },
    )
    commands = [command for change in found for command in corrections(held, change)]
    assert EditAnswer(3, "Đã ban hành quy trình số 5, áp dụng từ ngày 01/5.", 1) in commands
    assert EditConclusion(1, "Giao Đội Tham mưu theo dõi, đôn đốc.") in commands
    assert ChangeProfile(secretary=Person("Trần Thị Bình", "Phó Đội trưởng", "Đại úy")) in commands
    assert len(commands) == 3
    others = [change.after for change in found if not corrections(held, change)]
    assert others == ["I. CHƯƠNG TRÌNH"]


def test_an_answer_of_several_lines_grows_by_a_line(held: State, tmp_path: Path) -> None:
    found = changed_by_hand(
        held, tmp_path, {"Đã ban hành quy trình số 5.": "Đã ban hành quy trình số 5 năm nay.\nGửi các đội."}
    )
    [change] = found
    assert corrections(held, change) == (
        EditAnswer(3, "Đã ban hành quy trình số 5 năm nay.\nGửi các đội.", 1),
    )


def test_a_line_that_went_is_told_and_nothing_is_taken_out(held: State, tmp_path: Path) -> None:
    path = tmp_path / "bien-ban.docx"
    minutes = outline(held, SEAL)
    path.write_bytes(word.render(minutes))
    left = [line for line in lines(path) if "Đã ban hành" not in line]
    [change] = differences(lines_of(minutes), left)
    assert (change.source, change.after) == ("", "")
    assert corrections(held, change) == ()
