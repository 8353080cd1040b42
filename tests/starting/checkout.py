"""A folder with start.py in it whose environment is already set up, with the libraries of this test run."""

from __future__ import annotations

import importlib.util
import shutil
from typing import TYPE_CHECKING

from tests.scenarios.building import ROOT, environment, site_packages

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def start_module(path: Path = ROOT / "start.py") -> ModuleType:
    """start.py as a module, believing itself to be in `path`'s folder."""
    spec = importlib.util.spec_from_file_location("start", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def set_up_checkout(folder: Path) -> Path:
    """Make the folder; return its start.py, which has nothing left to set up and runs this repository's code."""
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    for name in ("start.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    python = environment(folder / ".venv")
    site_packages(python).joinpath("project.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    start = start_module(folder / "start.py")
    start._stamp("dev").write_text(start._fingerprint("dev"), encoding="ascii")
    return folder / "start.py"
