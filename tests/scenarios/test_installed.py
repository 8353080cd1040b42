"""Installed from its wheel, outside the checkout, the program does all it does in it: every scenario runs there."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.scenarios.building import ROOMS, ROOT, build, environment, install, program, site_packages
from tests.starting.planting import plant

OF_THE_CHECKOUT = {"test_wheel.py", "test_installed.py"}
"""What is about building and installing itself, and has no sense where there is no source."""

SCENARIOS = sorted(
    path.name for path in Path(__file__).parent.glob("test_*.py") if path.name not in OF_THE_CHECKOUT
)
SECONDS = 600


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel and the libraries."""
    made = environment(tmp_path_factory.mktemp("installed") / "environment")
    install(made, build("wheel", tmp_path_factory.mktemp("wheel")))
    return made


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tests and nothing of the project beside them."""
    folder = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def surroundings() -> dict[str, str]:
    """This process's own, without what would lead Python or pytest back to the checkout or to this run."""
    led_back = ("PYTHON", "PYTEST_", "COV_")
    return {name: value for name, value in os.environ.items() if not name.startswith(led_back)}


def test_the_environment_holds_one_package_and_its_command(python: Path) -> None:
    found = {path.name for path in site_packages(python).iterdir()} - {"libraries.pth"}
    assert {name.partition("-")[0] for name in found} == {"doithoai"}
    assert program(python).is_file()


def test_every_room_is_found_inside_the_package(python: Path, tmp_path: Path) -> None:
    rooms = sorted(ROOMS)
    code = f"import doithoai, importlib; [print(importlib.import_module(n).__file__) for n in {rooms}]"
    done = subprocess.run(
        [str(python), "-c", code],
        cwd=tmp_path,
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    package = site_packages(python).resolve() / "doithoai"
    for room, file in zip(rooms, done.stdout.split(), strict=True):
        inside = package if room == "doithoai" else package / "_app" / room
        assert Path(file).resolve() == inside / "__init__.py"


def test_the_installed_command_and_all_that_it_starts_import_nothing_from_where_one_stands(
    python: Path, tmp_path: Path
) -> None:
    here, betrayed = tmp_path / "here", tmp_path / "betrayed"
    here.mkdir()
    plant(here, betrayed)
    done = subprocess.run(
        [str(program(python)), "demo", "--unattended", "--phones", "3", "--out", str(here / "out")],
        cwd=here,
        env={**surroundings(), "DOITHOAI_DATA": str(here)},
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not betrayed.exists()


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_scenario_passes_on_what_is_installed(scenario: str, python: Path, elsewhere: Path) -> None:
    command = [str(python), "-P", "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov"]
    done = subprocess.run(
        [*command, f"tests/scenarios/{scenario}"],
        cwd=elsewhere,
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
