"""A fault in a screen: nothing of it on the terminal, and the screen is back where it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.terminal import RESTORED, terminal
from tests.tui.meetings import hall
from tests.tui.records import kept

pytestmark = pytest.mark.terminal

FAULTY = """
import sys, tui
from pathlib import Path
from tui.screens.console.screen import ConsoleScreen
falls = [0]
def fall(self, id):
    if id != "find.order":
        return do(self, id)
    secret_text = self.question.text
    falls[0] += 1
    if falls[0] <= int(sys.argv[2]):
        raise ValueError(secret_text)
    self.app.notify("NO MORE FAULTS")
do, ConsoleScreen.action_do = ConsoleScreen.action_do, fall
sys.exit(tui.run_console(Path(sys.argv[1])))
"""


def test_a_fault_shows_nothing_and_the_console_is_back_where_it_was(tmp_path: Path) -> None:
    kept(tmp_path, hall()).close()
    with terminal(["-c", FAULTY, str(tmp_path), "1"]) as console:
        console.shows("Phần mềm một cửa")
        console.type(b"j")
        console.shows("Câu hỏi số 2")
        console.type(b"x")
        console.until(lambda: console.sent.count(b"\x1b[?1049h") == 2, "never restarted")
        console.shows("Câu hỏi số 2")
        console.type(b"x")
        console.shows("NO MORE FAULTS")
        console.type(b"\x11")
        assert console.ended() == 0
    assert b"Traceback" not in console.sent
    assert b"ValueError" not in console.sent
    assert console.modes_left() == RESTORED
    log = (tmp_path / "screens.log").read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "hồ sơ" not in log, "the text of the meeting is never noted"


def test_a_console_that_falls_again_and_again_ends_with_a_sentence(tmp_path: Path) -> None:
    kept(tmp_path, hall()).close()
    with terminal(["-c", FAULTY, str(tmp_path), "99"]) as console:
        for fall in range(4):
            console.until(lambda fall=fall: console.sent.count(b"\x1b[?1049h") > fall, "never came back")  # type: ignore[misc]  # mypy cannot type a lambda with a bound default
            console.shows("Phần mềm một cửa")
            console.type(b"x")
        assert console.ended() == 1
        assert "Phiên đối thoại vẫn tiếp tục" in console.text
        assert b"Traceback" not in console.sent


FAULTY_PREVIEW = """
import sys, tui
from pathlib import Path
from tui.screens.console.preview import PreviewScreen
def fall(self, id):
    if id != "go":
        return do(self, id)
    raise ValueError("secret")
do, PreviewScreen.action_do = PreviewScreen.action_do, fall
sys.exit(tui.run_console(Path(sys.argv[1])))
"""


def test_a_console_that_fell_while_the_hall_looked_on_shows_the_hall_nothing_of_the_desk(
    tmp_path: Path,
) -> None:
    kept(tmp_path, hall()).close()
    with terminal(["-c", FAULTY_PREVIEW, str(tmp_path)]) as console:
        console.shows("Phần mềm một cửa")
        console.type(b"P")
        console.hides("Phần mềm một cửa")
        console.type(b" ")
        console.until(lambda: console.sent.count(b"\x1b[?1049h") == 2, "never restarted")
        console.shows("▗▄")
        _, _, again = bytes(console.sent).rpartition(b"\x1b[?1049h")
        assert "Phần mềm một cửa".encode() not in again
        console.type(b"\x1b")
        console.shows("Phần mềm một cửa")
        console.type(b"\x11")
        assert console.ended() == 0
