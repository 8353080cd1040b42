"""`profile`, `template` and `correct`, as an office's clerk uses them one after the other."""

from __future__ import annotations

import os
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from doithoai.commands.content import content
from minutes import OWN_FORM
from tests.doithoai.test_command_line import NEW, doithoai
from tests.minutes.test_libreoffice import converted


@pytest.fixture(autouse=True)
def meeting() -> None:
    """A meeting in the library."""
    assert doithoai(*NEW).returncode == 0


def test_what_heads_and_ends_the_documents_is_set_shown_and_no_longer_missing(tmp_path: Path) -> None:
    before = doithoai("profile", "latest").stdout
    assert "nơi nhận" in before.split("\n")[-2]
    shown = doithoai(
        *("profile", "latest", "--recipient", "Ban Giám đốc (để báo cáo)", "--recipient", "Lưu: VT"),
        *(
            "--copies",
            "3",
            "--locality",
            "Hà Tĩnh",
            "--symbol",
            "TM",
            "--co-chair",
            "Trần Thị Hoa; Phó phòng; Đại úy",
        ),
    )
    assert shown.returncode == 0, shown.stderr
    for line in (
        "recipients: Lưu: VT",
        "copies: 3",
        "locality: Hà Tĩnh",
        "co_chairs: Trần Thị Hoa; Phó phòng; Đại úy",
    ):
        assert line in shown.stdout.split("\n")
    assert doithoai("profile", "latest").stdout == shown.stdout
    assert "nơi nhận" not in shown.stdout
    assert doithoai("export", "latest", "--format", "notice", "--out", str(tmp_path)).returncode == 0
    [notice] = tmp_path.glob("*.docx")
    words = "\n".join(cell.text for table in docx.Document(str(notice)).tables for cell in table._cells)
    assert "/TB-TM" in words
    assert "Ban Giám đốc (để báo cáo)" in words


def test_a_number_of_copies_that_nobody_signs_is_a_sentence() -> None:
    refused = doithoai("profile", "latest", "--copies", "-3")
    assert refused.returncode == 1
    assert refused.stderr.strip()
    assert "Traceback" not in refused.stderr


def test_what_was_reported_comes_from_its_document_and_is_shown_before_it_is_recorded(tmp_path: Path) -> None:
    listed = doithoai("content", "latest").stdout.strip().split("\n")
    number = listed[1].split(".")[0]
    made = docx.Document()
    for line in ("Báo cáo sáu tháng.", "Đã làm 12 việc."):
        made.add_paragraph(line)
    path = tmp_path / "bao-cao.docx"
    made.save(str(path))
    shown = CliRunner().invoke(content, ["latest", number, str(path)], input="n\n")
    assert "Báo cáo sáu tháng.\nĐã làm 12 việc.\n" in shown.output
    assert not doithoai("content", "latest", number).stdout.strip()
    assert doithoai("content", "latest", number, str(path), "--yes").returncode == 0
    assert doithoai("content", "latest", number).stdout == "Báo cáo sáu tháng.\nĐã làm 12 việc.\n"
    assert doithoai("content", "latest").stdout.strip().split("\n")[1] == f"{listed[1]} ✓"
    assert doithoai("content", "latest", "77", str(path)).returncode == 1
    assert doithoai("content", "latest", number, str(tmp_path / "none.docx")).returncode == 1


def test_a_form_of_the_gallery_is_followed_and_a_second_one_does_not_replace_it(tmp_path: Path) -> None:
    assert [line.split(":")[0] for line in doithoai("template").stdout.split("\n") if line] == [
        "so",
        "xa",
        "doanh-nghiep",
    ]
    own = Path(os.environ["DOITHOAI_DATA"]) / OWN_FORM
    assert doithoai("template", "xa").stdout.strip() == str(own)
    kept = own.read_bytes()
    second = doithoai("template", "so")
    assert Path(second.stdout.strip()).is_file()
    assert str(own) in second.stderr
    assert own.read_bytes() == kept
    assert doithoai("template", "huyen").returncode == 2
    shown = doithoai("export", "latest", "--format", "docx", "--out", str(tmp_path))
    assert shown.returncode == 0
    assert len(list(tmp_path.glob("*.docx"))) == 1


@pytest.mark.libreoffice
def test_a_name_corrected_in_libreoffice_is_in_the_record_and_the_file_stays(tmp_path: Path) -> None:
    assert doithoai("export", "latest", "--format", "docx", "--out", str(tmp_path)).returncode == 0
    [printed] = tmp_path.glob("*.docx")
    edited = docx.Document(str(printed))
    changed = [run for part in edited.paragraphs for run in part.runs if "Lê Quang Vinh" in run.text]
    assert changed
    for run in changed:
        run.text = run.text.replace("Lê Quang Vinh", "Lê Quang Vĩnh")
    edited.save(str(printed))
    saved = converted(printed, "docx", tmp_path / "libreoffice")
    listed = doithoai("correct", "latest", str(saved), "--list")
    assert listed.returncode == 0, listed.stderr
    assert "Lê Quang Vĩnh" in listed.stdout
    assert "Lê Quang Vĩnh" not in doithoai("profile", "latest").stdout
    taken = doithoai("correct", "latest", str(saved), "--yes")
    assert taken.returncode == 0, taken.stderr
    assert "secretary: Lê Quang Vĩnh" in doithoai("profile", "latest").stdout
    again = doithoai("export", "latest", "--format", "docx", "--out", str(tmp_path))
    assert printed.name in again.stderr
    assert "Lê Quang Vĩnh" in "\n".join(part.text for part in docx.Document(str(printed)).paragraphs)
    assert len(list(tmp_path.glob("*.docx"))) == 2
