"""Surveys are made and changed on screen: kinds, options, order, what is required, and as phones will show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from meeting.changes import put
from meeting.commands.polling import AddPoll
from meeting.commands.surveying import AddSurvey
from meeting.model.form import Form, FormKind
from meeting.model.survey import Item, Survey
from meeting.model.vote import VotePhase
from meeting.templates import survey_template
from meeting.votes.kinds import KINDS
from tests.tui.console.desk import console
from tests.tui.meetings import hall
from tests.waiting import until
from tui.screens.dialogs.choose import ChooseDialog
from tui.screens.dialogs.form import FormDialog
from tui.screens.votes import phone_look
from tui.screens.votes.looking import PhoneLookDialog
from tui.screens.votes.screen import VotesScreen
from tui.screens.votes.survey_builder import SurveyBuilder

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from meeting.state import State
    from tests.tui.console.desk import Console


def without_surveys() -> State:
    state = hall()
    for table in (state.polls, state.surveys, state.pledges):
        table.clear()
    return state


async def in_front(desk: Console, kind: type[Screen[Any]]) -> None:
    await until(lambda: isinstance(desk.app.screen, kind))
    await desk.settled()


def made(desk: Console) -> Survey:
    return desk.state.surveys[max(desk.state.surveys)]


async def on_the_builder(desk: Console) -> None:
    """A survey of three items, with its builder in front."""
    items = tuple(Item(f"q{n}", f"Cau {n}?", Form(FormKind.LIKERT)) for n in (1, 2, 3))
    desk.writing.execute(AddSurvey(Survey(0, "Khao sat", items)))
    await desk.settled()
    await desk.press("B", "e")
    await in_front(desk, SurveyBuilder)


async def test_a_survey_is_made_from_nothing_with_keys_alone(tmp_path: Path) -> None:
    async with console(tmp_path, without_surveys(), size=(80, 24)) as desk:
        await desk.press("B", "n", "s")
        await in_front(desk, FormDialog)
        await desk.press(*"Khao sat A", "tab", "tab", *"Doi 1", "enter", *"Doi 2", "ctrl+s")
        await in_front(desk, ChooseDialog)
        await desk.press("4")
        await in_front(desk, FormDialog)
        await desk.press(*"Hai long khong?", "enter", "right", "ctrl+s")
        await in_front(desk, SurveyBuilder)
        assert (made(desk).title, made(desk).units) == ("Khao sat A", ("Doi 1", "Doi 2"))
        assert [(item.text, item.form.scale) for item in made(desk).items] == [
            ("Hai long khong?", "agreement")
        ]
        await desk.press("n", "2")
        await in_front(desk, FormDialog)
        await desk.press(*"Viec nao truoc?", "tab", *"Ho so", "enter", *"Mang", "ctrl+s")
        await until(lambda: len(made(desk).items) == 2)
        await in_front(desk, SurveyBuilder)
        second = made(desk).items[1]
        assert [option.text for option in second.form.options] == ["Ho so", "Mang"]
        assert second.id != made(desk).items[0].id


async def test_items_are_moved_made_required_and_removed(tmp_path: Path) -> None:
    async with console(tmp_path, without_surveys()) as desk:
        await on_the_builder(desk)
        await desk.press("j", "o")
        await until(lambda: made(desk).items[1].required)
        assert [item.id for item in made(desk).items] == ["q2", "q1", "q3"]
        await desk.press("u")
        await until(lambda: made(desk).items[0].required)
        await desk.press("d", "n")
        await in_front(desk, SurveyBuilder)
        assert [item.id for item in made(desk).items] == ["q1", "q2", "q3"]
        await desk.press("d", "y")
        await until(lambda: [item.id for item in made(desk).items] == ["q2", "q3"])


async def test_another_kind_keeps_the_words_and_a_changed_title_the_items(tmp_path: Path) -> None:
    async with console(tmp_path, without_surveys()) as desk:
        await on_the_builder(desk)
        await desk.press("k", "5")
        await in_front(desk, FormDialog)
        await desk.press("ctrl+s")
        await until(lambda: made(desk).items[0].form.kind is FormKind.RATING)
        assert made(desk).items[0].text == "Cau 1?"
        await in_front(desk, SurveyBuilder)
        await desk.press("t")
        await in_front(desk, FormDialog)
        await desk.press(*"Moi", "ctrl+s")
        await until(lambda: made(desk).title == "Moi")
        assert len(made(desk).items) == 3


async def test_what_has_been_opened_is_only_looked_at(tmp_path: Path) -> None:
    state = without_surveys()
    item = Item("q1", "Cau 1?", survey_template("internal_reform").items[0].form)
    state.apply([put("surveys", 1, Survey(1, "Khao sat", (item,), phase=VotePhase.OPEN))])
    async with console(tmp_path, state) as desk:
        await desk.press("B", "e")
        await in_front(desk, SurveyBuilder)
        await desk.press("o")
        await until(lambda: "giữ nguyên như đang hỏi" in desk.text)
        assert not made(desk).items[0].required


async def test_the_phone_stands_beside_where_there_is_room_and_behind_a_key_where_not(tmp_path: Path) -> None:
    async with console(tmp_path, without_surveys(), size=(120, 30)) as desk:
        await on_the_builder(desk)
        assert "( ) Rất hài lòng" in desk.text
    (tmp_path / "narrow").mkdir()
    async with console(tmp_path / "narrow", without_surveys(), size=(80, 24)) as desk:
        await on_the_builder(desk)
        assert "( ) Rất hài lòng" not in desk.text
        await desk.press("P")
        await in_front(desk, PhoneLookDialog)
        assert "( ) Rất hài lòng" in desk.text
        assert "Esc" in desk.text


async def test_a_poll_is_looked_at_as_a_phone_shows_it(tmp_path: Path) -> None:
    async with console(tmp_path, without_surveys()) as desk:
        desk.writing.execute(AddPoll("Nhất trí không?", Form(FormKind.YES_NO)))
        await desk.settled()
        await desk.press("B", "P")
        await in_front(desk, PhoneLookDialog)
        assert "( ) Tán thành" in desk.text
        await desk.press("escape")
        await in_front(desk, VotesScreen)


@pytest.mark.parametrize("name", ["internal_reform", "service_satisfaction"])
def test_every_item_of_a_template_is_drawn_within_a_phones_width(name: str) -> None:
    drawn = phone_look.survey(survey_template(name)).plain.split("\n")
    assert all(len(line) <= phone_look.COLUMNS for line in drawn)
    for place, _item in enumerate(survey_template(name).items, start=1):
        assert any(line.startswith(f"{place}. ") for line in drawn)


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_item_has_a_form_that_shows_its_field_and_its_keys(
    tmp_path: Path, kind: FormKind
) -> None:
    async with console(tmp_path, without_surveys(), size=(80, 24)) as desk:
        await on_the_builder(desk)
        await desk.press("n", str([*KINDS].index(kind) + 1))
        await in_front(desk, FormDialog)
        for _each in range(6):
            focused = desk.app.screen.focused
            assert focused is not None
            assert desk.app.screen.region.contains_region(focused.region)
            assert "Ctrl+S" in desk.text
            await desk.press("tab")
