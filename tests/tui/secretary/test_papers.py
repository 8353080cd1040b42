"""From the close of the demonstration meeting to its papers, key by key."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from demonstration import story
from demonstration.meeting import play
from doithoai.laptop.preparing import create
from link.library import MeetingLibrary
from tests.waiting import PATIENCE
from tui.screens.dialogs.choose import ChooseDialog
from tui.screens.dialogs.form import FormDialog
from tui.screens.secretary.screen import TO_THE_PAPERS
from tui.secretary import SecretaryApp
from tui.widgets.line import Rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

FEW_KEYS = 15
PAPERS = ("bien-ban", "thong-bao-ket-luan", "to-trinh-kien-nghi-1", "tra-loi", "bao-cao-ket-qua")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration meeting, played to its end."""
    library = MeetingLibrary(tmp_path_factory.mktemp("data"))
    entry = create(library, story.opening(), story.made(), identity="demo-7-12")
    play(entry, 12, 7)
    return entry.folder


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        await pilot.pause(0.05)


async def test_from_the_close_to_five_documents_takes_few_keys(
    held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOITHOAI_DATA", str(held.parents[1]))
    app = SecretaryApp(held)
    pressed: list[str] = []

    async def press(pilot: Pilot[None], *keys: str) -> None:
        pressed.extend(keys)
        await pilot.press(*keys)

    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.seen is not None)
        header = app.screen.query_one("#header", Rows)
        await until(pilot, lambda: f"{len(TO_THE_PAPERS)} phím" in header.render_line(0).text)
        await press(pilot, "p")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
    names = [path.name for path in (held / "exports").iterdir()]
    for paper in PAPERS:
        assert {".docx", ".pdf"} <= {name[name.rindex(".") :] for name in names if paper in name}, paper
    assert [key.lower() for key in TO_THE_PAPERS] == pressed, (
        "the header names the keys that lead to the papers"
    )
    assert len(pressed) <= FEW_KEYS
