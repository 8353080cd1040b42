"""A window of its own for a screen of this program: which terminal this laptop has, and how one is started in it.

Every program is named by its whole path, found by looking; none is trusted to be on the path of another process.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SCRIPT_MODE = 0o700
PATIENCE = 1.5
"""Seconds after which a terminal that has not failed is taken to have opened."""

DISPLAYS_SECONDS = 3.0


class Spot(NamedTuple):
    """The upper left corner of a display, in pixels of the whole desktop."""

    x: int
    y: int


class Emulator(NamedTuple):
    """One terminal program of Linux desktops: its name, what makes it fill the display, and what precedes a command.

    `place` is the option for where it opens, with `{x}` and `{y}`; empty where it has none.
    """

    name: str
    full: tuple[str, ...]
    before_command: tuple[str, ...]
    place: str = ""


EMULATORS = (
    Emulator("kitty", ("--start-as=fullscreen",), ("--",)),
    Emulator("foot", ("--fullscreen",), ("--",)),
    Emulator("alacritty", ("--option", "window.startup_mode='Fullscreen'"), ("-e",)),
    Emulator("gnome-terminal", ("--wait", "--full-screen"), ("--",), "--geometry=80x24+{x}+{y}"),
    Emulator("ptyxis", ("--standalone", "--maximize"), ("--",)),
    Emulator("konsole", ("--separate", "--fullscreen"), ("-e",)),
    Emulator("xfce4-terminal", ("--disable-server", "--fullscreen"), ("-x",), "--geometry=80x24+{x}+{y}"),
    Emulator("mate-terminal", ("--disable-factory", "--full-screen"), ("-x",), "--geometry=80x24+{x}+{y}"),
    Emulator("terminator", ("--no-dbus", "--fullscreen"), ("-x",)),
    Emulator("lxterminal", ("--no-remote",), ("-e",), "--geometry=80x24+{x}+{y}"),
    Emulator("qterminal", (), ("-e",)),
    Emulator("wezterm", ("start", "--always-new-process"), ("--",)),
    Emulator("urxvt", (), ("-e",), "-geometry=80x24+{x}+{y}"),
    Emulator(
        "xterm",
        ("-fullscreen", "-u8", "-fa", "Monospace", "-fs", "20", "-bg", "black", "-fg", "white"),
        ("-e",),
        "-geometry=80x24+{x}+{y}",
    ),
)
"""Looked for in this order; the last is on nearly every desktop with X."""

LONG_OPTION = "--"


class Launch(NamedTuple):
    """How a window is started: the command, and on Windows what makes it a console of its own, maximised."""

    command: list[str]
    own_console: bool = False


class Surroundings(NamedTuple):
    """What is looked at to find a terminal; `which` gives the whole path of a program, or None."""

    system: str
    environment: dict[str, str]
    which: Callable[[str], str | None]
    spot: Spot | None = None
    """Where the second display begins; None where there is one display, or nobody can tell."""


def surroundings() -> Surroundings:
    """Those of this laptop."""
    return Surroundings(sys.platform, dict(os.environ), shutil.which, second_display())


def launch(command: Sequence[str], around: Surroundings, title: str) -> Launch | None:
    """How `command` gets a window of its own here; None where nothing here can open one."""
    if around.system == "win32":
        return _on_windows(command, around, title)
    if around.system == "darwin":
        return Launch(["/usr/bin/open", "-n", "-a", "Terminal", str(_script(command, around))])
    if not (around.environment.get("DISPLAY") or around.environment.get("WAYLAND_DISPLAY")):
        return None
    needs_x = not around.environment.get("DISPLAY")
    for emulator in EMULATORS:
        path = around.which(emulator.name)
        if path is not None and not (needs_x and emulator.name in {"xterm", "urxvt"}):
            placed = _placed(emulator, around.spot)
            return Launch(
                [str(Path(path).absolute()), *placed, *emulator.full, *emulator.before_command, *command]
            )
    return None


def _placed(emulator: Emulator, spot: Spot | None) -> list[str]:
    if spot is None or not emulator.place:
        return []
    option = emulator.place.format(x=spot.x, y=spot.y)
    return [option] if option.startswith(LONG_OPTION) else option.split("=", 1)


def _on_windows(command: Sequence[str], around: Surroundings, title: str) -> Launch:
    """Windows Terminal where it is installed, which can be told the display; otherwise a console of its own."""
    aliases = Path(around.environment.get("LOCALAPPDATA", "")) / "Microsoft" / "WindowsApps" / "wt.exe"
    found = around.which(str(aliases))
    if found is None:
        return Launch(list(command), own_console=True)
    place = ["--pos", f"{around.spot.x},{around.spot.y}"] if around.spot is not None else []
    # A semicolon parts commands of Windows Terminal.
    safe = [part.replace(";", "\\;") for part in command]
    return Launch([found, "-w", "-1", *place, "--fullscreen", "new-tab", "--title", title, *safe])


def _script(command: Sequence[str], around: Surroundings) -> Path:
    """A script that Terminal opens, and that takes itself away: what `open` starts inherits nothing of this process."""
    kept = ("DOITHOAI_", "LANG", "LC_", "PATH", "PYTHON")
    exports = [
        f"export {name}={shlex.quote(value)}"
        for name, value in sorted(around.environment.items())
        if name.startswith(kept)
    ]
    spot = around.spot or Spot(0, 0)
    lines = [
        "#!/bin/sh",
        'rm -f -- "$0"',
        *exports,
        f"printf '\\033[3;{spot.x};{spot.y}t\\033[9;1t'",  # xterm's window operations: move there, fill the display
        f"exec {shlex.join(command)}",
        "",
    ]
    descriptor, name = tempfile.mkstemp(suffix=".command")
    with os.fdopen(descriptor, "w", encoding="utf-8") as script:
        script.write("\n".join(lines))
    path = Path(name)
    path.chmod(SCRIPT_MODE)
    return path


def start(found: Launch) -> subprocess.Popen[bytes]:
    """Start the window, cut loose from this process's terminal and signals. Raises OSError."""
    if sys.platform == "win32":
        startup = subprocess.STARTUPINFO()
        startup.dwFlags |= subprocess.STARTF_USESHOWWINDOW
        startup.wShowWindow = 3  # SW_MAXIMIZE
        flags = subprocess.CREATE_NEW_CONSOLE if found.own_console else subprocess.CREATE_NO_WINDOW
        return subprocess.Popen(found.command, creationflags=flags, startupinfo=startup)
    return subprocess.Popen(
        found.command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def second_display() -> Spot | None:
    """Where the display beside the main one begins, by what this system can tell."""
    try:
        corners = _corners_windows() if sys.platform == "win32" else _corners_x()
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return next((spot for spot, is_main in corners if not is_main), None)


def _corners_x() -> list[tuple[Spot, bool]]:
    """The displays of an X server, by `xrandr --listmonitors`: "0: +*eDP-1 1920/309x1080/174+0+0  eDP-1"."""
    program = shutil.which("xrandr")
    if program is None or not os.environ.get("DISPLAY"):
        return []
    listed = subprocess.run(
        [program, "--listmonitors"],
        capture_output=True,
        encoding="utf-8",
        timeout=DISPLAYS_SECONDS,
        check=False,
    )
    return monitors(listed.stdout)


def monitors(listed: str) -> list[tuple[Spot, bool]]:
    """The corner of each display in what `xrandr --listmonitors` prints, and whether it is the main one."""
    found = []
    for line in listed.splitlines()[1:]:
        words = line.split()
        if len(words) < 3:
            continue
        _size, x, y = words[2].split("+")
        found.append((Spot(int(x), int(y)), "*" in words[1]))
    return found


def _corners_windows() -> list[tuple[Spot, bool]]:
    """The displays of a Windows desktop; the main one begins at 0, 0."""
    import ctypes
    from ctypes import wintypes

    windows: Any = ctypes  # what is only there on Windows
    found: list[tuple[Spot, bool]] = []
    callback = windows.WINFUNCTYPE(
        ctypes.c_int, wintypes.HMONITOR, wintypes.HDC, ctypes.POINTER(wintypes.RECT), wintypes.LPARAM
    )

    def note(_monitor: int, _context: int, edges: Any, _data: int) -> int:
        corner = Spot(edges.contents.left, edges.contents.top)
        found.append((corner, corner == Spot(0, 0)))
        return 1

    windows.windll.user32.EnumDisplayMonitors(None, None, callback(note), 0)
    return found


def typed(command: Sequence[str], system: str = sys.platform) -> str:
    """`command` as a person types it into a terminal of this system."""
    return subprocess.list2cmdline(command) if system == "win32" else shlex.join(command)
