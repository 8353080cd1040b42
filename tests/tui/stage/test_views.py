"""The stage in the terminal: every view fits every wall, in letters that the back row reads."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from rich.cells import cell_len
from textual.strip import Strip

from language import using
from meeting.changes import put
from meeting.model.form import Form, FormKind, Option, Tally
from meeting.model.stage import Stage as StageDocument
from meeting.model.stage import View
from meeting.model.vote import VotePhase
from tests.tui import votes
from tests.tui.meetings import LIVE, NOW, hall, question, with_names
from tests.tui.stage.reading import says
from tests.tui.stage.showing import SIZES, Stage, shown
from tests.tui.stage.walls import LONG, SHORT, VIEWS, asked, timed
from tests.tui.watching import until
from tui.screens.stage.canvas import Size
from tui.screens.stage.layout import LEGIBLE, lay_out
from tui.screens.stage.view import CODE_SECONDS, StageView, way_in
from wall.projection import TOPICS, slides
from wall.scene import Scene
from wall.slide import Slide

WALLS = ((40, 12), (50, 16), (60, 20), *SIZES, (240, 70))
MUST_BE_LEGIBLE = ((80, 24), (120, 30), (200, 60))


@pytest.mark.parametrize("size", [*WALLS, (20, 5), (1, 1)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", VIEWS)
async def test_every_view_fits_every_wall(name: str, size: tuple[int, int]) -> None:
    rows = await shown(VIEWS[name](), size)
    assert len(rows) == size[1]
    assert {cell_len(row) for row in rows} == {size[0]}


@pytest.mark.parametrize("size", MUST_BE_LEGIBLE, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", VIEWS)
def test_an_x_of_the_main_text_is_a_twentieth_of_the_image_on_every_page(
    name: str, size: tuple[int, int]
) -> None:
    with using("vi"):
        for page in slides(Scene(VIEWS[name](), way_in(LIVE), NOW)):
            laid = lay_out(page, Size(*size))
            assert laid.share >= LEGIBLE, (page.page, page.blocks)


@pytest.mark.parametrize("size", MUST_BE_LEGIBLE, ids=lambda size: f"{size[0]}x{size[1]}")
def test_whatever_is_written_stays_legible_and_whole(size: tuple[int, int]) -> None:
    for text in (LONG.upper(), "mười " * 90, "W" * 500, "nghiêng " * 60, "http://dichvucong.gov.vn/" * 8):
        with using("vi"):
            pages = slides(Scene(asked(text), way_in(LIVE), NOW))
        for page in (*pages, *long_options(text)):
            laid = lay_out(page, Size(*size))
            assert laid.share >= LEGIBLE, page.blocks
            assert max(piece.y + len(piece.rows) for piece in laid.pieces) <= size[1]


def long_options(text: str) -> tuple[Slide, ...]:
    """The pages of a poll whose options are as long as they may be, while it is open and when it is revealed."""
    form = Form(FormKind.SINGLE, tuple(Option(str(n), text[:120]) for n in range(3)))
    open_, revealed = (
        votes.poll(VotePhase.OPEN, form),
        votes.poll(VotePhase.REVEALED, form, Tally(6, 0, (1, 2, 3))),
    )
    with using("vi"):
        return tuple(page for state in (open_, revealed) for page in slides(Scene(state, way_in(LIVE), NOW)))


@pytest.mark.parametrize("size", WALLS, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_question_of_sixty_characters_is_whole_on_every_wall(size: tuple[int, int]) -> None:
    assert len(SHORT) == 60
    rows = await shown(asked(SHORT), size)
    assert says(rows, SHORT)
    assert "…" not in "".join(rows)


async def test_a_question_of_sixty_characters_fills_the_image() -> None:
    for size in MUST_BE_LEGIBLE:
        rows = await shown(asked(SHORT), size)
        drawn = [place for place, row in enumerate(rows) if set(row) & set("▀▄█▌▐▖▗▘▝▙▛▜▟▚▞")]
        assert drawn[-1] - drawn[0] >= size[1] * 0.6, size


async def test_every_word_of_a_thousand_characters_is_on_one_of_the_pages() -> None:
    pages = slides(Scene(asked(LONG), way_in(LIVE), NOW))
    words = LONG.split()
    for page in range(1, len(pages) + 1):
        rows = await shown(asked(LONG, page=page))
        assert f"{page}/{len(pages)}" in " ".join(rows)
        assert "…" not in "".join(rows)
        while words and says(rows, words[0]):
            words = words[1:]
    assert not words


async def test_a_blank_stage_shows_nothing_at_all() -> None:
    assert not "".join(await shown(asked(SHORT, blank=True))).strip()


async def test_the_countdown_is_seen_and_runs_out_in_words() -> None:
    assert says(await shown(timed()), "01:20")
    assert says(await shown(timed(), (200, 60)), "01:20")
    over = asked(SHORT, timer_started_at="2024-04-17T09:03:20+07:00", timer_seconds=60)
    assert says(await shown(over), "Hết giờ") or says(await shown(over), "Hết thời gian")


@pytest.mark.parametrize("view", list(View), ids=str)
async def test_a_rehearsal_says_so_on_every_view(view: View) -> None:
    rows = await shown(hall(view, 1, rehearsal=True))
    assert rows[0].rstrip().endswith("CHẠY THỬ")
    assert len(rows[0]) == 80


async def test_the_stage_speaks_the_meetings_language() -> None:
    english = msgspec.structs.replace(with_names(), language="en")
    with using("vi"):
        assert says(await shown(hall(View.AREAS, settings=english), language=""), "Questions by area")


async def test_a_view_that_cannot_be_made_leaves_a_quiet_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_scene: object) -> None:
        raise RuntimeError("đường truyền")

    monkeypatch.setitem(TOPICS, View.BOARD, broken)
    app = Stage(hall(View.BOARD))
    async with app.run_test(size=(80, 24)):
        assert app.view.failed
        text = " ".join(app.rows()).split()
        assert text == hall().meeting.title.split()


async def test_what_could_not_be_painted_comes_back_with_the_next_commit_and_not_by_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painted, tries = StageView._painted, [0]

    def broken(view: StageView, row: int) -> Strip:
        tries[0] += 1
        if tries[0] < 5:
            raise RuntimeError("đường truyền")
        return painted(view, row)

    app = Stage(asked(SHORT), at=NOW)
    title = hall().meeting.title.split()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(StageView, "_painted", broken)
        app.view.refresh()
        await until(pilot, lambda: tries[0] >= 5)
        for seconds in range(1, 4):
            app.at = NOW + timedelta(seconds=seconds)
            app.view._tick()
            await pilot.pause()
            assert " ".join(app.rows()).split() == title
        app.view.show(app.state, app.live)
        await pilot.pause()
        assert says(app.rows(), SHORT)


HOSTILE = [
    "[/",
    '[x="',
    "[@click=app.quit]bấm[/]",
    "\x1b[2J\x1b]52;c;eA==\x07xóa",
    "a\u202efdp.exe",
    "\u009b31mđỏ",
    "e" + "\u0301" * 50,
    "漢字 " * 30,
]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
async def test_no_text_of_a_person_is_markup_or_control_on_the_stage(
    text: str, size: tuple[int, int]
) -> None:
    state = hall(View.QUESTION, 1)
    state.apply([put("questions", 1, question(1, text, name=text))])
    for view in (View.QUESTION, View.BOARD):
        state.apply([put("stages", 1, StageDocument(view, 1))])
        rows = await shown(state, size)
        assert not set("".join(rows)) & set(map(chr, (*range(32), *range(0x7F, 0xA0), 0x202E)))


async def test_a_change_of_look_reaches_every_letter() -> None:
    app = Stage(hall(View.QUESTION, 2))
    async with app.run_test(size=(80, 24)) as pilot:
        for theme, ink in (("bright", "#1b1f24"), ("dark", "#e4e2dc"), ("contrast", "#ffffff")):
            app.theme = theme
            await pilot.pause()
            segments = [segment for y in range(24) for segment in app.view.render_line(y)]
            found = {
                one.style.color.name for one in segments if "▌" in one.text and one.style and one.style.color
            }
            assert ink in found


async def test_where_code_and_text_do_not_fit_together_they_take_turns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Stage(hall(View.PROMPT, 1))
    async with app.run_test(size=(50, 16)) as pilot:
        turns = set()
        for turn in range(2):
            monkeypatch.setattr("tests.tui.stage.showing.NOW", NOW + timedelta(seconds=turn * CODE_SECONDS))
            app.view.repaint()
            await pilot.pause()
            turns.add(app.view.laid.code is not None)
        assert turns == {True, False}


@pytest.mark.parametrize("size", [(40, 12), (50, 16), (60, 20), (80, 24), (120, 30), (200, 60)], ids=str)
@pytest.mark.parametrize("name", ["join", "prompt", "poll-open", "survey-open", "pledge", "attendance"])
def test_whatever_asks_to_scan_has_its_code_in_turn_with_the_text(name: str, size: tuple[int, int]) -> None:
    with using("vi"):
        for page in slides(Scene(VIEWS[name](), way_in(LIVE), NOW)):
            turns = [lay_out(page, Size(*size), shows_code=turn) for turn in (True, False)]
            assert turns[0].code is not None
            assert turns[1].is_turned or turns[1].code is not None


@pytest.mark.parametrize("size", [(28, 12), (40, 9), (20, 5)], ids=str)
async def test_a_wall_too_small_for_any_code_asks_nobody_to_scan(size: tuple[int, int]) -> None:
    text = " ".join(" ".join(await shown(hall(View.PROMPT, 1), size)).split())
    assert "Quét mã" not in text
    assert "K7QX4" in text


async def test_the_figures_of_a_chart_of_columns_are_as_large_as_the_columns_let_them() -> None:
    app = Stage(VIEWS["poll-numbers"]())
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        rows = app.rows()
    assert not any(figure in row for row in rows for figure in ("14 ", " 30"))
    assert sum("█" in row for row in rows) > 4
