"""`doithoai export`: the minutes of a record on disk, sealed with the digest that `verify` prints."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from minutes import FORMATS, OWN_FORM
from tests.doithoai.test_command_line import NEW, doithoai

if TYPE_CHECKING:
    import subprocess


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The folder that exports go to, and a meeting in the library."""
    assert doithoai(*NEW).returncode == 0
    return tmp_path / "ra"


def export(out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return doithoai("export", "latest", "--out", str(out), *options)


def test_the_command_offers_the_formats_of_the_minutes() -> None:
    shown = doithoai("export", "--help").stdout
    assert "|".join([*FORMATS, "all"]) in "".join(shown.split())


def test_without_a_wish_the_minutes_are_written_as_docx_and_pdf(made: Path) -> None:
    shown = export(made)
    assert shown.returncode == 0, shown.stderr
    assert sorted(path.suffix for path in made.iterdir()) == [".docx", ".pdf"]
    assert sorted(shown.stdout.split()) == sorted(map(str, made.iterdir()))


def test_every_format_at_once(made: Path) -> None:
    assert export(made, "--format", "all").returncode == 0
    assert {path.suffix for path in made.iterdir()} == {
        ".docx",
        ".pdf",
        ".xlsx",
        ".csv",
        ".json",
        ".md",
        ".txt",
    }


def test_the_digest_in_the_minutes_is_the_one_that_verify_prints(made: Path) -> None:
    assert export(made, "--format", "json", "--format", "markdown").returncode == 0
    digest = json.loads(next(made.glob("*.json")).read_text(encoding="utf-8"))["digest"]
    assert digest in next(made.glob("*.md")).read_text(encoding="utf-8")
    assert digest in doithoai("verify", "latest").stdout


def test_a_meeting_that_is_not_closed_is_exported_as_a_draft(made: Path) -> None:
    assert export(made, "--format", "markdown").returncode == 0
    assert "DỰ THẢO" in next(made.glob("*.md")).read_text(encoding="utf-8")


def test_the_agencys_own_form_in_the_data_folder_is_used(made: Path) -> None:
    form = docx.Document()
    form.add_paragraph("Mẫu riêng của {{CO_QUAN}}")
    form.add_paragraph("{{NOI_DUNG}}")
    form.save(str(Path(os.environ["DOITHOAI_DATA"]) / OWN_FORM))
    assert export(made, "--format", "docx").returncode == 0
    assert docx.Document(str(next(made.glob("*.docx")))).paragraphs[0].text == "Mẫu riêng của PHÒNG THAM MƯU"


def test_a_broken_form_is_named_and_the_built_in_one_used(made: Path, tmp_path: Path) -> None:
    broken = tmp_path / "mau-hong.docx"
    broken.write_text("không phải docx", encoding="utf-8")
    shown = export(made, "--format", "docx", "--template", str(broken))
    assert shown.returncode == 0
    assert "mau-hong.docx" in shown.stderr
    assert docx.Document(str(next(made.glob("*.docx")))).tables


def test_a_folder_that_cannot_be_written_is_a_sentence(made: Path) -> None:
    made.write_text("a file in the way", encoding="utf-8")
    shown = export(made / "trong")
    assert shown.returncode == 1
    assert "Traceback" not in shown.stderr
    assert str(made) in shown.stderr
