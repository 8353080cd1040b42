"""What people install holds everything the program reads at run time, nothing else, and takes one name."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.scenarios.building import ROOMS, ROOT, SETTINGS, build, unpacked

if TYPE_CHECKING:
    from pathlib import Path

READ_AT_RUN_TIME = {
    ".tcss",
    ".css",
    ".js",
    ".html",
    ".json",
    ".jsonl",
    ".model",
    ".toml",
    ".typ",
    ".ttf",
    ".bin",
    ".svg",
}
INSIDE = "doithoai/_app/"
NOT_INSTALLED = (
    "language/compile_catalogues.py",
    "store/tinydb_journal/pyproject.toml",
    "store/tinydb_journal/tests/",
)
"""What stands in a room's folder and is of no use at run time: the build step, and a library's own project."""


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    return names_in(build("wheel", tmp_path_factory.mktemp("wheel")))


def installed_as(path: Path) -> str:
    """Where a file of the repository stands in the wheel."""
    name = path.relative_to(ROOT).as_posix()
    return name if name.startswith("doithoai/") else INSIDE + name


def test_the_wheel_takes_one_name_beside_its_own_description(names: set[str]) -> None:
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"doithoai"}
    assert not [name for name in names if ".data/" in name]


def test_every_room_is_in_the_wheel_once(names: set[str]) -> None:
    rooms = ROOMS - {"doithoai"}
    wheel = SETTINGS["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["sources"] == {room: INSIDE + room for room in rooms}
    assert {name.split("/")[2] for name in names if name.startswith(INSIDE)} == rooms


def test_the_wheel_holds_every_module_and_data_file_of_every_room(names: set[str]) -> None:
    ends = READ_AT_RUN_TIME | {".py"}
    files = {
        path
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.suffix in ends and not path.relative_to(ROOT).as_posix().startswith(NOT_INSTALLED)
    }
    assert len(files) > len(ROOMS)
    assert {installed_as(path) for path in files} <= names


def test_the_wheel_holds_compiled_catalogues_and_not_what_they_are_made_from(names: set[str]) -> None:
    sources = list((ROOT / "language").rglob("*.po"))
    assert sources
    assert {installed_as(path.with_suffix(".mo")) for path in sources} <= names
    assert not [name for name in names if name.endswith(".po") or "compile_catalogues" in name]


def test_the_wheel_holds_no_tests_no_tools_and_no_caches(names: set[str]) -> None:
    outside = {"tests", "benchmarks", "tools", "docs", "__pycache__"}
    assert not [name for name in names if outside & set(name.split("/"))]


def test_the_source_distribution_makes_the_same_wheel(names: set[str], tmp_path: Path) -> None:
    sdist = build("sdist", tmp_path / "sdist")
    project = unpacked(sdist, tmp_path / "source")
    assert names_in(build("wheel", tmp_path / "again", project)) == names
