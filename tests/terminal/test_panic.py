"""Panic and the clicker on a real pseudo-terminal, with a real server: covered at once, wherever the host is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from link.client import Client
from meeting.commands.staging import Blank, ShowView, StageQuestion
from meeting.model.stage import View
from tests.terminal.terminal import Terminal, terminal
from tui.key_guard import PIECE_SECONDS, REPEAT_SECONDS
from tui.record import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from link.library import MeetingFolder
    from meeting.model.stage import Stage

pytestmark = pytest.mark.terminal

RUN = "import sys, tui; from pathlib import Path; sys.exit(tui.run_{screen}(Path(sys.argv[1])))"
F6, F9, PAGE_DOWN, PAGE_UP = b"\x1b[17~", b"\x1b[20~", b"\x1b[6~", b"\x1b[5~"
FOOTER = "Trợ giúp"
A_THUMB = 10
"""How many times slower than a paste a thumb presses two keys of a clicker: what comes in one piece is held back."""


@pytest.fixture(autouse=True)
def on_the_wall(host: tuple[Client, MeetingFolder]) -> None:
    host[0].send_now(StageQuestion(1))


def stage(entry: MeetingFolder) -> Stage:
    return read(entry.record).state.stage


def covered(window: Terminal, entry: MeetingFolder) -> None:
    """Wait until the wall is covered."""
    window.until(lambda: stage(entry).blank, "never covered")


def press_until(console: Terminal, key: bytes, reached: Callable[[], bool]) -> None:
    """Press `key` as a thumb does until `reached`: a step of several pages is left after the last of them."""
    for _press in range(20):
        console.wait(2 * REPEAT_SECONDS)
        console.type(key)
        console.wait(A_THUMB * PIECE_SECONDS)
        if reached():
            return
    console.until(reached, "never got there")


def test_f9_covers_inside_a_form_and_what_is_typed_stays(host: tuple[Client, MeetingFolder]) -> None:
    _client, entry = host
    with terminal(["-c", RUN.format(screen="console"), str(entry.folder)]) as console:
        console.shows(FOOTER)
        console.shows("► #1")
        console.type(b"r")
        console.shows("Trả lời · #1")
        console.type(b"quy hai")
        console.shows("quy hai")
        console.type(F9)
        covered(console, entry)
        console.shows("quy hai")


@pytest.mark.parametrize("key", [b".", F9], ids=["full stop", "F9"])
def test_the_clickers_key_and_f9_cover_inside_a_question_that_asks_first(
    host: tuple[Client, MeetingFolder], key: bytes
) -> None:
    _client, entry = host
    with terminal(["-c", RUN.format(screen="console"), str(entry.folder)]) as console:
        console.shows(FOOTER)
        console.shows("► #1")
        console.type(b"C")
        console.shows("Kết thúc phiên")
        console.type(key)
        covered(console, entry)
        assert read(entry.record).state.meeting.phase.value == "open", "nothing else was done"


def test_undoing_never_uncovers(host: tuple[Client, MeetingFolder]) -> None:
    client, entry = host
    client.send_now(Blank(on=True))
    with terminal(["-c", RUN.format(screen="console"), str(entry.folder)]) as console:
        console.shows(FOOTER)
        console.shows("ĐANG CHE")
        console.type(b"z")
        console.wait(1)
        assert stage(entry).blank


def test_a_clicker_drives_the_run_of_show_and_covers(host: tuple[Client, MeetingFolder]) -> None:
    _client, entry = host
    before = stage(entry).step
    with terminal(["-c", RUN.format(screen="console"), str(entry.folder)]) as console:
        console.shows(FOOTER)
        console.type(F6)
        console.shows("Kịch bản điều hành")
        console.type(PAGE_DOWN)
        console.until(lambda: stage(entry).step != before, "never went on")
        first = stage(entry).step
        press_until(console, PAGE_DOWN, lambda: stage(entry).step != first)
        press_until(console, PAGE_UP, lambda: stage(entry).step == first)
        console.wait(A_THUMB * PIECE_SECONDS)
        console.type(b".")
        covered(console, entry)


@pytest.mark.parametrize("key", [b".", F9], ids=["full stop", "F9"])
@pytest.mark.parametrize(
    ("opens", "shown"),
    [
        (b"?", "Esc: đóng"),
        (b":", "Cần thực hiện việc gì?"),
        (b"'", "Gõ chữ cái để đến đó"),
        (b"/", "Tìm từ, tên hoặc số câu"),
    ],
    ids=["help", "palette", "jump", "search"],
)
def test_the_wall_is_covered_while_the_host_looks_for_something(
    host: tuple[Client, MeetingFolder], opens: bytes, shown: str, key: bytes
) -> None:
    _client, entry = host
    with terminal(["-c", RUN.format(screen="console"), str(entry.folder)]) as console:
        console.shows(FOOTER)
        console.shows("► #1")
        console.type(opens)
        console.shows(shown)
        console.wait(A_THUMB * PIECE_SECONDS)
        console.type(key)
        covered(console, entry)


@pytest.mark.parametrize("key", [b".", b"b", F9], ids=["full stop", "b", "F9"])
def test_a_clicker_in_the_stages_own_window_covers_the_wall_at_once(
    host: tuple[Client, MeetingFolder], key: bytes
) -> None:
    _client, entry = host
    with terminal(["-c", RUN.format(screen="stage"), str(entry.folder)]) as window:
        window.shows("Câu hỏi số 1")
        window.type(key)
        window.until(lambda: not window.text.strip(), "the window still shows it")
        covered(window, entry)
        window.type(key)
        window.wait(1)
        assert stage(entry).blank, "the same key does not uncover"
        assert not window.text.strip()


def test_the_single_screen_preview_shows_no_message_and_no_menu_to_the_hall(
    host: tuple[Client, MeetingFolder],
) -> None:
    client, entry = host
    with terminal(["-c", RUN.format(screen="console"), str(entry.folder)]) as console:
        console.shows(FOOTER)
        client.send_now(ShowView(View.BOARD))  # nothing on it follows the clock
        console.type(b"P")
        console.hides(FOOTER)
        console.shows("Câu hỏi từ hội trường")
        shown = ""
        while shown != console.text:
            shown = console.text
            console.wait(0.5)
        for key in (b"?", b":", b"\x7f", "ă".encode(), b"l", b"z"):
            console.type(key)
            console.wait(0.4)
        assert console.text == shown
        client.send_now(Blank(on=True))
        console.until(lambda: not console.text.strip(), "still something on the covered wall")
