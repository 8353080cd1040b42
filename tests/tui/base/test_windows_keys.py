"""Letters that Unikey composed on Windows, through the input path of Textual's own driver for Windows."""

from __future__ import annotations

import asyncio
import ctypes
import importlib
import sys
import threading
import types
from ctypes import wintypes
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input, TextArea

from tests.waiting import until
from tui.app import DoithoaiApp
from tui.widgets.editor import Editor
from tui.widgets.field import Field
from tui.windows_keys import CAPS_LOCK, NUM_LOCK, SCROLL_LOCK, keep_composed_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

WAIT_TIMEOUT = 0x102
VK_BACK, VK_PACKET = 0x08, 0xE7

Stroke = tuple[int, str]
"""A virtual key code and the character that comes with it."""


def unikey(code: int) -> list[Stroke]:
    """ "đường việt" as Unikey types it: what a tone changes is taken back, and the composed letter has key `code`."""
    back = (VK_BACK, "\x08")
    word = [(0x44, "d"), back, (code, "đ"), (code, "ư"), (code, "ờ"), (0x4E, "n"), (0x47, "g"), (0x20, " ")]
    return [*word, (0x56, "v"), (0x49, "i"), (0x45, "e"), back, (code, "ê"), back, (code, "ệ"), (0x54, "t")]


class Console:
    """The part of kernel32 that the driver reads from: key records, one down and one up for each stroke."""

    def __init__(self, win32: Any) -> None:
        self._win32 = win32
        self._records: list[Any] = []
        self._lock = threading.Lock()

    def type(self, strokes: list[Stroke], state: int) -> None:
        """Press and release each key with the lock keys in `state`."""
        with self._lock:
            self._records += [
                self._record(*stroke, state, down) for stroke in strokes for down in (True, False)
            ]

    def _record(self, code: int, letter: str, state: int, down: bool) -> Any:
        record = self._win32.INPUT_RECORD()
        record.EventType = 1
        key = record.Event.KeyEvent
        key.bKeyDown, key.wRepeatCount, key.wVirtualKeyCode = down, 1, code
        key.uChar.UnicodeChar, key.dwControlKeyState = letter, state
        return record

    def GetStdHandle(self, _which: int) -> int:  # noqa: N802  Windows' name, as the next two
        return 1

    def WaitForMultipleObjects(self, *_arguments: Any) -> int:  # noqa: N802
        with self._lock:
            return 0 if self._records else WAIT_TIMEOUT

    def ReadConsoleInputW(self, _handle: Any, records: Any, size: int, read: Any) -> int:  # noqa: N802
        with self._lock:
            taken, self._records = self._records[:size], self._records[size:]
        for place, record in enumerate(taken):
            records._obj[place] = record
        read._obj.value = len(taken)
        return 1


@pytest.fixture
def win32(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Textual's module for Windows, on any system."""
    if sys.platform != "win32":
        kernel = types.SimpleNamespace(GetStdHandle=types.SimpleNamespace())
        monkeypatch.setattr(ctypes, "WinDLL", lambda *_names, **_options: kernel, raising=False)
        monkeypatch.setitem(sys.modules, "msvcrt", types.ModuleType("msvcrt"))
    monkeypatch.delitem(sys.modules, "textual.drivers.win32", raising=False)
    yield importlib.import_module("textual.drivers.win32")
    sys.modules.pop("textual.drivers.win32", None)


class Typing(DoithoaiApp[None]):
    """One field that has the keyboard."""

    def __init__(self, field: type[Field | Editor]) -> None:
        super().__init__()
        self._field = field

    def compose(self) -> ComposeResult:
        yield self._field()


def value(app: Typing) -> str:
    """What stands in the field."""
    focused = app.focused
    assert isinstance(focused, (Input, TextArea))
    return focused.value if isinstance(focused, Input) else focused.text


@pytest.mark.parametrize("field", [Field, Editor])
@pytest.mark.parametrize("code", [0, VK_PACKET])
@pytest.mark.parametrize("state", [0, NUM_LOCK, NUM_LOCK | CAPS_LOCK | SCROLL_LOCK])
async def test_every_composed_letter_arrives_with_and_without_lock_keys(
    win32: Any, field: type[Field | Editor], code: int, state: int
) -> None:
    console = Console(win32)
    win32.KERNEL32, win32.GetStdHandle = console, console.GetStdHandle
    keep_composed_letters()
    keep_composed_letters()
    app = Typing(field)
    leaving = threading.Event()
    async with app.run_test():
        await until(lambda: app.focused is not None)
        assert app._driver is not None
        monitor = win32.EventMonitor(asyncio.get_running_loop(), app, leaving, app._driver.process_message)
        monitor.start()
        try:
            console.type(unikey(code), state)
            await until(lambda: value(app) == "đường việt")
        finally:
            leaving.set()
            await asyncio.to_thread(monitor.join)


def test_a_reference_is_read_as_ctypes_gives_it() -> None:
    count = wintypes.DWORD(3)
    assert ctypes.byref(count)._obj.value == 3  # type: ignore[attr-defined]  # undocumented, so it is watched here
