"""Building what people install, and installing it into an empty environment, all without a network."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import venv
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS = frozenset(SETTINGS["tool"]["importlinter"]["root_packages"]) - {"tools", "tests", "benchmarks"}
"""Every package that belongs to the product."""

LIBRARIES = Path(click.__file__).resolve().parents[1]
"""The folder of the libraries that this test run uses."""

SECONDS = 120


def build(kind: str, folder: Path, source: Path = ROOT) -> Path:
    """Build the "wheel" or "sdist" of the project in `source` into `folder`; return the file."""
    command = [sys.executable, "-P", "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    done = subprocess.run(
        command, cwd=source, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return built


def unpacked(sdist: Path, folder: Path) -> Path:
    """The project's folder as the source distribution holds it."""
    with tarfile.open(sdist) as opened:
        opened.extractall(folder, filter="data")
    (project,) = folder.iterdir()
    return project


def environment(folder: Path) -> Path:
    """Make an environment that knows the libraries and no project; return its Python."""
    venv.create(folder, with_pip=False, symlinks=sys.platform != "win32")
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    site_packages(python).joinpath("libraries.pth").write_text(f"{LIBRARIES}\n", encoding="utf-8")
    return python


def site_packages(python: Path) -> Path:
    """Where the environment of `python` keeps what is installed into it."""
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    done = subprocess.run([str(python), "-I", "-c", asked], capture_output=True, encoding="utf-8", check=True)
    return Path(done.stdout.strip())


def install(python: Path, wheel: Path) -> None:
    """Install `wheel`, and nothing else, into the environment of `python`."""
    pip = [sys.executable, "-P", "-m", "pip", "--python", str(python)]
    options = ["install", "--quiet", "--no-index", "--no-deps", "--no-compile", str(wheel)]
    subprocess.run([*pip, *options], capture_output=True, timeout=SECONDS, check=True)


def program(python: Path) -> Path:
    """The command `doithoai` in the environment of `python`."""
    return python.with_name("doithoai.exe" if sys.platform == "win32" else "doithoai")
