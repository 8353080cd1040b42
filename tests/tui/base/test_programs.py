"""Programs are started by absolute paths, and a quoted EDITOR is the program it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.programs import split_command, windows_program


def test_a_program_of_windows_is_named_by_its_absolute_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", "C:\\WINDOWS")
    assert windows_program("System32", "notepad.exe").startswith("C:\\WINDOWS")
    monkeypatch.delenv("SYSTEMROOT")
    assert windows_program("explorer.exe").startswith("C:\\Windows")


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("notepad", ["notepad"]),
        (
            r'"C:\Program Files\Notepad++\notepad++.exe" -multiInst',
            [r"C:\Program Files\Notepad++\notepad++.exe", "-multiInst"],
        ),
        (r"C:\vim\vim.exe -u NONE", [r"C:\vim\vim.exe", "-u", "NONE"]),
        ("'C:\\Tập tin\\e.exe'", ["C:\\Tập tin\\e.exe"]),
    ],
)
def test_a_setting_of_windows_keeps_its_backslashes_and_loses_its_quotes(
    setting: str, expected: list[str]
) -> None:
    assert split_command(setting, windows=True) == expected


def test_a_path_with_spaces_and_no_quotes_is_one_program_where_it_is_there(tmp_path: Path) -> None:
    program = tmp_path / "my editor.exe"
    program.touch()
    assert split_command(str(program), windows=True) == [str(program)]


def test_elsewhere_a_setting_is_split_as_a_shell_does() -> None:
    assert split_command("'/opt/my editor' --wait", windows=False) == ["/opt/my editor", "--wait"]
