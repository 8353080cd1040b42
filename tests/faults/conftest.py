"""How many power cuts to simulate: 20,000 in every run of CI, a share of them at the desk; `--cuts=200000` by night."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = Path("/dev/shm")


@pytest.fixture
def cuts(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--cuts"))


@pytest.fixture
def first_seed(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--cuts-seed"))


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder whose syncs cost nothing, where the system has one: for thousands of short meetings on a real disk."""
    if not MEMORY.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)
