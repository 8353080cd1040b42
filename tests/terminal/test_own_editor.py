"""A long answer written in the person's own editor or taken from a file, on a real terminal, whatever goes wrong."""

from __future__ import annotations

import stat
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.terminal.terminal import RESTORED, terminal
from tests.tui.meetings import hall
from tests.tui.records import kept
from tui.screens.dialogs.writing import FILE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

CONSOLE = ("-c", "import sys, tui; from pathlib import Path; sys.exit(tui.run_console(Path(sys.argv[1])))")
CTRL_E, CTRL_O, ENTER, ESCAPE = b"\x05", b"\x0f", b"\r", b"\x1b"

EDITOR = '''#!{python}
"""An editor: obeys the line in `how`, and shows that it has the terminal."""
import sys
from pathlib import Path

path, how = Path(sys.argv[-1]), Path(__file__).with_name("how").read_text(encoding="utf-8")
before = path.read_text(encoding="utf-8")
Path(__file__).with_name("seen").write_text(before, encoding="utf-8")
print("EDITOR HAS THE TERMINAL", sys.stdout.isatty(), flush=True)
if how == "fail":
    path.write_text("hỏng", encoding="utf-8")
    sys.exit(3)
elif how == "remove":
    path.unlink()
elif how == "latin":
    path.write_bytes("Đề nghị".encode("utf-16-be"))
elif how == "large":
    path.write_text("dài " * 400_000, encoding="utf-8")
else:
    path.write_text(how, encoding="utf-8")
'''


UNCHANGED = ("đang soạn", "không thay đổi")
"""Words of the sentence that what is being written stays; a line may break between them."""


class Desk:
    """A console whose answer dialog is open, with an editor that does as it is told."""

    def __init__(self, console: Terminal, folder: Path) -> None:
        self.console = console
        self.folder = folder

    def editor_will(self, how: str) -> None:
        """What the editor does the next time."""
        (self.folder / "how").write_text(how, encoding="utf-8")

    def edit(self) -> None:
        """Open the editor and come back from it."""
        mark = len(self.console.sent)
        self.console.type(CTRL_E)
        self.console.until(
            lambda: b"EDITOR HAS THE TERMINAL True" in self.console.sent[mark:], "the editor never ran"
        )
        self.console.shows("Ctrl+E")

    def take(self, path: Path) -> None:
        """Give the path of a text file."""
        self.console.type(CTRL_O)
        self.console.shows("Kéo tệp vào cửa sổ này")
        self.console.type(str(path).encode() + ENTER)
        self.console.hides("Kéo tệp vào cửa sổ này")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    meeting, tools = tmp_path / "m", tmp_path / "công cụ"
    meeting.mkdir()
    tools.mkdir()
    kept(meeting, hall()).close()
    editor = tools / "editor.py"
    editor.write_text(EDITOR.format(python=sys.executable), encoding="utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    with terminal([*CONSOLE, str(meeting)], VISUAL="", EDITOR=f"'{editor}' --wait") as console:
        console.shows("Phần mềm một cửa")
        console.type(b"r")
        console.shows("Ctrl+E")
        yield Desk(console, tools)


def test_the_own_editor_gets_the_text_and_gives_it_back_in_vietnamese(desk: Desk) -> None:
    desk.console.type("Trong quý II".encode())
    desk.console.shows("Trong quý II")
    decomposed = unicodedata.normalize("NFD", "Sẽ nâng cấp đường truyền.")
    desk.editor_will(f"{decomposed}\nDòng hai\x1b[2J")
    desk.edit()
    desk.console.shows("Sẽ nâng cấp đường truyền.")
    desk.console.shows("Dòng hai")
    assert (desk.folder / "seen").read_text(encoding="utf-8") == "Trong quý II"
    desk.console.type(" viết tiếp".encode())
    desk.console.shows("viết tiếp")
    desk.console.type(b"\x11")
    assert desk.console.ended() == 0
    assert desk.console.modes_left() == RESTORED


@pytest.mark.parametrize("how", ["fail", "remove", "latin", "large"])
def test_an_editor_that_goes_wrong_leaves_the_text_as_it_was(desk: Desk, how: str) -> None:
    desk.console.type("Giữ nguyên câu này".encode())
    desk.console.shows("Giữ nguyên câu này")
    desk.editor_will(how)
    desk.edit()
    desk.console.shows("Không dùng được trình soạn")
    desk.console.shows("Giữ nguyên câu này")


def test_text_files_are_taken_in_or_refused_in_a_sentence(desk: Desk) -> None:
    desk.console.type("Đầu: ".encode())
    good = desk.folder / "trả lời.txt"
    good.write_text("\ufeffPhòng tiếp thu,\nsẽ sửa.", encoding="utf-8")
    desk.take(good)
    desk.console.shows("Đầu: Phòng tiếp thu,")
    desk.console.shows("sẽ sửa.")
    large, odd = desk.folder / "lớn.txt", desk.folder / "khác.docx"
    large.write_bytes(b"x\n" * FILE_BYTES)
    odd.write_bytes(b"PK\x03\x04 no archive")
    for path in (desk.folder / "không có.txt", large, odd):
        mark = len(desk.console.sent)
        desk.take(path)
        desk.console.until(
            lambda mark=mark: any(word.encode() in desk.console.sent[mark:] for word in UNCHANGED),  # type: ignore[misc]  # mypy cannot type a lambda with a bound default
            f"no word about {path.name}",
        )
    desk.console.shows("Đầu: Phòng tiếp thu,")


def test_without_an_editor_there_is_a_sentence(tmp_path: Path) -> None:
    kept(tmp_path, hall()).close()
    with terminal([*CONSOLE, str(tmp_path)], VISUAL="", EDITOR="/nowhere/editor") as console:
        console.shows("Phần mềm một cửa")
        console.type(b"r")
        console.shows("Ctrl+E")
        console.type("Còn đây".encode())
        console.type(CTRL_E)
        console.shows("Không dùng được trình soạn")
        console.shows("Còn đây")
