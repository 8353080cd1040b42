"""The agenda is planned and held from the console; what has begun is never lost by planning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.changes import remove
from meeting.model.profile import Phase
from meeting.model.stage import View
from tests.tui.console.desk import Console, console
from tests.tui.meetings import NOW, hall
from tui.screens.agenda_rows import expected

if TYPE_CHECKING:
    from pathlib import Path


def titles(desk: Console) -> list[str]:
    return [item.title for _number, item in sorted(desk.state.agenda.items())]


async def test_a_digit_or_enter_starts_a_part_and_x_ends_what_runs(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("A", "6")
        assert desk.state.agenda[6].started_at
        assert desk.state.agenda[5].ended_at
        await desk.press("x")
        assert desk.state.agenda[6].ended_at
        await desk.press("down", "enter")
        assert desk.state.agenda[7].started_at
        assert desk.state.stage.view is View.CLOSING


async def test_a_part_is_added_after_the_chosen_one(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("A", "down", "a", "6", *"Khao sat", "enter")
        await desk.press("backspace", "backspace", *"20", "enter")
        assert titles(desk)[5:] == ["Kết luận của chủ trì", "Khao sat", "Thông qua biên bản, bế mạc"]
        assert desk.state.agenda[7].planned_minutes == 20
        await desk.press("d", "y")
        assert titles(desk)[5:] == ["Kết luận của chủ trì", "Thông qua biên bản, bế mạc"], (
            "the cursor is on it"
        )


async def test_parts_move_up_and_down_and_the_cursor_goes_with_them(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("A", "down", "j")
        assert titles(desk)[5:] == ["Thông qua biên bản, bế mạc", "Kết luận của chủ trì"]
        await desk.press("u")
        assert titles(desk)[5:] == ["Kết luận của chủ trì", "Thông qua biên bản, bế mạc"]


async def test_what_has_begun_keeps_its_place_and_cannot_be_removed(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        before = dict(desk.state.agenda)
        await desk.press("A", "u", "d")
        assert desk.state.agenda == before
        assert "không bỏ được" in desk.text


async def test_the_part_that_runs_is_given_more_time(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("A", "e", "enter", "backspace", "backspace", *"90", "enter")
        assert desk.state.agenda[5].planned_minutes == 90
        assert desk.state.agenda[5].started_at
        assert "25' / 90'" in desk.text


async def test_a_template_replaces_what_has_not_begun_after_asking(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("A", "t", "2")
        assert len(desk.state.agenda) == 7, "not before the answer"
        await desk.press("y")
        assert titles(desk)[:5] == [item.title for _n, item in sorted(hall().agenda.items())][:5]
        assert titles(desk)[-1] == "Thông qua biên bản, bế mạc"
        assert len(desk.state.agenda) == 10


async def test_an_empty_agenda_says_how_to_begin(tmp_path: Path) -> None:
    async with console(tmp_path, hall(phase=Phase.PREPARED, opened_at="")) as desk:
        desk.writing.put(*(remove("agenda", number) for number in desk.state.agenda))
        await desk.press("A")
        assert "T lập theo mẫu" in desk.text
        await desk.press("t", "3")
        assert len(desk.state.agenda) == 5


def test_times_are_expected_from_what_runs_now() -> None:
    times = expected(hall(), NOW)
    assert times.begins[1] == "08:00"
    assert times.begins[6] == "~09:55", "the dialogue began at 8:40 and has 75 minutes"
    assert times.ends == "10:10"
    late = expected(hall(), NOW.replace(hour=10, minute=30))
    assert late.begins[6] == "~10:30", "what runs over moves everything"
    assert expected(hall(phase=Phase.PREPARED), NOW).ends == "", "nobody knows when it will open"
