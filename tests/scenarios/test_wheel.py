"""What people install holds everything the program reads at run time, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "demonstration", "doithoai", "intake", "language", "link", "meeting", "minutes", "server", "store", "triage", "tui",
)  # fmt: skip
READ_AT_RUN_TIME = {
    ".tcss",
    ".css",
    ".js",
    ".html",
    ".json",
    ".jsonl",
    ".toml",
    ".typ",
    ".ttf",
    ".bin",
    ".svg",
}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def test_the_wheel_holds_every_data_file_of_every_room(names: set[str]) -> None:
    data = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in READ_AT_RUN_TIME
    }
    assert data
    assert data <= names


def test_the_wheel_holds_compiled_catalogues(names: set[str]) -> None:
    sources = [path.relative_to(ROOT) for path in (ROOT / "language").rglob("*.po")]
    assert sources
    assert {path.with_suffix(".mo").as_posix() for path in sources} <= names


def test_the_wheel_holds_no_tests_and_no_caches(names: set[str]) -> None:
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/")) or "__pycache__" in name]
