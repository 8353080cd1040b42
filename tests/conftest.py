"""What every test may rely on: a data folder of its own, a plain environment, and the system programs it needs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import doithoai  # noqa: F401  it puts the rooms on the path, wherever the program is installed
import language
from tests.thoroughness import repeated

PASSED_THROUGH = ("TEXTUAL_THEME", "NO_COLOR", "TEXTUAL_ANIMATIONS", "DOITHOAI_DATA", "DOITHOAI_LANGUAGE")


def pytest_configure(config: pytest.Config) -> None:
    """Have Hypothesis try the same examples in every run, or new ones where asked to explore.

    How long an example takes says more about the machine than about the program.
    """
    asked = ("--explore", "--long", "--hypothesis-seed")
    patient = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("exploring", patient, derandomize=False)
    settings.register_profile("same examples", patient, derandomize=True, database=None)
    settings.load_profile("exploring" if any(map(config.getoption, asked)) else "same examples")


def pytest_sessionstart() -> None:
    """Compile the catalogues that the tests read, so that an edited .po is never stale."""
    root = Path(__file__).resolve().parent.parent
    if "PYTEST_XDIST_WORKER" in os.environ or not (root / "language").is_dir():
        return
    from language.compile_catalogues import compile_all

    compile_all(root)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long` adds the tests that take minutes; `--cuts` and `--cuts-seed` are those of tests/faults.

    `--explore` has Hypothesis look for examples it never tried, from `--hypothesis-seed` if that is given.
    """
    parser.addoption("--explore", action="store_true", help="try new examples instead of the same ones")
    parser.addoption("--long", action="store_true", help="run the tests that take minutes")
    parser.addoption("--cuts", type=int, default=repeated(20_000), help="how many power cuts to simulate")
    parser.addoption("--cuts-seed", type=int, default=0, help="the first seed of the simulated power cuts")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out long tests unless asked for."""
    if config.getoption("--long"):
        return
    skip = pytest.mark.skip(reason="takes minutes; run with --long")
    for item in items:
        if "long" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the person's own shell reaches a test, and no test reaches the person's data."""
    for name in PASSED_THROUGH:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DOITHOAI_DATA", str(tmp_path / "data"))
    language.use("vi")


def require_program(*names: str) -> str:
    """The path of the first program found. Skips the test where none is; in CI a missing one is a failure."""
    for name in names:
        if path := shutil.which(name):
            return path
    sentence = f"needs one of: {', '.join(names)}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)
