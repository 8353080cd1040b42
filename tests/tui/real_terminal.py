"""A real terminal on a virtual display: what its window shows, as a picture."""

from __future__ import annotations

import os
import struct
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.conftest import require_program
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

DISPLAY_SIZE = (1700, 1300)
XWD_FIELDS = 25


class Terminal:
    """An xterm with a program in it."""

    def __init__(self, framebuffer: Path) -> None:
        self._framebuffer = framebuffer

    def picture(self, path: Path) -> Path:
        """The display as a PPM file, read from the virtual display's own memory (X window dump format)."""
        data = self._framebuffer.read_bytes()
        header = struct.unpack(f">{XWD_FIELDS}I", data[: 4 * XWD_FIELDS])
        size, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
        pixels = data[size + 12 * colours :]
        rows = bytearray()
        for y in range(height):
            row = pixels[y * line : y * line + 4 * width]
            rgb = bytearray(3 * width)
            rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
            rows += rgb
        path.write_bytes(b"P6 %d %d 255\n" % (width, height) + rows)
        return path


@contextmanager
def xterm(
    command: Sequence[str],
    folder: Path,
    columns: int,
    rows: int,
    font_size: int,
    face: str = "DejaVu Sans Mono",
) -> Iterator[Terminal]:
    """Run `command` in an xterm of this size on a display of its own; both are ended afterwards."""
    server, terminal = require_program("Xvfb"), require_program("xterm")
    reading, writing = os.pipe()
    screen = f"{DISPLAY_SIZE[0]}x{DISPLAY_SIZE[1]}x24"
    display = subprocess.Popen(
        [
            server,
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            screen,
            "-fbdir",
            str(folder),
            "-nolisten",
            "tcp",
        ],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    window = None
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        geometry = f"{columns}x{rows}+0+0"
        look = [
            "-fa",
            face,
            "-fs",
            str(font_size),
            "-geometry",
            geometry,
            "-b",
            "0",
            "-bg",
            "black",
            "-fg",
            "white",
        ]
        window = subprocess.Popen(
            [terminal, *look, "-e", *command],
            env={**os.environ, "DISPLAY": f":{number}", "LC_ALL": "C.UTF-8", "COLORTERM": "truecolor"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        yield Terminal(folder / "Xvfb_screen0")
    finally:
        for process in (window, display):
            if process is not None:
                process.terminate()
                process.wait(timeout=PATIENCE)


def until(seconds: float) -> Iterator[None]:
    """Yield again and again until `seconds` have passed."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        yield
        time.sleep(0.2)
