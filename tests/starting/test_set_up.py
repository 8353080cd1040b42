"""Setting up installs what the lists pin, by hash, and can do so where nothing else is to be had."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.scenarios.building import ROOT, SETTINGS
from tests.starting.planting import plant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LISTS = ("run.txt", "build.txt")
DOWNLOAD_SECONDS, SET_UP_SECONDS = 240, 240
NOT_OF_THE_PROJECT = shutil.ignore_patterns(
    ".*", "__pycache__", "tests", "benchmarks", "results", "pictures", "*.mo"
)
OF_ANOTHER_SYSTEM = set() if sys.platform == "win32" else {"colorama"}
OF_PYTHON_ITSELF = {"pip", "setuptools"}
"""What a new environment carries; it comes with Python and is not fetched."""


def pinned(name: str) -> dict[str, tuple[str, int]]:
    """Each library of a list: its version, and how many hashes it has."""
    found: dict[str, tuple[str, int]] = {}
    last = ""
    for line in (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([\w.-]+)==([^ ;]+)", line):
            last = canonicalize_name(match[1])
            found[last] = (match[2], 0)
        elif line.strip().startswith("--hash=sha256:"):
            found[last] = (found[last][0], found[last][1] + 1)
    return found


@pytest.mark.parametrize("name", [*LISTS, "dev.txt"])
def test_everything_in_a_list_has_a_version_and_a_hash(name: str) -> None:
    assert pinned(name)
    assert [library for library, (_, hashes) in pinned(name).items() if not hashes] == []


def test_the_list_of_the_tests_holds_the_others_at_the_same_versions() -> None:
    all_of_it = pinned("dev.txt")
    for name in LISTS:
        assert {library: all_of_it.get(library) for library in pinned(name)} == pinned(name)


def test_what_builds_the_project_is_in_the_lists_at_the_version_it_asks_for() -> None:
    for text in SETTINGS["build-system"]["requires"]:
        wanted = Requirement(text)
        version, _ = pinned("build.txt")[canonicalize_name(wanted.name)]
        assert str(wanted.specifier) == f"=={version}"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pinned files for this machine, and nothing else."""
    folder = tmp_path_factory.mktemp("index")
    lists = [option for name in LISTS for option in ("-r", str(ROOT / "requirements" / name))]
    pip = [sys.executable, "-P", "-m", "pip", "--disable-pip-version-check", "--quiet"]
    options = ["download", "--require-hashes", "--no-deps", "--only-binary", ":all:", "--dest", str(folder)]
    try:
        done = subprocess.run(
            [*pip, *options, *lists],
            capture_output=True,
            encoding="utf-8",
            timeout=DOWNLOAD_SECONDS,
            check=False,
        )
        why = done.stderr if done.returncode else ""
    except subprocess.TimeoutExpired:
        why = "it took too long"
    if why and os.environ.get("CI") != "true":
        pytest.skip(f"the pinned files cannot be fetched here: {why[-300:]}")
    assert not why
    return folder


def test_an_index_with_the_pinned_files_alone_is_enough_and_nothing_else_is_installed(
    index: Path, tmp_path: Path
) -> None:
    checkout = shutil.copytree(ROOT, tmp_path / "checkout", ignore=NOT_OF_THE_PROJECT)
    here, home, betrayed, empty = (tmp_path / name for name in ("here", "home", "betrayed", "empty"))
    for folder in (here, home, empty):
        folder.mkdir()
    plant(here, betrayed)
    settings = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_CACHE_DIR": "1",
        "PIP_NO_INDEX": "1",
    }

    def run(*command: str, links: Path = index) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=here,
            env={**settings, "PIP_FIND_LINKS": str(links)},
            capture_output=True,
            encoding="utf-8",
            timeout=SET_UP_SECONDS,
            check=False,
        )

    start = (sys.executable, str(checkout / "start.py"), "register")
    # What is left where making the environment was stopped, and then an index that has nothing.
    assert run(sys.executable, "-I", "-m", "venv", "--without-pip", str(checkout / ".venv")).returncode == 0
    failed = run(*start, links=empty)
    assert failed.returncode == 1
    assert "Không cài đặt được / Set-up failed" in failed.stderr
    assert "Traceback" not in failed.stderr
    whole = run(*start)
    assert whole.returncode == 0, whole.stderr
    again = run(*start, links=empty)
    assert again.returncode == 0
    assert again.stderr == ""
    assert not betrayed.exists()
    assert installed(run, checkout) == {
        library: version
        for name in LISTS
        for library, (version, _) in pinned(name).items()
        if library not in OF_ANOTHER_SYSTEM
    }


def installed(run: Callable[..., subprocess.CompletedProcess[str]], checkout: Path) -> dict[str, str]:
    """What stands in the checkout's environment beside the project and what Python brought."""
    python = checkout / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    listed = run(str(python), "-I", "-m", "pip", "list", "--format", "freeze", "--exclude-editable")
    found = (line.partition("==") for line in listed.stdout.splitlines())
    versions = {canonicalize_name(name): version for name, _, version in found}
    return {name: version for name, version in versions.items() if name not in OF_PYTHON_ITSELF}
