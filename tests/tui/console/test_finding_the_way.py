"""A newcomer finds the way without a book: the footer, help, palette, jump mode, tooltips, the look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.geometry import Offset
from textual.widgets import OptionList

import language
from meeting.changes import put
from meeting.model.question import ModerationStatus
from tests.tui.console.desk import console
from tests.tui.meetings import hall, question
from tests.waiting import until
from tui import themes
from tui.actions import Action, Group
from tui.screens.dialogs.look import LookDialog
from tui.screens.help import HelpScreen
from tui.screens.jumping import JumpScreen, labels
from tui.screens.palette import PaletteScreen
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.state import State
    from tests.tui.console.desk import Console


def _footer(desk: Console) -> str:
    return desk.text.rstrip().split("\n")[-1]


def _hall_with(standing: ModerationStatus) -> State:
    """The hall of the tests, with question 1 so."""
    state = hall()
    state.apply([put("questions", 1, question(1, "Phần mềm hay treo", standing=standing))])
    return state


@pytest.mark.parametrize("size", [(80, 24), (120, 30)])
async def test_the_footer_begins_with_what_fits_the_chosen_row(tmp_path: Path, size: tuple[int, int]) -> None:
    language.use("en")
    state = hall()
    state.apply([put("questions", 9, question(9, "Câu mới", standing=ModerationStatus.RECEIVED))])
    async with console(tmp_path, state, size=size) as desk:
        await until(lambda: "r Answer" in _footer(desk))
        assert "a Approve" not in _footer(desk), "it is approved"
        await desk.press("end")
        await until(lambda: "a Approve" in _footer(desk))


async def test_a_key_that_does_nothing_to_the_row_is_greyed_with_the_rules_own_reason(tmp_path: Path) -> None:
    language.use("en")
    async with console(tmp_path, _hall_with(ModerationStatus.HIDDEN), size=(160, 30)) as desk:
        await desk.press("f", "h")
        await until(lambda: "– " in _footer(desk))
        fitting, _dash, reason = _footer(desk).partition("– ")
        assert "a Approve" in fitting
        assert fitting.rstrip().endswith("s Stage")
        assert "hidden" in reason
        bar = desk.app.screen.query_one(KeyBar)
        at = _footer(desk).index("s Stage")
        await desk.pilot.hover(KeyBar, offset=(at + 1, 0))
        assert "hidden" in str(bar.tooltip)


async def test_an_empty_list_greys_what_needs_a_question_and_says_so(tmp_path: Path) -> None:
    language.use("en")
    async with console(tmp_path, size=(200, 60)) as desk:
        await desk.press("slash", *"khongcogi", "enter")
        await until(lambda: "No question is chosen" in _footer(desk))


async def test_the_footer_follows_the_pane(tmp_path: Path) -> None:
    language.use("en")
    async with console(tmp_path, size=(120, 30)) as desk:
        await desk.press("tab", "tab")
        assert desk.app.position.pane == "meeting"
        await until(lambda: "A Agenda" in _footer(desk))


@pytest.mark.parametrize("typed", ["tra loi", "trả lời", "answer"])
async def test_help_leaves_what_is_typed_for_with_or_without_tone_marks(tmp_path: Path, typed: str) -> None:
    async with console(tmp_path) as desk:
        await desk.press("question_mark")
        assert isinstance(desk.app.screen, HelpScreen)
        await desk.press(*("space" if letter == " " else letter for letter in typed))
        assert "Trả lời" in desk.text
        assert "Che màn" not in desk.text
        await desk.press("escape")
        assert not isinstance(desk.app.screen, HelpScreen)


async def test_help_says_so_where_nothing_is_called_what_was_typed(tmp_path: Path) -> None:
    language.use("en")
    async with console(tmp_path) as desk:
        await desk.press("f1", *"xyzzy")
        assert "No action is called so." in desk.text
        await desk.press("enter")
        assert not isinstance(desk.app.screen, HelpScreen)


async def test_the_key_that_opens_help_closes_it(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("question_mark")
        await desk.press("question_mark")
        assert not isinstance(desk.app.screen, HelpScreen)


async def test_help_and_palette_say_why_a_key_does_nothing_now(tmp_path: Path) -> None:
    language.use("en")
    async with console(tmp_path, size=(160, 40)) as desk:
        await desk.press("question_mark", *"Reconsider")
        assert "This question has no outcome yet." in desk.text
        await desk.press("escape", "colon", *"Reconsider")
        assert isinstance(desk.app.screen, PaletteScreen)
        assert "This question has no outcome yet." in desk.text


async def test_each_look_is_seen_on_the_way_and_escape_brings_the_former_back(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        former = desk.app.theme
        await desk.press("l")
        assert isinstance(desk.app.screen, LookDialog)
        seen = []
        for _theme in themes.THEMES:
            seen.append(desk.app.theme)
            await desk.press("l")
        assert sorted(seen) == sorted(themes.NAMES)
        await desk.press("down", "escape")
        assert desk.app.theme == former
        await desk.press("l", "down", "enter")
        assert desk.app.theme != former


async def test_a_letter_jumps_to_a_row_and_to_a_lane(tmp_path: Path) -> None:
    async with console(tmp_path, size=(120, 30)) as desk:
        await desk.press("apostrophe")
        jump = desk.app.screen
        assert isinstance(jump, JumpScreen)
        third = next(
            label.id for label in jump.query(".label").results() if label.region.offset == _row(desk, 2)
        )
        assert third is not None
        await desk.press(third.removeprefix("to-").upper())
        assert desk.app.position.chosen == list(desk.app.screen.query_one("#list").numbers)[2]  # type: ignore[attr-defined]  # query_one gives a Widget
        await desk.press("apostrophe")
        first = min(desk.app.screen.query(".label").results(), key=lambda label: label.region.y)
        assert first.id is not None
        await desk.press(first.id.removeprefix("to-"))
        assert desk.app.position.lane is not None


def _row(desk: Console, place: int) -> Offset:
    return desk.app.screen_stack[0].query_one("#list").content_region.offset + Offset(0, place)


def test_there_is_a_label_for_every_place() -> None:
    assert len(set(labels(26))) == 26
    assert len(set(labels(200))) == 200
    assert {len(label) for label in labels(200)} == {2}


@pytest.mark.parametrize("key", ["g", "G"])
async def test_case_never_counts_in_a_dialog(tmp_path: Path, key: str) -> None:
    async with console(tmp_path) as desk:
        await desk.press("v", key)
        assert desk.state.stage.view.value == "agenda"


@pytest.mark.parametrize("key", ["l", "L"])
async def test_case_never_counts_for_the_keys_of_a_dialog(tmp_path: Path, key: str) -> None:
    async with console(tmp_path) as desk:
        await desk.press("l")
        before = desk.app.screen.query_one(OptionList).highlighted
        await desk.press(key)
        assert desk.app.screen.query_one(OptionList).highlighted != before


async def test_where_every_key_finds_room_none_gives_way_to_a_reason(tmp_path: Path) -> None:
    bar = KeyBar([])
    actions = [Action(str(n), (str(n),), f"Key {n}", "", Group.FIND, print) for n in range(3)]
    bar.show(actions, lambda action: "a long reason why it does nothing" if action.id == "0" else None)
    assert [[key.action.id for key in row] for row in bar._laid(30)] == [["1", "2", "0"]]
    (row,) = bar._laid(24)
    assert row[0].action.id == "1"
