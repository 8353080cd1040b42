"""A process of the program's own finds the rooms wherever this one found them, and nothing of where it is started."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from link.own_process import own_command
from tests.scenarios.building import environment
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
    )


def test_it_runs_a_module_with_its_arguments_as_python_m_does(tmp_path: Path) -> None:
    done = run(own_command("json.tool", "--no-such-option"), tmp_path)
    assert done.returncode == 2
    assert "usage:" in done.stderr
    assert "--no-such-option" in done.stderr


def test_it_needs_no_installation_of_the_program(tmp_path: Path) -> None:
    """As where somebody runs a checkout with a Python that has the libraries alone."""
    python = environment(tmp_path / "environment")
    bare = run([str(python), "-c", "import doithoai"], tmp_path)
    assert "ModuleNotFoundError" in bare.stderr
    done = run([str(python), *own_command("doithoai", "--version")[1:]], tmp_path)
    assert done.stdout.startswith("doithoai")


def test_a_module_in_the_folder_it_is_started_in_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("print('executed')", encoding="utf-8")
    (tmp_path / "textwrap.py").write_text("print('executed')", encoding="utf-8")
    for module in ("planted", "doithoai"):
        done = run(own_command(module, "--version"), tmp_path)
        assert "executed" not in done.stdout
    assert run([sys.executable, "-m", "planted"], tmp_path).stdout == "executed\n"
