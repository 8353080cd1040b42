"""A program on a pseudo-terminal of its own: what it sends, what a terminal would show, and how it leaves it."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pyte
import pytest

from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

ROWS, COLUMNS = 30, 100

NO_TERMINAL = "Windows has no pseudo-terminals of this kind"

PRESSED_AGAIN = 5.0
"""Seconds after which a key that did nothing is pressed once more."""

MODES = (1049, 1000, 1003, 1006, 1004, 2004, 25)
"""Modes that must stand, when the program has left, as they stood before."""


class Terminal:
    """The parent's end of the pseudo-terminal."""

    def __init__(self, process: subprocess.Popen[bytes], descriptor: int) -> None:
        self.process = process
        self._descriptor = descriptor
        self.sent = bytearray()
        """Every byte the program wrote."""
        self._drawn = 0
        """How many of them stand on the screen; the rest is drawn when somebody looks."""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)

    def type(self, keys: bytes) -> None:
        """Send bytes as one write, as an input method does."""
        os.write(self._descriptor, keys)

    def flood(self, data: bytes) -> None:
        """Send much more than the terminal takes at once, reading what comes back meanwhile."""
        if sys.platform == "win32":
            pytest.skip(NO_TERMINAL)
        os.set_blocking(self._descriptor, False)
        try:
            rest = memoryview(data)
            while rest:
                with suppress(BlockingIOError):
                    rest = rest[os.write(self._descriptor, rest) :]
                self.read(0.005)
        finally:
            os.set_blocking(self._descriptor, True)

    def resize(self, rows: int, columns: int) -> None:
        """Give the terminal another size."""
        if sys.platform == "win32":
            pytest.skip(NO_TERMINAL)
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        """Close the terminal's window."""
        os.close(self._descriptor)

    def read(self, seconds: float = 0.05) -> None:
        """Take in what the program sends within this time."""
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return
        try:
            data = os.read(self._descriptor, 65536)
        except OSError:
            return
        self.sent += data

    def _draw(self) -> None:
        data, self._drawn = bytes(self.sent[self._drawn :]), len(self.sent)
        # pyte knows no alternate screen, which begins empty, and prints the end of a private question as text.
        _, entered, after = data.rpartition(b"\x1b[?1049h")
        if entered:
            self._screen.reset()
        self._stream.feed(re.sub(rb"\x1b\[\?\d+\$p|\x1b\[[<>=]\d*u", b"", after))

    @property
    def text(self) -> str:
        """What stands on the screen now."""
        self._draw()
        # Not by pyte's own `display`, which falls over half of a wide letter that was painted over.
        screen = self._screen
        return "\n".join(
            "".join(screen.buffer[y][x].data for x in range(screen.columns)) for y in range(screen.lines)
        )

    def forget(self) -> None:
        """Let go of what was sent so far; what stands on the screen stays."""
        self._draw()
        self.sent.clear()
        self._drawn = 0

    def until(self, reached: Callable[[], bool], what: str) -> None:
        """Read until `reached`; fail with the screen if it takes too long."""
        deadline = time.monotonic() + PATIENCE
        while not reached():
            assert time.monotonic() < deadline, f"{what}\n{self.text}"
            self.read()

    def shows(self, text: str) -> None:
        """Wait until `text` stands on the screen."""
        self.until(lambda: text in self.text, f"never showed {text!r}")

    def hides(self, text: str) -> None:
        """Wait until `text` no longer stands on the screen."""
        self.until(lambda: text not in self.text, f"still showed {text!r}")

    def leave(self) -> int:
        """Press Ctrl+Q, again where a flood before it swallowed the key as a person would; return the exit status."""
        pressed = 0.0

        def is_gone() -> bool:
            nonlocal pressed
            if self.process.poll() is None and time.monotonic() - pressed > PRESSED_AGAIN:
                pressed = time.monotonic()
                with suppress(OSError):  # it may have ended just now
                    self.type(b"\x11")
            return self.process.poll() is not None

        self.until(is_gone, "never ended")
        return self.ended()

    def ended(self) -> int:
        """Wait for the program to end; return its exit status."""
        self.until(lambda: self.process.poll() is not None, "never ended")
        before = -1
        while before != len(self.sent):
            before = len(self.sent)
            self.read(0.1)
        return self.process.returncode

    def wait(self, seconds: float) -> None:
        """Read for as long as a person waits between two keys."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.read()

    def modes_left(self) -> dict[int, bool]:
        """Each mode as the program last set it; True is set."""
        left = {}
        for mode in MODES:
            settings = re.findall(rb"\x1b\[\?%d([hl])" % mode, self.sent)
            if settings:
                left[mode] = settings[-1] == b"h"
        return left


RESTORED = {1049: False, 1000: False, 1003: False, 1006: False, 1004: False, 2004: False, 25: True}
"""The alternate screen left, mouse and paste reports off, the cursor shown."""


@contextmanager
def terminal(
    arguments: Sequence[str], *, folder: Path | None = None, **environment: str
) -> Iterator[Terminal]:
    """Run `python arguments` on a pseudo-terminal; it is ended afterwards, whatever happened."""
    if sys.platform == "win32":
        pytest.skip(NO_TERMINAL)
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    settings = {
        **os.environ,
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "COLORTERM": "truecolor",
        "TEXTUAL_ANIMATIONS": "none",
        **environment,
    }
    for inherited in ("COLUMNS", "LINES"):  # a test runner sets these for itself
        settings.pop(inherited, None)

    def own_session() -> None:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=settings,
        cwd=folder,
        preexec_fn=own_session,
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait(timeout=PATIENCE)
        with suppress(OSError):
            os.close(ours)
