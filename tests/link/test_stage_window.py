"""The projector's window: which terminal is started and how, and that a real one opens and shows the stage."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import split

import pytest

from link import stage_window
from link.terminal_window import Spot, Surroundings, launch, monitors, typed
from meeting.refusal import Refusal
from tests.systems import unix

COMMAND = ["/opt/python", "-P", "/opt/own process.py", "doithoai", "stage", "/home/a b/phien"]


def on_linux(*programs: str, spot: Spot | None = None, **environment: str) -> Surroundings:
    found = {name: f"/usr/bin/{name}" for name in programs}
    return Surroundings("linux", environment, found.get, spot)


@unix
def test_the_terminal_is_named_by_its_whole_path_and_given_the_command_as_it_is() -> None:
    found = launch(COMMAND, on_linux("xterm", "konsole", DISPLAY=":0"), "Đối thoại")
    assert found is not None
    assert found.command[0] == "/usr/bin/konsole"
    assert found.command[-len(COMMAND) :] == COMMAND


def test_it_opens_on_the_second_display_where_the_terminal_can_be_told() -> None:
    found = launch(COMMAND, on_linux("xterm", spot=Spot(1920, 0), DISPLAY=":0"), "")
    assert found is not None
    assert found.command[1:3] == ["-geometry", "80x24+1920+0"]
    found = launch(COMMAND, on_linux("gnome-terminal", spot=Spot(1920, 0), DISPLAY=":0"), "")
    assert found is not None
    assert found.command[1] == "--geometry=80x24+1920+0"


@pytest.mark.parametrize(
    "around", [on_linux("xterm"), on_linux(DISPLAY=":0"), on_linux("xterm", WAYLAND_DISPLAY="wayland-0")]
)
def test_where_no_window_can_be_opened_nothing_is_started(around: Surroundings) -> None:
    assert launch(COMMAND, around, "") is None


@unix
async def test_the_host_is_told_what_to_type_where_no_window_can_be_opened(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no-terminal") as refused:
        await stage_window.open_window(tmp_path, "", on_linux())
    told = str(refused.value.params["command"])
    assert split(told) == stage_window.command(tmp_path)


@unix
async def test_a_terminal_that_fails_is_named(tmp_path: Path) -> None:
    around = Surroundings("linux", {"DISPLAY": ":0"}, {"xterm": "/bin/false"}.get)
    with pytest.raises(Refusal, match="window-failed") as refused:
        await stage_window.open_window(tmp_path, "", around)
    assert refused.value.params["program"] == "/bin/false"


def test_on_windows_a_console_of_its_own_opens_where_there_is_no_windows_terminal() -> None:
    around = Surroundings("win32", {"LOCALAPPDATA": "C:\\Users\\a\\AppData\\Local"}, lambda _name: None)
    found = launch(COMMAND, around, "Đối thoại")
    assert found == (COMMAND, True)


def test_windows_terminal_is_told_the_display_and_semicolons_part_nothing() -> None:
    around = Surroundings("win32", {"LOCALAPPDATA": "C:\\L"}, lambda name: name, Spot(-1920, 0))
    found = launch([*COMMAND, "a;b"], around, "Đối thoại")
    assert found is not None
    assert "--pos" in found.command
    assert "-1920,0" in found.command
    assert found.command[-1] == "a\\;b"
    assert found.command[0].endswith("wt.exe")


def test_on_macos_a_script_that_takes_itself_away_carries_the_command_and_the_settings() -> None:
    around = Surroundings("darwin", {"DOITHOAI_DATA": "/Users/a b", "SECRET": "x"}, lambda _name: None)
    found = launch(COMMAND, around, "")
    assert found is not None
    script = Path(found.command[-1])
    text = script.read_text(encoding="utf-8")
    script.unlink()
    assert found.command[:4] == ["/usr/bin/open", "-n", "-a", "Terminal"]
    assert split(text.strip().splitlines()[-1])[1:] == COMMAND
    assert "DOITHOAI_DATA='/Users/a b'" in text
    assert "SECRET" not in text


def test_the_second_display_is_read_from_what_xrandr_lists() -> None:
    listed = "Monitors: 2\n 0: +*eDP-1 1920/309x1080/174+0+0  eDP-1\n 1: +HDMI-1 1280/509x1024/286+1920+56  HDMI-1\n"
    assert monitors(listed) == [(Spot(0, 0), True), (Spot(1920, 56), False)]
    assert monitors("") == []


def test_a_command_to_type_keeps_its_spaces_on_both_systems() -> None:
    assert split(typed(COMMAND, "linux")) == COMMAND
    assert '"/opt/own process.py"' in typed(COMMAND, "win32")
    assert os.sep not in typed(["a"], "linux")
