"""The clicker's key and F9 are heard on every kind of screen: a screen of a new kind has to say how."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from textual.app import App
from textual.screen import ModalScreen, Screen

import tui
from tui.screens.action_screen import ActionScreen
from tui.screens.dialogs.dialog import Dialog
from tui.screens.help import HelpScreen
from tui.screens.jumping import JumpScreen
from tui.screens.palette import PaletteScreen
from tui.widgets.search_field import SearchField

LOOKED_UP_IN = {HelpScreen, PaletteScreen}


def every_screen() -> set[type[Screen[Any]]]:
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        importlib.import_module(module.name)
    found: set[type[Screen[Any]]] = set()
    waiting: list[type[Screen[Any]]] = list(Screen.__subclasses__())
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.startswith("tui."):
            found.add(one)
    return found


def test_every_screen_hears_the_key_that_covers_the_projector() -> None:
    screens = every_screen()
    assert len(screens) > 20
    for screen in screens:
        if issubclass(screen, ActionScreen) and not issubclass(screen, ModalScreen):
            continue  # the app's own keys reach what is not modal: `tui.following`
        covers = issubclass(screen, Dialog | JumpScreen) or screen in LOOKED_UP_IN
        assert covers, f"{screen.__name__} does not say how the projector is covered from it"
    for kind in (Dialog, JumpScreen):
        assert any(getattr(one, "action", "") == "app.cover" for one in kind.BINDINGS), kind.__name__


async def test_what_is_looked_up_may_have_a_full_stop_but_never_begins_with_one() -> None:
    covered: list[bool] = []

    class Looking(App[None]):
        def compose(self) -> Iterator[SearchField]:
            yield SearchField()

        def action_cover(self) -> None:
            covered.append(True)

    async with Looking().run_test() as pilot:
        await pilot.press("full_stop")
        assert covered == [True]
        field = pilot.app.query_one(SearchField)
        assert field.value == ""
        await pilot.press("a", "full_stop")
        assert (field.value, covered) == ("a.", [True])
