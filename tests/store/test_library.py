"""The journal's folder alone, installed into an environment that has nothing of this program."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from shutil import copy2, copytree

import pytest
from packaging.requirements import Requirement

FOLDER = Path(__file__).resolve().parents[2] / "store" / "tinydb_journal"
LIMIT = 300


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def with_what_they_need(*names: str) -> set[str]:
    """Distributions by name, and all that they need here."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        needed = map(Requirement, distribution(name).requires or [])
        waiting += [
            each.name for each in needed if each.marker is None or each.marker.evaluate({"extra": ""})
        ]
    return found


def copied(name: str, site: Path) -> None:
    """Put the files of an installed distribution into `site`, as installing its wheel would."""
    try:
        found = distribution(name)
    except PackageNotFoundError:  # pragma: no cover  a requirement of another system
        return
    for file in found.files or []:
        if ".." not in file.parts and file.suffix != ".pyc":
            (site / file).parent.mkdir(parents=True, exist_ok=True)
            copy2(str(file.locate()), site / file)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with the library's wheel and what it needs."""
    place = tmp_path_factory.mktemp("installed")
    copytree(FOLDER, place / "source", ignore=lambda *_: ["__pycache__"])
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place, cwd=place / "source")
    [wheel] = place.glob("*.whl")
    venv.create(place / "env", with_pip=False)
    paths = {"base": str(place / "env"), "platbase": str(place / "env")}
    site = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    python = Path(sysconfig.get_path("scripts", "venv", vars=paths)) / Path(sys.executable).name
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=place)
    for name in with_what_they_need("tinydb", "msgspec", "filelock"):
        copied(name, site)
    assert {path.name for path in site.iterdir() if path.is_dir() and "store" in path.name} == set()
    return python


def test_the_example_of_its_readme_runs(python: Path, tmp_path: Path) -> None:
    [example] = re.findall(
        r"```python\n(.*?)```", (FOLDER / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert len([line for line in example.splitlines() if line]) <= 12
    first, second = run(python, "-I", "-c", example, cwd=tmp_path).splitlines()
    assert first == "{'text': 'When?', 'state': 'new'}"
    assert second.startswith("Commits 1 to 3 are whole; digest ")


def test_it_brings_nothing_of_the_program(python: Path, tmp_path: Path) -> None:
    code = "import sys, tinydb_journal.journal_db, tinydb_journal.verification; print(*sorted(sys.modules))"
    loaded = {name.split(".")[0] for name in run(python, "-I", "-c", code, cwd=tmp_path).split()}
    assert not loaded & {"doithoai", "store", "meeting", "language", "server", "tui", "link", "minutes"}


def test_tinydbs_documented_behaviours_and_the_librarys_own_hold_there(python: Path, tmp_path: Path) -> None:
    site = Path(
        run(python, "-I", "-c", "import tinydb_journal; print(tinydb_journal.__file__)", cwd=tmp_path).strip()
    )
    for name in with_what_they_need("pytest", "hypothesis"):
        copied(name, site.parent.parent)
    copy2(FOLDER / "README.md", site.parent)
    copytree(FOLDER / "tests", site.parent / "tests", ignore=lambda *_: ["__pycache__"])
    (tmp_path / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n", encoding="utf-8")
    told = run(
        python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", tmp_path / "pytest.ini",
        "--pyargs", "tinydb_journal.tests.test_tinydb", "tinydb_journal.tests.test_opening", cwd=tmp_path,
    )  # fmt: skip
    assert " passed" in told
    assert "skipped" not in told
