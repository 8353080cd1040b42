"""Letters that an input method composed, on Windows: Textual's driver drops them while a lock key is on.

Unikey and Windows' own keyboard hand over a composed letter as a key without a virtual key code. The driver leaves such
a record out where `dwControlKeyState` says anything, and with Num Lock on, as on most desks, it always does
(KEY_EVENT_RECORD, https://learn.microsoft.com/windows/console/key-event-record-str).
"""

from __future__ import annotations

from typing import Any

KEY_EVENT = 1
NUM_LOCK, SCROLL_LOCK, CAPS_LOCK = 0x20, 0x40, 0x80
LOCKS = NUM_LOCK | SCROLL_LOCK | CAPS_LOCK


class UnlockedKernel:
    """The console's calls, except that a letter without a key code says nothing of lock keys."""

    def __init__(self, kernel: Any) -> None:
        self._kernel = kernel

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kernel, name)

    def ReadConsoleInputW(self, handle: Any, records: Any, size: int, read: Any) -> Any:  # noqa: N802 - Windows' name
        """As Windows' own; `records` and `read` are references (`ctypes.byref`)."""
        status = self._kernel.ReadConsoleInputW(handle, records, size, read)
        for record in records._obj[: read._obj.value]:
            if record.EventType == KEY_EVENT:
                key = record.Event.KeyEvent
                if key.wVirtualKeyCode == 0 and key.uChar.UnicodeChar >= " ":
                    key.dwControlKeyState &= ~LOCKS
        return status


def keep_composed_letters() -> None:
    """Let the driver of this process take every composed letter. Windows only; harmless a second time."""
    from textual.drivers import win32

    module: Any = win32
    if not isinstance(module.KERNEL32, UnlockedKernel):
        module.KERNEL32 = UnlockedKernel(module.KERNEL32)
