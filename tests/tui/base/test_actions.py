"""The registry of actions: one key each, found by name in both languages, the same in keys, footer, help and docs."""

from __future__ import annotations

from pathlib import Path

import pytest

import language
from tui.actions import Action, bindings, doubled_keys, find, grouped, shown_key, table
from tui.screens.console.keys import ACTIONS as CONSOLE
from tui.screens.console.screen import ConsoleScreen
from tui.screens.register.keys import ACTIONS as REGISTER
from tui.screens.secretary.keys import ACTIONS as SECRETARY
from tui.screens.votes.keys import ACTIONS as VOTES

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "host-guide.md"


TABLES = {"console": CONSOLE, "secretary": SECRETARY, "register": REGISTER, "votes": VOTES}


@pytest.mark.parametrize("actions", TABLES.values(), ids=TABLES)
def test_no_key_of_a_screen_has_two_meanings(actions: tuple[Action, ...]) -> None:
    assert doubled_keys(actions) == set()


@pytest.mark.parametrize("action", CONSOLE, ids=lambda action: action.id)
def test_every_action_has_a_name_a_tip_and_something_it_does(action: Action) -> None:
    name = action.method.split("(")[0]
    assert callable(getattr(ConsoleScreen, f"action_{name}"))
    assert action.label
    assert action.tooltip
    assert all(ord(letter) < 128 for key in action.keys for letter in key), "one ASCII key each"


def test_every_action_is_bound() -> None:
    bound = {key for binding in bindings(CONSOLE) for key in binding.key.split(",")}
    assert bound == {key for action in CONSOLE for key in action.keys}


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


def test_the_host_guide_shows_the_keys_there_are() -> None:
    """Run `python -m tools.keys_table` and put what it prints into the guide when this fails."""
    with language.using("vi"):
        assert table(CONSOLE) in GUIDE.read_text(encoding="utf-8")
