"""The meeting's details are set and corrected at the desk, each a step of its own, and told in the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import language
from doithoai.commands.profile import profile
from meeting.commands.profile import ChangeProfile
from meeting.model.profile import Address, Person, Phase, Wifi
from minutes import Seal, outline
from tests.tui.console.desk import console
from tests.tui.meetings import hall
from tests.waiting import until
from tui.screens.dialogs.form import FormDialog
from tui.screens.profile.fields import ORDER, rows
from tui.screens.profile.screen import ProfileScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.console.desk import Console


async def open_row(desk: Console, field: str) -> None:
    """Open the profile, and the form of one part of it."""
    if not isinstance(desk.app.screen, ProfileScreen):
        await desk.press("f2")
    place = [row.field for row in rows(desk.state)].index(field)
    await desk.press("home", *["down"] * place, "enter")
    await until(lambda: isinstance(desk.app.screen, FormDialog))


def test_every_part_of_the_profile_is_set_on_screen_and_by_command() -> None:
    parts = set(ChangeProfile.__struct_fields__)
    options = {option.name for option in profile.params}
    assert set(ORDER) == parts
    assert parts <= options
    assert {f"wifi_{part}" for part in Wifi.__struct_fields__ if part != "name"} <= options


async def test_every_part_of_the_profile_and_every_prompt_has_a_row(tmp_path: Path) -> None:
    async with console(tmp_path, size=(80, 24)) as desk:
        await desk.press("f2")
        for words in ("Hội trường tầng 2", "Nguyễn Văn An; Trưởng phòng", "HoiTruong-DoiThoai", "chưa khai"):
            assert words in desk.text
        assert [row.field for row in rows(desk.state)] == [*ORDER, *["prompt"] * len(desk.state.prompts)]


async def test_a_person_has_name_post_and_rank_of_their_own_and_a_list_its_lines(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await open_row(desk, "secretary")
        await desk.press(*"Le Thi C", "enter", *"Can bo", "enter", *"Dai uy", "enter", "enter")
        await until(lambda: desk.state.meeting.secretary == Person("Le Thi C", "Can bo", "Dai uy"))
        await open_row(desk, "co_chairs")
        await desk.press(*"A; Pho phong", "enter", *"B", "ctrl+s")
        await until(lambda: desk.state.meeting.co_chairs == (Person("A", "Pho phong"), Person("B")))
        assert not desk.state.meeting.corrections, "nothing is a correction before the close"


async def test_what_has_few_values_is_picked_with_the_arrows(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await open_row(desk, "address")
        await desk.press("right", "enter")
        await until(lambda: desk.state.meeting.address is Address.CITIZEN)
        await open_row(desk, "wifi")
        await desk.press("tab", "ctrl+u", "tab", "right", "enter")
        await until(
            lambda: desk.state.meeting.wifi is not None and desk.state.meeting.wifi.security == "nopass"
        )


async def test_a_refusal_keeps_what_was_typed(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await open_row(desk, "copies")
        await desk.press(*"9a", "enter")
        await until(lambda: desk.app.screen.query_one(".problem").has_class("-shown"))
        assert isinstance(desk.app.screen, FormDialog)
        assert "9a" in desk.text
        assert desk.state.meeting.copies == 0


async def test_after_the_close_a_change_is_a_correction_in_the_history_and_in_the_minutes(
    tmp_path: Path,
) -> None:
    state = hall(phase=Phase.CLOSED, intake_open=False, closed_at="2024-04-17T11:00:00+07:00")
    async with console(tmp_path, state) as desk:
        await desk.press("f2")
        assert "đính chính" in desk.text
        await open_row(desk, "place")
        await desk.press(*"Hoi truong A", "enter")
        await until(lambda: desk.state.meeting.place == "Hoi truong A")
        await open_row(desk, "prompt")
        await desk.press(*"Viec nao gap?", "enter")
        await until(lambda: desk.state.prompts[1].text == "Viec nao gap?")
        await desk.settled()
        assert "đã đính chính" in desk.text
        printed = outline(desk.state, Seal("ab" * 32, 9))
        told = [
            line
            for line in map(str, printed.blocks)
            if "Hoi truong A (trước đó ghi: Hội trường tầng 2" in line
        ]
        assert told
        with language.using("vi"):
            steps = [step.words for step in await desk.desk.steps()]
        assert any("Địa điểm: Hoi truong A" in words for words in steps)
        await desk.press("z")
        await until(lambda: len(desk.state.meeting.corrections) == 1)


@pytest.mark.parametrize("field", ["title", "chair", "recipients", "wifi", "read_back"])
async def test_every_form_shows_its_focused_field_and_its_keys_on_a_small_terminal(
    tmp_path: Path, field: str
) -> None:
    async with console(tmp_path, size=(80, 24)) as desk:
        await open_row(desk, field)
        for _each in range(4):
            focused = desk.app.screen.focused
            assert focused is not None
            assert desk.app.screen.region.contains_region(focused.region)
            assert "Esc" in desk.text
            await desk.press("tab")
