"""The console on a real pseudo-terminal: used and left, by key and by signal, with hostile questions in it."""

from __future__ import annotations

import re
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from meeting.changes import put
from tests.terminal.control_characters import foreign
from tests.terminal.terminal import RESTORED, terminal
from tests.tui.hostile import EVERYTHING
from tests.tui.meetings import hall, question
from tests.tui.records import kept
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

CONSOLE = (
    "-c",
    "import sys, tui; from pathlib import Path; sys.exit(tui.run_console(Path(sys.argv[1])))",
)
FIRST_WORDS = "Phần mềm một cửa"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A meeting on disk, without a server."""
    kept(tmp_path, hall()).close()
    return tmp_path


def left_clean(console: Terminal) -> None:
    """The terminal is as it was, and nothing of the meeting or of Python was left on it."""
    assert console.modes_left() == RESTORED
    after = bytes(console.sent).rsplit(b"\x1b[?1049l", 1)[1]
    assert b"Traceback" not in console.sent
    assert FIRST_WORDS.encode() not in after


def test_it_starts_is_used_and_quits_with_the_terminal_restored(folder: Path) -> None:
    with terminal([*CONSOLE, str(folder)]) as console:
        console.shows(FIRST_WORDS)
        console.type(b"j")
        console.shows("Câu hỏi số 2")
        console.type(b"?")
        console.shows("Phím lệnh của bàn điều hành")
        console.type(b"\x1b")
        console.hides("Phím lệnh của bàn điều hành")
        console.type(b"\x11")
        assert console.ended() == 0
        left_clean(console)


def test_it_goes_over_to_the_minutes_and_comes_back_where_it_was(folder: Path) -> None:
    with terminal([*CONSOLE, str(folder)]) as console:
        console.shows(FIRST_WORDS)
        console.type(b"j")
        console.shows("Câu hỏi số 2")
        console.type(b"X")
        console.shows("BIÊN BẢN")
        console.type(b"\x11")
        console.shows("Câu hỏi số 2")
        console.type(b"\x11")
        assert console.ended() == 0
        left_clean(console)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_signal_ends_it_with_the_terminal_restored(folder: Path, name: str) -> None:
    with terminal([*CONSOLE, str(folder)]) as console:
        console.shows(FIRST_WORDS)
        console.process.send_signal(signal.Signals[name])
        console.ended()
        left_clean(console)


def test_a_closed_window_leaves_no_process_behind(folder: Path) -> None:
    with terminal([*CONSOLE, str(folder)]) as console:
        console.shows(FIRST_WORDS)
        console.type(b"\x1b[B\x1b[A" * 40)  # much is still to be painted
        console.hang_up()
        console.process.wait(timeout=PATIENCE)


def test_the_keyboard_protocol_that_loses_letters_stays_off(folder: Path) -> None:
    with terminal([*CONSOLE, str(folder)]) as console:
        console.shows(FIRST_WORDS)
        console.type(b"\x11")
        console.ended()
        assert b"\x1b[>" not in console.sent


def test_no_text_of_a_person_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    """Older records and other programs may hold what the cleaner would refuse: it is written past the rules here."""
    state = hall()
    texts = list(EVERYTHING.values())
    state.apply(
        [
            put("questions", number, question(number, text, name=text[:40], unit=text[:40]))
            for number, text in enumerate(texts, start=1)
        ]
    )
    kept(tmp_path, state).close()
    with terminal([*CONSOLE, str(tmp_path)]) as console:
        console.shows("sau khi xóa màn hình")
        for number in range(2, len(texts) + 1):
            console.type(b"j")
            console.shows(f"Câu hỏi số {number} ")
        console.type(b"e")
        console.shows("Đơn vị chuyên trách")
        console.type(b"\x1b")
        console.hides("Đơn vị chuyên trách")
        console.type(b"\x11")
        assert console.ended() == 0
    assert foreign(bytes(console.sent)) == b""


def test_a_terminal_that_cannot_place_text_is_told_in_a_sentence(folder: Path) -> None:
    with terminal([*CONSOLE, str(folder)], TERM="dumb") as console:
        assert console.ended() == 2
        assert "TERM=dumb" in console.text
        assert b"\x1b" not in console.sent


def test_without_colour_everything_is_still_told(folder: Path) -> None:
    with terminal([*CONSOLE, str(folder)], NO_COLOR="1") as console:
        console.shows(FIRST_WORDS)
        console.shows("○")
        console.type(b"\x11")
        assert console.ended() == 0
    coloured = {part for part in bytes(console.sent).split(b"\x1b[") if part.startswith((b"38;2;", b"48;2;"))}
    shades = {tuple(part.split(b"m")[0].split(b";")[2:5]) for part in coloured}
    assert all(len(set(shade)) == 1 for shade in shades), "only greys"


WHITES, BLACKS = {37, 97, 47, 107}, {30, 40}


@pytest.mark.parametrize("colours", ["", "1"], ids=["16 colours", "16 greys"])
def test_sixteen_colours_never_put_white_on_white_or_black_on_black(folder: Path, colours: str) -> None:
    settings = {"TERM": "xterm-16color", "COLORTERM": "", "NO_COLOR": colours}
    with terminal([*CONSOLE, str(folder)], folder=None, **settings) as console:
        console.shows(FIRST_WORDS)
        console.type(b"r")
        console.shows("Ctrl+E")
        console.shows("[ ]")
        console.type(b"\x11")
        assert console.ended() == 0
    said = re.findall(rb"\x1b\[([0-9;]+)m([^\x1b]*)", bytes(console.sent))
    pairs = {
        tuple(int(code) for code in style.split(b";") if len(code) > 1)
        for style, text in said
        if text.strip()
    }
    assert any(len(pair) == 2 for pair in pairs)
    assert not [pair for pair in pairs if len(pair) == 2 and (set(pair) <= WHITES or set(pair) <= BLACKS)]
