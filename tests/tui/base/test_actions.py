"""The registry of actions: one key each, found by name in both languages, the same in keys, footer, help and docs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import language
from tools.keys_table import DIALOGS, SCREENS, page
from tui.actions import Action, Actions, Group, doubled_keys, find, grouped, shown_key, table
from tui.screens.action_screen import ActionScreen
from tui.screens.console.actions import ACTIONS as CONSOLE
from tui.screens.desk_screen import DeskScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parents[3] / "docs"

TABLES = {screen.__name__: screen.ACTIONS for screen in (*SCREENS.values(), *DIALOGS.values())}


def _all_screens(of: type[ActionScreen[Any]] = ActionScreen) -> Iterator[type[ActionScreen[Any]]]:
    for screen in of.__subclasses__():
        yield screen
        yield from _all_screens(screen)


def test_every_screen_and_dialog_with_keys_of_its_own_stands_in_the_docs() -> None:
    with_keys = {screen for screen in _all_screens() if screen.ACTIONS and screen is not DeskScreen}
    ours = {screen for screen in with_keys if screen.__module__.startswith("tui.")}
    assert ours == {*SCREENS.values(), *DIALOGS.values()}


@pytest.mark.parametrize("actions", TABLES.values(), ids=TABLES)
def test_no_key_of_a_screen_has_two_meanings(actions: tuple[Action[Any], ...]) -> None:
    assert doubled_keys(actions) == set()
    assert len({action.id for action in actions}) == len(actions)


@pytest.mark.parametrize("actions", TABLES.values(), ids=TABLES)
def test_every_action_has_a_name_a_handler_and_ascii_keys(actions: tuple[Action[Any], ...]) -> None:
    for action in actions:
        assert action.label
        assert callable(action.handler)
        assert all(ord(letter) < 128 for key in action.keys for letter in key)


@pytest.mark.parametrize("name", SCREENS)
def test_every_listed_action_of_a_screen_is_explained(name: str) -> None:
    if SCREENS[name].__name__ != "NewMeetingScreen":  # a form: its keys stand in the footer
        assert [action.id for action in SCREENS[name].ACTIONS if action.listed and not action.tooltip] == []


@pytest.mark.parametrize("screen", [*SCREENS.values(), *DIALOGS.values()])
def test_every_action_is_bound(screen: type[ActionScreen[Any]]) -> None:
    bound = {key for key, _binding in screen._merged_bindings.key_to_bindings.items()}  # type: ignore[union-attr]  # a class that stands has them
    assert bound >= {key for action in screen.ACTIONS for key in action.keys}


def test_an_action_is_one_row_above_its_handler() -> None:
    actions: Actions[Any] = Actions(Group.FIND, unavailable=lambda _screen: "not now")

    @actions.add("a", "b ctrl+c", "Label", "Tip", footer=3, unavailable=None)
    def handler(_screen: object) -> None:
        """Do nothing."""

    assert actions == [Action("a", ("b", "ctrl+c"), "Label", "Tip", Group.FIND, handler, 3)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ẩn", "question.hide"),
        ("an ngay", "question.hide"),
        ("hide", "question.hide"),
        ("tra loi", "outcome.answer"),
        ("kien nghi", "outcome.escalate"),
        ("hoan tac", "undo"),
        ("che màn", "stage.blank"),
        ("mo phien", "meeting.open"),
        ("xuat", "meeting.minutes"),
        ("bo phieu", "meeting.votes"),
        ("ghim", "stage.next"),
    ],
)
def test_an_action_is_found_by_its_name_in_either_language(typed: str, wanted: str) -> None:
    assert wanted in [action.id for action in find(CONSOLE, typed)][:4]


def test_help_lists_every_action_under_one_heading() -> None:
    listed = [action for _group, members in grouped(CONSOLE) for action in members]
    assert sorted(action.id for action in listed) == sorted(action.id for action in CONSOLE)


def test_keys_are_shown_as_people_read_them() -> None:
    assert [shown_key(key) for key in ("ctrl+q", "slash", "enter", "a", "A", "f1", "number_sign")] == [
        "Ctrl+Q", "/", "Enter", "a", "A", "F1", "#",
    ]  # fmt: skip


def test_the_docs_show_the_keys_there_are() -> None:
    """Run `python -m tools.keys_table > docs/keys.md` when this fails, and put the console's part into the guide."""
    with language.using("vi"):
        assert table(CONSOLE) in (DOCS / "host-guide.md").read_text(encoding="utf-8")
        assert page() == (DOCS / "keys.md").read_text(encoding="utf-8")
