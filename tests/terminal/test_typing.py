"""Vietnamese as Unikey, EVKey and OpenKey send it: Backspaces and letters in bursts, on a real pseudo-terminal."""

from __future__ import annotations

import unicodedata
from functools import partial
from pathlib import Path

import pytest

from meeting.changes import put
from tests.terminal.terminal import Terminal, terminal
from tests.tui.meetings import hall, question
from tests.tui.records import kept

pytestmark = pytest.mark.terminal

BS, CTRL_H = b"\x7f", b"\x08"


def stream(*keystrokes: str, backspace: bytes = BS) -> list[bytes]:
    """One item a keystroke; `<` stands for the Backspace an input method injects."""
    return [
        b"".join(backspace if letter == "<" else letter.encode() for letter in stroke)
        for stroke in keystrokes
    ]


NARROW = "\u202f"

TELEX = ("v", "i", "e", "<ê", "<<iệ", "t", " ", "n", "a", "m")
"""việt nam, Telex in UniKey's way: e+e gives ê, j replaces from the vowel on; first the Backspaces, then the letters.
Source: PushBacks and PushBuffer in src-win/keyhook/keyhook.cpp, putBreveMark and doubleChar in vietkey.cpp of
github.com/hochanh/unikey-source, commit e3b8f3b.

EVKey has no public source: github.com/lamquangminh/EVKey, commit 0744664, holds its programs and the source of its
updater alone. That UniKey and EVKey reach Windows consoles with 0x08 for Backspace is what users report
(github.com/google-gemini/gemini-cli/pull/26090)."""

TELEX_LONG = ("d", "<đ", "u", "o", "<<ươ", "<<ườ", "n", "g", " ", "t", "h", "u", "o", "<<ươ", "n", "g")
"""đường thương: several letters replaced at once."""

RESTORED_WORD = ("t", "o", "a", "n", "<<<òan", "<<<oan", "s")
"""An input method that takes its tone back and gives the letters as typed."""

OPENKEY = ("x", "i", "n", " ", "c", "h", "a", f"{NARROW}<<à", "o")
"""xin chào: before its Backspaces a filler, and one Backspace more. Its default, "Sửa lỗi trên trình duyệt".
Source: SendEmptyCharacter and backspaceCount++ in Sources/OpenKey/win32/OpenKey/OpenKey/OpenKey.cpp and
Sources/OpenKey/macOS/ModernKey/OpenKey.mm of github.com/tuyenvm/OpenKey, commit 8f46d77."""

OPENKEY_LATE = ("x", "i", "n", " ", "c", "h", "a", "o", f"{NARROW}<<<ào")
"""The tone typed at the end of the word: two letters are replaced, three Backspaces sent."""

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
OPENKEY_PASTED = ("x", "i", "n", " ", "c", "h", "a", f"{NARROW}<<{PASTE_BEGINS}à{PASTE_ENDS}", "o")
"""With "Gửi từng phím" off on Windows letters are pasted: setClipboardText and Shift+Insert in SendNewCharString."""

OPENKEY_JOINER = ("c", "h", "a", "\u200c<<à", "o")
"""As in the programs of its _niceSpaceApp list on macOS."""

SHIFT_LEFT = "\x1b[1;2D"
OPENKEY_SELECTING = ("c", "h", "a", f"{SHIFT_LEFT}à", "o", " ", "c", "h", "a", "o", f"{SHIFT_LEFT}<<ào")
"""In terminals within a Chromium browser, where "Sửa lỗi Chromium" is on: Shift+Left in place of the filler, and no
Backspace at all for a single letter, for the selection is replaced. Source: the branch vFixChromiumBrowser."""

BAMBOO = ("v", "i", "e", "<ê", "t", "<<ệt", " ")
"""ibus-bamboo without underline: as many Backspaces as letters differ, then what stands there now, each committed by
itself. Source: getOffsetRunes, SendBackSpace and bsCommitText in engine_backspace.go of
github.com/BambooEngine/ibus-bamboo, commit 49e03d7."""

BAMBOO_SELECTING = ("v", "i", "e", f"{SHIFT_LEFT}ê", "t", f"{SHIFT_LEFT}{SHIFT_LEFT}ệt")
"""ibus-bamboo's ForwardKeyEvent II: Shift+Left over what changes, which the letters then replace. Source: the branch
ShiftLeftForwardingIM of SendBackSpace, as above."""

COMMITTED = ("việt", " ", "nam")
"""fcitx5-unikey and ibus-bamboo's default compose in a preedit and commit whole words. Source: UnikeyState::commit in
src/unikey-im.cpp of github.com/fcitx/fcitx5-unikey, commit 6ea3b37; commitPreeditAndReset in ibus-bamboo's
engine_preedit.go. Windows' built-in Telex composes a syllable in a composition of the Text Services Framework, which
Windows Terminal hands over when it ends (github.com/microsoft/terminal/issues/11479); its source is not public."""

MACOS = ("g", "o", "<õ", " ", "t", "i", "e", "<ê", "n", "g", "<<<ếng")
"""Telex on macOS in a terminal, built in or not: letters at once, then as many DEL as letters change and these anew.
Its source is not public; the stream is the one behind a report of a program that lost the DELs, "go õ tieng êng iếng"
(github.com/CommandCodeAI/command-code/issues/502)."""

CASES = {
    "unikey": (stream(*TELEX), "việt nam"),
    "evkey, 0x08 for Backspace": (stream(*TELEX, backspace=CTRL_H), "việt nam"),
    "openkey, xin chào": (stream(*OPENKEY), "xin chào"),
    "openkey, the tone at the end": (stream(*OPENKEY_LATE), "xin chào"),
    "openkey, letters by the clipboard": (stream(*OPENKEY_PASTED), "xin chào"),
    "openkey, selecting": (stream(*OPENKEY_SELECTING), "chào chào"),
    "openkey, a joiner as filler": (stream(*OPENKEY_JOINER), "chào"),
    "openkey, longer replacements": (stream(*TELEX_LONG), "đường thương"),
    "ibus-bamboo, without underline": (stream(*BAMBOO), "việt "),
    "ibus-bamboo, selecting": (stream(*BAMBOO_SELECTING), "việt"),
    "macOS": (stream(*MACOS), "gõ tiếng"),
    "fcitx5-unikey, ibus-bamboo, Windows: whole words": (stream(*COMMITTED), "việt nam"),
    "taken back": (stream(*RESTORED_WORD), "toans"),
    "windows layout, bare combining tones": (stream("v", "i", "ê", "\u0323", "t"), "việt"),
    "macOS paste, decomposed": (
        [b"\x1b[200~" + unicodedata.normalize("NFD", "Đề nghị sửa quy chế").encode() + b"\x1b[201~"],
        "Đề nghị sửa quy chế",
    ),
}


def typed(case: Terminal, out: Path, expected: str) -> str:
    """What stands in the field once it is what it should be, or when patience ends."""

    def reached() -> bool:
        return out.exists() and out.read_text(encoding="utf-8") == expected

    case.until(
        reached, f"expected {expected!r}, have {out.read_text(encoding='utf-8') if out.exists() else ''!r}"
    )
    return out.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["field", "editor"])
def test_every_input_method_gives_the_right_letters_fused_in_one_read(kind: str, tmp_path: Path) -> None:
    """All streams in one program: between two of them the field is emptied by as many Backspaces."""
    out = tmp_path / "out"
    with terminal(["-m", "tests.terminal.typing_app", kind, str(out)]) as program:
        program.shows("READY")
        for name, (strokes, expected) in CASES.items():
            for stroke in strokes:
                program.type(stroke)
                program.read(0.01)
            assert typed(program, out, expected) == expected, name
            program.type(BS * len(expected))
            typed(program, out, "")


@pytest.mark.parametrize("kind", ["field", "editor"])
def test_bytes_that_come_apart_or_all_at_once_give_the_same_letters(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    strokes, expected = CASES["unikey"]
    with terminal(["-m", "tests.terminal.typing_app", kind, str(out), "pouring"]) as program:
        program.shows("READY")
        for byte in b"".join(strokes):  # also splits UTF-8 between reads
            program.type(bytes([byte]))
            program.read(0.002)
        typed(program, out, expected)
        program.type(BS * len(expected))
        typed(program, out, "")
        program.type(b"".join(strokes))
        typed(program, out, expected)


FIELDS_OF_THE_CONSOLE = {
    "the search": (b"/", "Tìm từ"),
    "the palette": (b":", "Cần thực hiện"),
    "a slip being typed in": (b"y", "Mỗi dòng là một câu hỏi"),
    "a number to go to": (b"#", "Đến câu hỏi"),
    "a long answer": (b"r", "Ctrl+E"),
}


NUMBER_HOLDS = 8
"""The field for a number takes no longer text, the filler of OpenKey among it."""


def stands(console: Terminal, text: str) -> bool:
    return text in console.text


@pytest.mark.parametrize("field", FIELDS_OF_THE_CONSOLE)
def test_every_field_of_the_console_takes_every_input_method_while_questions_pour_in(
    field: str, tmp_path: Path
) -> None:
    """Between two streams the field is emptied by as many Backspaces as there are letters in it."""
    writing = kept(tmp_path, hall())
    run = "import sys, tui; from pathlib import Path; sys.exit(tui.run_console(Path(sys.argv[1])))"
    key, told = FIELDS_OF_THE_CONSOLE[field]
    with terminal(["-c", run, str(tmp_path)]) as console:
        console.shows("Phần mềm một cửa")
        console.type(key)
        console.shows(told)
        for asked, (name, (strokes, expected)) in enumerate(CASES.items(), start=101):
            if field == "a number to go to" and len(expected) > NUMBER_HOLDS:
                continue
            console.hides(expected)
            writing.put(put("questions", asked, question(asked, f"Câu vừa gửi {asked}")))
            for stroke in strokes:
                console.type(stroke)
                console.read(0.01)
            console.until(partial(stands, console, expected.rstrip()), f"{field}, {name}: {expected!r}")
            console.type(BS * len(expected))
            console.hides(expected.rstrip())
    writing.close()


def test_enter_and_tab_in_a_burst_leave_every_letter_in_its_own_field(tmp_path: Path) -> None:
    """A fast typist on a busy laptop: the letters after Enter come before the field after it has the keyboard."""
    writing = kept(tmp_path, hall())
    run = "import sys, tui; from pathlib import Path; sys.exit(tui.run_console(Path(sys.argv[1])))"
    with terminal(["-c", run, str(tmp_path)]) as console:
        console.shows("Phần mềm một cửa")
        console.type(b"g")
        console.shows("Đơn vị chủ trì")
        console.type("Đội Tham mưu\t+7".encode())
        console.shows("+7 ")
        assert "Đội Tham mưu " in console.text
        console.type(b"\x1b")
        console.hides("Đơn vị chủ trì")
        console.type(b"y")
        console.shows("Mỗi dòng là một câu hỏi")
        console.type("Phiếu một\rPhiếu hai\rPhiếu ba".encode())
        for line in ("× Phiếu một ", "× Phiếu hai ", "   Phiếu ba "):  # there is no server to take them
            console.shows(line)
    writing.close()
