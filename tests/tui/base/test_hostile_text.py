"""Hostile texts in every widget and dialog that shows people's text: literal, inert, no crash, nothing to click."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from meeting.text.unsafe import JOINERS, UNSHOWN
from tests.tui.hostile import EVERYTHING
from tui.app import DoithoaiApp
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.dialogs.choose import ChooseDialog
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.dialogs.form import FormDialog
from tui.widgets.bars import Bar, Bars
from tui.widgets.editor import Editor
from tui.widgets.field import Field
from tui.widgets.line import Part, Rows
from tui.widgets.plain import Plain
from tui.widgets.tick import Tick

if TYPE_CHECKING:
    from textual.app import App, ComposeResult


class Widgets(DoithoaiApp[None]):
    """One of each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield Plain(self._text)
        yield Rows()
        yield Bars()
        yield Tick(self._text)
        yield Field(self._text)
        yield Editor(self._text)

    def on_mount(self) -> None:
        self.query_one(Rows).show(([Part(self._text)], [Part(self._text[:5])]))
        self.query_one(Bars).show([Bar(self._text, 3), Bar("b", 5)])
        self.query_one(Plain).tooltip = None
        self.notify(self._text, title=self._text[:20])


def shown(app: App[None]) -> str:
    """Every character on the screen."""
    return "".join(segment.text for line in app.screen._compositor.render_strips() for segment in line)


def acting(text: str) -> set[str]:
    return {c for c in text if unicodedata.category(c) in UNSHOWN and c not in JOINERS}


@pytest.mark.parametrize("text", EVERYTHING.values(), ids=EVERYTHING)
async def test_widgets_show_it_as_it_stands(text: str) -> None:
    app = Widgets(text)
    async with app.run_test(size=(60, 30), notifications=True) as pilot:
        await pilot.pause()
        assert not acting(shown(app))
        for y in range(0, 30, 3):
            await pilot.click(offset=(4, y))
        assert app.is_running


@pytest.mark.parametrize("text", EVERYTHING.values(), ids=EVERYTHING)
async def test_dialogs_show_it_as_it_stands(text: str) -> None:
    app = Widgets("")

    async def send(_values: dict[str, str]) -> None:
        return None

    async with app.run_test(size=(80, 40)) as pilot:
        for dialog in (
            ConfirmDialog(text, text, text),
            ChooseDialog(text, [Choice(1, text), Choice(2, text)], about=text),
            FormDialog(
                text,
                [FormField("a", text, text, text), FormField("b", text, text, long=True)],
                send,
                about=text,
            ),
        ):
            app.push_screen(dialog)
            await pilot.pause()
            assert not acting(shown(app))
            await pilot.press("escape")
        assert app.is_running


async def test_a_click_on_projected_markup_calls_no_action() -> None:
    app = Widgets("[@click=app.quit]Bấm vào đây[/]")
    async with app.run_test(size=(60, 30), notifications=True) as pilot:
        await pilot.click(offset=(20, 0))
        await pilot.pause()
        assert app.is_running
        assert "[@click=app.quit]" in shown(app)
