"""The join code, read by a real decoder from rendered terminals."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from meeting.model.stage import View
from meeting.phone_sections import Section
from tests.tui.meetings import LIVE, NOW, hall
from tests.tui.pictures import blurred, decoded, render, svg_of
from tests.tui.real_terminal import until, xterm
from tests.tui.stage.showing import Stage
from tui.screens.stage.canvas import Size
from tui.screens.stage.layout import Laid
from tui.screens.stage.view import CODE_SECONDS
from tui.widgets.qr import draw, modules

if TYPE_CHECKING:
    from pathlib import Path

SIZES = [(80, 24), (120, 30), (200, 60), (240, 70)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("theme", ["bright", "dark", "contrast"])
async def test_a_decoder_reads_the_join_code_from_the_screen_at_every_size_and_theme(
    size: tuple[int, int], theme: str, tmp_path: Path
) -> None:
    app = Stage(hall())
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await pilot.pause()
        picture = render(svg_of(app), tmp_path / "join.png", size[0])
    assert decoded(picture) == [LIVE.phone_url]


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
async def test_a_decoder_reads_the_join_code_under_a_blur(size: tuple[int, int], tmp_path: Path) -> None:
    app = Stage(hall())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        picture = render(blurred(svg_of(app), 3.0), tmp_path / "blur.png", size[0])
    assert decoded(picture) == [LIVE.phone_url]


async def test_a_prompt_has_a_code_of_its_own(tmp_path: Path) -> None:
    app = Stage(hall(View.PROMPT, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        picture = render(svg_of(app), tmp_path / "prompt.png", 80)
    assert decoded(picture) == [LIVE.link(Section.PROMPT, 1)]


@pytest.mark.terminal
@pytest.mark.parametrize(("columns", "rows", "font"), [(80, 24, 12), (120, 30, 9), (200, 60, 6)])
def test_a_decoder_reads_the_join_code_from_a_real_terminal_window(
    columns: int, rows: int, font: int, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.tui.stage.show_join"]
    read: list[str] = []
    with xterm(command, tmp_path, columns, rows, font) as terminal:
        for _ in until(20):
            read = decoded(terminal.picture(tmp_path / "window.ppm"))
            if read:
                break
    assert read == [LIVE.phone_url]


@pytest.mark.terminal
@pytest.mark.parametrize(
    ("face", "font"), [("DejaVu Sans Mono", 12), ("DejaVu Sans Mono", 28), ("Liberation Mono", 21)]
)
def test_a_decoder_reads_the_code_from_the_smallest_terminal_window(
    face: str, font: int, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.tui.stage.show_join", "code"]
    read: list[str] = []
    with xterm(command, tmp_path, 40, 12, font, face) as terminal:
        for _ in until(20):
            read = decoded(terminal.picture(tmp_path / "window.ppm"))
            if read:
                break
    assert read == [LIVE.phone_url]


@pytest.mark.terminal
@pytest.mark.parametrize(
    "environment",
    [{"NO_COLOR": "1"}, {"COLORTERM": "", "TERM": "xterm-16color"}],
    ids=["NO_COLOR", "16 colours"],
)
def test_a_decoder_reads_the_join_code_where_colours_are_few(
    environment: dict[str, str], tmp_path: Path
) -> None:
    settings = [f"{name}={value}" for name, value in environment.items()]
    command = ["env", *settings, sys.executable, "-m", "tests.tui.stage.show_join"]
    read: list[str] = []
    with xterm(command, tmp_path, 80, 24, 12) as terminal:
        for _ in until(20):
            read = decoded(terminal.picture(tmp_path / "window.ppm"))
            if read:
                break
    assert read == [LIVE.phone_url]


def test_a_code_that_does_not_fit_whole_is_not_drawn() -> None:
    assert draw(LIVE.phone_url, 28, 40) is None
    assert draw(LIVE.phone_url, 80, 9) is None
    assert draw("", 80, 24) is None
    assert draw(LIVE.phone_url, 29, 15) is not None


def test_modules_of_a_third_of_a_cell_are_drawn_only_where_no_square_ones_fit() -> None:
    square, third = draw(LIVE.phone_url, 29, 15), draw(LIVE.phone_url, 40, 14)
    assert square is not None
    assert third is not None
    assert (square.module, third.module) == (1 / 2, 1 / 3)
    assert (third.width, third.height) == (29, 10)


@pytest.mark.parametrize("width", [480, 640, 960, 1600])
@pytest.mark.parametrize("section", [Section.POLL, Section.SURVEY, Section.PLEDGE])
async def test_a_decoder_reads_every_code_from_the_smallest_wall(
    section: Section, width: int, tmp_path: Path
) -> None:
    target = section.link("http://172.16.254.254:8000/9XK2P", 17)
    code = draw(target, 40, 12)
    assert code is not None
    app = Stage(hall())
    async with app.run_test(size=(40, 12)) as pilot:
        app.view._take(Laid(Size(40, 12), (), code, 3, 0))
        await pilot.pause()
        picture = render(svg_of(app), tmp_path / "least.png", 40, width // 40)
    assert decoded(picture) == [target]


def test_full_cells_are_preferred_where_they_fit() -> None:
    drawn = draw(LIVE.phone_url, 66, 33)
    assert drawn is not None
    assert (drawn.width, drawn.height) == (66, 33)
    assert {text for row in drawn.rows for text in row.text} == {" "}


@pytest.mark.parametrize("target", [LIVE.phone_url, LIVE.link(Section.POLL, 17)])
def test_the_scheme_is_as_cameras_expect_and_the_code_no_larger_for_it(target: str) -> None:
    assert target.startswith("http://")
    assert target[7:] == target[7:].upper()
    assert len(modules(target)) == 25, "version 2, as all in capitals"


@pytest.mark.parametrize("size", [(60, 20), (50, 16), (34, 15), (40, 14), (40, 12), (29, 10)], ids=str)
async def test_a_small_wall_gives_the_code_its_turn_alone(size: tuple[int, int], tmp_path: Path) -> None:
    app = Stage(hall())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        if app.view.laid.code is None:
            later = NOW + timedelta(seconds=CODE_SECONDS)
            app.view._clock = lambda: later
            app.view.repaint()
            await pilot.pause()
        picture = render(svg_of(app), tmp_path / "small.png", size[0])
    assert decoded(picture) == [LIVE.phone_url]


async def test_another_address_redraws_the_code(tmp_path: Path) -> None:
    app = Stage(hall())
    moved = msgspec.structs.replace(
        LIVE, phone_url="http://10.0.0.7:8000/K7QX4", address="http://10.0.0.7:8000"
    )
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(app.state, moved)
        await pilot.pause()
        picture = render(svg_of(app), tmp_path / "moved.png", 80)
    assert decoded(picture) == [moved.phone_url]
