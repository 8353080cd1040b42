"""What is printed for a vote comes from its screen: slips, posters, surveys on paper; and it says where they are."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from meeting.commands.polling import AddPoll
from meeting.commands.surveying import AddSurvey
from meeting.model.form import Form, FormKind
from meeting.templates import survey_template
from meeting.votes import slips
from tests.conftest import require_program
from tests.server.voting import Voting, voting
from tests.systems import has_mode
from tests.tui.watching import text_of
from tests.waiting import until
from tui.console import ConsoleApp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Voting]:
    with voting(tmp_path / "2024-04-17-doi-thoai") as served:
        yield served


def words_of(pdf: Path) -> str:
    reader = require_program("pdftotext")
    return subprocess.run([reader, str(pdf), "-"], capture_output=True, encoding="utf-8", check=True).stdout


async def test_slips_are_printed_once_and_new_ones_only_after_asking(hall: Voting) -> None:
    hall.do(AddPoll("Đồng chí có tán thành không?", Form(FormKind.YES_NO)))
    app = ConsoleApp(hall.folder)
    path = hall.folder / "exports" / "slips-1.pdf"

    def printed() -> int:
        found = app.seen.state.slips.get(1) if app.seen else None
        return len(found.hashes) if found and path.exists() else 0

    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await until(lambda: app.seen is not None and bool(app.seen.state.polls))
        await pilot.press("B", "t", "s", *"15", "enter")
        await until(lambda: printed() == 15)
        await until(lambda: "slips-1.pdf" in text_of(app))
        await pilot.press("escape")
        found = re.findall(r"\b(?:[0-9A-Z]{4}-\s*){2}[0-9A-Z]{4}\b", words_of(path))
        codes = ["".join(code.split()) for code in found]  # one of wide letters breaks after a hyphen
        assert app.seen is not None
        assert {slips.fingerprint(code) for code in codes} == set(app.seen.state.slips[1].hashes)
        assert has_mode(path, 0o600)
        await pilot.press("t", "s", "n")
        assert printed() == 15
        await pilot.press("t", "s", "y", "backspace", "backspace", *"3", "enter")
        await until(lambda: printed() == 3)


async def test_a_survey_is_printed_on_paper_and_as_a_poster(hall: Voting) -> None:
    hall.do(AddSurvey(survey_template("internal_reform")))
    app = ConsoleApp(hall.folder)
    exports = hall.folder / "exports"
    async with app.run_test(size=(120, 30)) as pilot:
        await until(lambda: app.seen is not None and bool(app.seen.state.surveys))
        await pilot.press("B", "t", "f")
        await until(lambda: (exports / "form-1.pdf").exists())
        await until(lambda: "form-1.pdf" in text_of(app))
        await pilot.press("escape", "t", "p")
        await until(lambda: (exports / "poster-survey-1.pdf").exists())
