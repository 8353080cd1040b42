"""Held keys, floods and an input method left on do no harm; a person's pace is never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tests.tui.console.desk import console
from tests.waiting import until
from tui.key_guard import BURST_SECONDS, CALM_SECONDS, FLOOD_KEYS, REPEAT_SECONDS, KeyGuard

if TYPE_CHECKING:
    from pathlib import Path

PERSON = st.lists(st.tuples(st.sampled_from("asrednmz123"), st.floats(0.31, 3)), max_size=40)


@given(PERSON)
def test_at_a_persons_pace_every_key_counts(strokes: list[tuple[str, float]]) -> None:
    guard, now = KeyGuard(), 0.0
    for key, pause in strokes:
        now += pause
        assert guard.admits(key, now)


def test_a_held_key_counts_once() -> None:
    guard = KeyGuard()
    assert [guard.admits("z", 1 + n * 0.03) for n in range(50)] == [True] + [False] * 49
    assert guard.admits("z", 3 + REPEAT_SECONDS)


def test_the_same_key_counts_again_at_once_after_another() -> None:
    guard = KeyGuard()
    assert guard.admits("m", 1.0)
    guard.passed("j", 1.1)
    assert guard.admits("m", 1.2)


def test_a_flood_is_stopped_and_then_calm_is_awaited() -> None:
    guard = KeyGuard()
    taken = sum(guard.admits("asdfghrtew"[n % 10], 1 + n * 0.02) for n in range(1000))
    assert taken == FLOOD_KEYS
    assert guard.admits("a", 21 + CALM_SECONDS + 0.1)


def test_of_keys_in_one_piece_only_the_first_counts() -> None:
    guard = KeyGuard()
    assert sum(guard.admits("asdfghrtew"[n % 10], 1 + n * 0.001) for n in range(1000)) == 1
    assert not guard.admits("a", 2 + BURST_SECONDS + 0.1), "a page that comes in two halves"
    assert guard.admits("s", 4)


def test_two_quick_keys_cost_only_the_second() -> None:
    """A slow line may bring two keys of a person at once."""
    guard = KeyGuard()
    assert [guard.admits("a", 1), guard.admits("s", 1.001), guard.admits("n", 1.1)] == [True, False, True]


async def test_a_pasted_page_changes_nothing(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        before = desk.writing.record.n
        desk.app.post_message(events.Paste("s h d C y O " * 100_000))
        await desk.settled()
        assert desk.writing.record.n == before


async def test_a_thousand_keys_at_once_are_bounded_and_destroy_nothing(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        for number in range(1000):
            key = "zshdbn4C"[number % 8]
            desk.app.post_message(events.Key(key, key))
        await desk.settled()
        assert len(desk.desk.given) <= FLOOD_KEYS
        assert desk.state.meeting.phase.value == "open"
        assert len(desk.state.questions) == 8


async def test_an_input_method_left_on_is_named_and_its_burst_does_nothing(tmp_path: Path) -> None:
    """a, then s with Telex on arrives as a Backspace and á."""
    async with console(tmp_path) as desk:
        await desk.press("2")
        desk.app.post_message(events.Key("backspace", "\x7f"))
        desk.app.post_message(events.Key("s", "s"))
        desk.app.post_message(events.Key("latin_small_letter_a_with_acute", "á"))
        await until(lambda: "Bộ gõ tiếng Việt" in desk.text)
        await desk.settled()
        assert [type(command).__name__ for command in desk.desk.given] == ["SetArea"]


async def test_a_page_that_arrives_as_keys_answers_no_dialog_its_first_letter_opens(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        before = desk.writing.record.n
        for first, rest in (("d", "3 muc"), ("v", "bang cau hoi"), ("A", "1 2 d x"), ("T", "o mo lien ket")):
            await desk.pilot.press(first)
            opened = desk.app.key_guard.last_at
            await until(lambda: len(desk.app.screen_stack) > 1)
            for place, letter in enumerate(rest, start=1):
                key = events.Key("space" if letter == " " else letter, letter)
                key.time = opened + place * 0.001
                desk.app.post_message(key)
            await desk.settled()
            assert desk.writing.record.n == before
            await desk.press("escape")
            await until(lambda: len(desk.app.screen_stack) == 1)
            await desk.pilot.pause(CALM_SECONDS + BURST_SECONDS)
