"""A terminal handled roughly: sizes no person would choose, a page pasted, a mouse gone wild, keys mashed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from demonstration import story
from doithoai.laptop.preparing import create
from link.client import Client
from link.library import MeetingLibrary
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands.asking import Ask
from meeting.commands.running import OpenMeeting
from meeting.state import State
from store import Follower
from tests.terminal.terminal import terminal
from tests.terminal.test_console import CONSOLE, FIRST_WORDS
from tests.tui.meetings import hall
from tests.tui.records import kept
from tui.key_guard import CALM_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

SIZES = ((0, 0), (1, 1), (5, 20), (24, 80), (2, 400), (400, 2), (100, 300), (3, 3), (60, 200), (1, 500))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A meeting on disk, without a server."""
    kept(tmp_path, hall()).close()
    return tmp_path


ESCAPE_SECONDS = 0.4
"""What follows an escape sooner is read as one key with it."""

FORM = "Ctrl+S"


def quits(console: Terminal) -> None:
    """It still listens: help opens and closes, and it ends as it should."""
    console.resize(30, 100)
    console.type(b"\x1b")
    console.wait(ESCAPE_SECONDS)
    console.hides(FORM)
    console.shows(FIRST_WORDS)
    assert console.leave() == 0
    assert b"Traceback" not in console.sent


@pytest.mark.parametrize("dialog", [b"", b"r"], ids=["queue", "form"])
def test_a_storm_of_sizes_down_to_nothing_is_survived(folder: Path, dialog: bytes) -> None:
    with terminal([*CONSOLE, str(folder)]) as console:
        console.shows(FIRST_WORDS)
        console.type(dialog or b"j")
        for _ in range(6):
            for rows, columns in SIZES:
                console.resize(rows, columns)
                console.read(0.002)
        console.resize(30, 100)
        console.read(0.2)
        quits(console)


def calm(console: Terminal) -> None:
    """Wait until a flood is dealt with and keys count again, and leave whatever it opened."""
    for _ in range(2):
        console.wait(CALM_SECONDS + 0.2)
        console.type(b"\x1b")
    console.wait(0.3)


PASTES = {
    "a megabyte": "Dòng dán O C z\n" * 60_000,
    # Textual takes what follows an escape within a paste for keys, one event a letter.
    "a page with escapes": "Dòng dán O C \x1b[31m z\n" * 50,
}


@pytest.mark.parametrize("pasted", PASTES.values(), ids=PASTES)
def test_what_is_pasted_over_the_queue_and_into_a_form_changes_nothing(folder: Path, pasted: str) -> None:
    before = Follower.open(folder / "record").digest
    paste = b"\x1b[200~" + pasted.encode() + b"\x1b[201~"
    with terminal([*CONSOLE, str(folder)]) as console:
        console.shows(FIRST_WORDS)
        console.flood(paste)
        calm(console)
        console.type(b"r")
        console.shows(FORM)
        console.flood(paste)
        calm(console)
        quits(console)
    assert Follower.open(folder / "record").digest == before


def test_a_wild_mouse_and_mashed_keys_do_nothing_that_asks_first(folder: Path) -> None:
    chance = random.Random(1)
    clicks = b"".join(
        b"\x1b[<%d;%d;%d%s"
        % (
            chance.choice((0, 1, 2, 32, 35, 64, 65)),
            chance.randint(1, 999),
            chance.randint(1, 999),
            chance.choice((b"M", b"m")),
        )
        for _ in range(3000)
    )
    keys = bytes(
        chance.choice(b"abcdefghijkmnopqrstuvwxyz/?:ABDEFGIKMNPSTUVW0123456789 \t\r\x1b") for _ in range(2000)
    )
    with terminal([*CONSOLE, str(folder)]) as console:
        console.shows(FIRST_WORDS)
        console.flood(clicks)
        console.flood(keys)
        calm(console)
        assert console.leave() == 0
        assert b"Traceback" not in console.sent
    state = State.load(Follower.open(folder / "record").db.documents())
    assert state.meeting.phase == "open"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Path]:
    """An open meeting, served: what is confirmed here happens."""
    entry = create(MeetingLibrary(tmp_path / "data"), story.opening())
    client = Client(ensure_serving(entry.folder, "--host", "127.0.0.1"))
    client.send_now(OpenMeeting())
    client.send_now(Ask("Bao giờ có máy quét?"))
    yield entry.folder
    stop_serving(entry.folder)


def held_down(console: Terminal) -> None:
    """The key that asks to close the meeting, held for a second."""
    for _ in range(30):
        console.type(b"C")
        console.read(0.033)


def streamed(console: Terminal) -> None:
    """A page that arrives as keys, as from a terminal without bracketed paste."""
    console.flood(b"D y C c Y " * 2000)


def asks_to_close(console: Terminal) -> bool:
    """Press the key for it; while a flood is still being worked off, keys do not count and other questions stand."""
    calm(console)
    console.type(b"C")
    console.wait(0.5)
    return "Kết thúc phiên đối thoại?" in console.text


def is_closed_by_a_person(console: Terminal, served: Path) -> bool:
    """Answer what asks, as often as it takes: on a busy machine what is left of a flood may still be in the way."""
    if asks_to_close(console):
        console.wait(0.2)
        console.type(b"y")
        console.wait(1.0)
    return State.load(Follower.open(served / "record").db.documents()).meeting.phase == "closed"


@pytest.mark.parametrize("rough", [held_down, streamed])
def test_no_key_held_down_and_no_page_of_keys_answers_what_asks_first(
    served: Path, rough: Callable[[Terminal], None]
) -> None:
    with terminal([*CONSOLE, str(served)]) as console:
        console.shows("máy quét")
        console.shows("127.0.0.1")
        rough(console)
        console.until(lambda: asks_to_close(console), "never asked whether to close the meeting")
        state = State.load(Follower.open(served / "record").db.documents())
        assert state.meeting.phase == "open"
        assert state.meeting.settings.moderation
        console.until(lambda: is_closed_by_a_person(console, served), "a person's own answer counts")
