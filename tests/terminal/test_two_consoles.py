"""Two consoles of one meeting in two terminals of one laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from demonstration import story
from doithoai.laptop.preparing import create
from link.library import MeetingLibrary
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.state import State
from store import Follower
from tests.terminal.terminal import terminal
from tests.terminal.test_console import CONSOLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.terminal

ONLY_LOOKING = "Chỉ xem"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A meeting that is served."""
    entry = create(MeetingLibrary(tmp_path / "data"), story.opening())
    ensure_serving(entry.folder, "--host", "127.0.0.1")
    yield entry.folder
    stop_serving(entry.folder)


def phase(folder: Path) -> str:
    """What the record says of the meeting."""
    return State.load(Follower.open(folder / "record").db.documents()).meeting.phase


def test_the_second_only_looks_until_it_takes_over_with_one_key(folder: Path) -> None:
    with terminal([*CONSOLE, str(folder)]) as first:
        first.shows("127.0.0.1")
        with terminal([*CONSOLE, str(folder)]) as second:
            second.shows(ONLY_LOOKING)
            second.shows(f"(số {first.process.pid})")
            assert ONLY_LOOKING not in first.text
            second.type(b"O")
            second.shows("khai mạc")
            second.type(b"\r")
            second.shows("Chưa có gì được thực hiện")
            assert phase(folder) == "prepared"
            second.type(b"H")
            second.hides(ONLY_LOOKING)
            first.shows(ONLY_LOOKING)
            first.shows(f"(số {second.process.pid})")
            second.type(b"\x11")
            assert second.ended() == 0
        first.hides(ONLY_LOOKING)
        first.type(b"\x11")
        assert first.ended() == 0
