"""The stage on a real pseudo-terminal: what reaches the projector, and what never does."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from meeting.changes import put
from meeting.commands.staging import Blank, ShowView, StageQuestion
from meeting.model.stage import Stage, View
from tests.terminal.control_characters import foreign
from tests.terminal.terminal import RESTORED, terminal
from tests.tui.hostile import EVERYTHING
from tests.tui.meetings import hall, question
from tests.tui.records import kept
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal

STAGE = ("-c", "import sys, tui; from pathlib import Path; sys.exit(tui.run_stage(Path(sys.argv[1])))")
FIRST_WORDS = "Câu hỏi số"

FALLING = """
import sys, tui
from pathlib import Path
import tui.stage
from tui.feed import Feed
tui.stage.REST_SECONDS = 0.1
follow, falls = Feed.run, [0]
async def fall(self):
    falls[0] += 1
    if falls[0] <= int(sys.argv[2]):
        raise ValueError("secret")
    await follow(self)
Feed.run = fall
sys.exit(tui.run_stage(Path(sys.argv[1])))
"""

FAULTY = """
import sys, tui
from pathlib import Path
from tui.screens.stage.view import StageView
row, falls = StageView._painted, [0]
def fall(self, y):
    falls[0] += 1
    if falls[0] == 40:
        secret_text = self._state.questions[1].text
        raise ValueError(secret_text)
    return row(self, y)
StageView._painted = fall
sys.exit(tui.run_stage(Path(sys.argv[1])))
"""


def test_the_stage_follows_the_record_and_is_blank_at_once(tmp_path: Path) -> None:
    writing = kept(tmp_path, hall())
    with terminal([*STAGE, str(tmp_path)]) as stage:
        stage.shows("Đối thoại về công tác")
        writing.execute(StageQuestion(1))
        stage.shows(FIRST_WORDS)
        writing.execute(Blank(on=True))
        stage.until(lambda: not stage.text.strip(), "never blank")
        writing.execute(Blank(on=False))
        writing.execute(ShowView(View.AREAS))
        stage.shows("Câu hỏi theo lĩnh vực")
        stage.type(b"\x11")
        assert stage.ended() == 0
        assert stage.modes_left() == RESTORED
    writing.close()


def test_stray_keys_change_nothing_on_the_projector(tmp_path: Path) -> None:
    kept(tmp_path, hall(View.QUESTION, 1)).close()
    with terminal([*STAGE, str(tmp_path)]) as stage:
        stage.shows("Câu hỏi số")
        before = ""
        while before != stage.text:
            before = stage.text
            stage.read(0.5)
        stage.type(b"qwertyuiopasdfghjklzxcvnm1234567890\x1b[A\x1b[B/?:")
        for _ in range(20):
            stage.read(0.05)
        assert stage.text == before


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_signal_ends_the_stage_with_the_terminal_restored(tmp_path: Path, name: str) -> None:
    kept(tmp_path, hall(View.QUESTION, 1)).close()
    with terminal([*STAGE, str(tmp_path)]) as stage:
        stage.shows(FIRST_WORDS)
        stage.process.send_signal(signal.Signals[name])
        stage.ended()
        assert stage.modes_left() == RESTORED


def test_hostile_questions_send_nothing_but_letters_to_the_projector(tmp_path: Path) -> None:
    state = hall(View.QUESTION, 100)
    numbers = range(100, 100 + len(EVERYTHING))
    for number, text in zip(numbers, EVERYTHING, strict=True):
        state.apply(
            [put("questions", number, question(number, f"Câu {number} {text}", name=text, unit=text))]
        )
    writing = kept(tmp_path, state)
    with terminal([*STAGE, str(tmp_path)]) as stage:
        for number in numbers:
            writing.put(put("stages", 1, Stage(View.QUESTION, number)))
            stage.shows(f"Câu hỏi số {number}")
        writing.put(put("stages", 1, Stage(View.BOARD)))
        stage.shows("Câu hỏi từ hội trường")
        stage.type(b"\x11")
        assert stage.ended() == 0
        assert foreign(bytes(stage.sent)) == b""
    writing.close()


def test_a_fault_in_painting_leaves_a_quiet_page_and_the_next_view_is_shown(tmp_path: Path) -> None:
    writing = kept(tmp_path, hall(View.QUESTION, 1))
    with terminal(["-c", FAULTY, str(tmp_path)]) as stage:
        stage.shows("Đối thoại về công tác cải cách hành chính")
        stage.hides(FIRST_WORDS)
        writing.execute(StageQuestion(1))
        stage.shows(FIRST_WORDS)
        stage.type(b"\x11")
        assert stage.ended() == 0
    writing.close()
    assert stage.sent.count(b"\x1b[?1049h") == 1, "the window never left the projector"
    assert b"Traceback" not in stage.sent
    assert b"ValueError" not in stage.sent
    log = (tmp_path / "screens.log").read_text(encoding="utf-8")
    assert log.count("ValueError") == 1
    assert "đường truyền" not in log


def test_a_stage_that_falls_again_and_again_never_leaves_the_projector_to_a_command_line(
    tmp_path: Path,
) -> None:
    kept(tmp_path, hall(View.QUESTION, 1)).close()
    with terminal(["-c", FALLING, str(tmp_path), "6"]) as stage:
        stage.until(lambda: stage.sent.count(b"\x1b[?1049h") == 7, "never came back")
        stage.shows(FIRST_WORDS)
        stage.type(b"\x11")
        assert stage.ended() == 0
        assert b"Traceback" not in stage.sent
        assert b"ValueError" not in stage.sent


DEAF_TO_A_CLOSED_WINDOW = """
import asyncio, signal
asyncio.SelectorEventLoop.add_signal_handler = lambda *_: None
signal.signal(signal.SIGHUP, signal.SIG_IGN)
"""


def test_a_stage_that_falls_once_its_window_is_gone_ends_instead_of_running_on(tmp_path: Path) -> None:
    kept(tmp_path, hall(View.QUESTION, 1)).close()
    with terminal(["-c", DEAF_TO_A_CLOSED_WINDOW + FALLING, str(tmp_path), "1000"]) as stage:
        stage.until(lambda: b"\x1b[?1049h" in stage.sent, "nothing was drawn")
        stage.hang_up()
        stage.process.wait(timeout=PATIENCE)
