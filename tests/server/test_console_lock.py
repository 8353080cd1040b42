"""Two consoles on one laptop: one commands, the other looks on and can take its place with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from link import control
from link.client import Client
from meeting.commands.running import SetIntake
from meeting.moment import Role
from meeting.refusal import Refusal
from server.desk.console_lock import SILENCE_SECONDS, ConsoleLock

if TYPE_CHECKING:
    from tests.server.served import Served


class Watch:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_the_first_console_has_the_seat_and_the_second_is_told_who() -> None:
    lock = ConsoleLock(Watch())
    lock.hear("11")
    lock.hear("22")
    holder, since = lock.held_against("22")
    assert (holder, len(since)) == ("11", 5)
    assert lock.held_against("11") == ("", "")
    lock.check("11")
    lock.check("")
    with pytest.raises(Refusal, match="desk-held"):
        lock.check("22")


def test_whoever_takes_the_seat_turns_the_first_into_a_looker_on() -> None:
    lock = ConsoleLock(Watch())
    lock.hear("11")
    lock.take("22")
    lock.hear("11")
    assert lock.held_against("11")[0] == "22"
    lock.check("22")


def test_a_seat_left_or_not_heard_of_falls_to_who_asks_next() -> None:
    watch = Watch()
    lock = ConsoleLock(watch)
    lock.hear("11")
    lock.leave("22")
    assert lock.held_against("22")[0] == "11"
    lock.leave("11")
    lock.check("22")
    lock.hear("22")
    watch.at = SILENCE_SECONDS / 2
    lock.hear("22")
    watch.at = SILENCE_SECONDS + 1
    lock.hear("11")
    assert lock.held_against("11")[0] == "22"
    watch.at = 3 * SILENCE_SECONDS
    lock.hear("11")
    assert lock.held_against("22")[0] == "11"


def test_a_second_console_can_change_nothing_until_it_takes_over_and_the_secretary_always_can(
    served: Served,
) -> None:
    first, second = (Client(served.live, console=console) for console in ("11", "22"))
    assert first.health_now().lock_holder == ""
    told = second.health_now()
    assert (told.lock_holder, len(told.lock_since)) == ("11", 5)
    changes = (
        ("/command", b'{"do":"set-intake"}'),
        ("/paper", b"{}"),
        ("/rotate", b""),
        ("/address", b"{}"),
        ("/resume", b"{}"),
        ("/desk-link/open", b""),
        ("/desk-link/close", b""),
    )
    before = first.health_now()
    for path, body in changes:
        with pytest.raises(Refusal, match="desk-held"):
            second._request("POST", path, body)
    after = first.health_now()
    assert (after.n, after.short_code, after.desk_link) == (before.n, before.short_code, "")
    for allowed in (Client(served.live, Role.SECRETARY), Client(served.live), first):
        allowed.send_now(SetIntake(open=False))
        allowed.send_now(SetIntake(open=True))
    assert second._request("POST", "/seat/take")
    assert second.health_now().lock_holder == ""
    assert first.health_now().lock_holder == "22"
    with pytest.raises(Refusal, match="desk-held"):
        first.send_now(SetIntake(open=False))
    second.call_now(control.RELEASE_CONSOLE_LOCK)
    first.health_now()
    first.send_now(SetIntake(open=False))


def test_what_is_no_process_id_is_no_console(served: Served) -> None:
    Client(served.live, console="11").health_now()
    for console in ("x", "1 1", "-1", "²"):
        assert Client(served.live, console=console).health_now().lock_holder == ""
    assert Client(served.live, Role.SECRETARY, "22").health_now().lock_holder == ""


def test_a_console_that_falls_silent_hands_nothing_to_the_window_that_looked_on() -> None:
    watch = Watch()
    lock = ConsoleLock(watch)
    for _second in range(3):
        lock.hear("11")
        lock.hear("22")
    watch.at = 5 * SILENCE_SECONDS
    lock.hear("22")
    assert lock.held_against("22")[0] == "11"
    with pytest.raises(Refusal, match="desk-held"):
        lock.check("22")
    lock.take("22")
    lock.check("22")


def test_a_window_opened_after_the_console_fell_commands() -> None:
    watch = Watch()
    lock = ConsoleLock(watch)
    for _second in range(3):
        lock.hear("11")
        lock.hear("22")
    watch.at = 5 * SILENCE_SECONDS
    lock.hear("33")
    lock.check("33")
    assert lock.held_against("22")[0] == "33"


def test_the_server_that_comes_after_knows_who_commanded_and_who_looked_on() -> None:
    watch = Watch()
    lock = ConsoleLock(watch, known=("11", "22"))
    lock.hear("22")
    assert lock.held_against("22")[0] == "11", "whoever asks first"
    watch.at = 5 * SILENCE_SECONDS
    lock.hear("22")
    assert lock.held_against("22")[0] == "11"
    lock.hear("11")
    lock.check("11")
    assert lock.known == ("11", "22")


def test_what_is_known_is_told_whenever_it_changes() -> None:
    told: list[tuple[str, ...]] = []
    lock = ConsoleLock(Watch(), changed=lambda: told.append(lock.known))
    lock.hear("11")
    lock.hear("22")
    lock.hear("11")
    lock.hear("11")
    lock.leave("11")
    assert told == [("11",), ("11", "22"), ()]
