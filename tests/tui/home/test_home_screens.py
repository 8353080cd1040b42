"""What the home screen looks like at two sizes in both languages, compared with the texts in `screens/`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

import language
from doithoai.laptop.preparing import create
from link.library import MeetingLibrary
from meeting.commands.profile import CreateMeeting
from tests.tui.meetings import profile
from tests.tui.screens_kept import compare
from tests.waiting import until
from tui.home import HomeApp
from wording.dates import day

SCREENS = Path(__file__).with_name("screens")


def rows(app: HomeApp) -> str:
    """The screen as text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (120, 30)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_home_screen_looks_right(tmp_path: Path, lang: str, size: tuple[int, int]) -> None:
    language.use(lang)
    library = MeetingLibrary(tmp_path / "data")
    for on, title in (
        ("2023-10-12", "Đối thoại lần 1"),
        ("2024-04-17", "Đối thoại về công tác cải cách hành chính"),
    ):
        create(library, CreateMeeting(profile(planned_on=on, title=title)))
    app = HomeApp(library, partial(create, library))
    async with app.run_test(size=size) as pilot:
        await until(lambda: day("2023-10-12") in rows(app))
        await pilot.pause()
        compare(SCREENS / f"home-{lang}-{size[0]}x{size[1]}.txt", rows(app))


@pytest.mark.parametrize("lang", language.LANGUAGES)
async def test_the_first_screen_of_all_looks_right(tmp_path: Path, lang: str) -> None:
    language.use(lang)
    library = MeetingLibrary(tmp_path / "data")
    app = HomeApp(library, partial(create, library))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: "Enter" in rows(app))
        await pilot.pause()
        compare(SCREENS / f"first-{lang}-80x24.txt", rows(app))
