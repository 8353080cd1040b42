"""One server shared by the tests of a module, and one of its own for a test that stops, closes or breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.server.served import Served, make_meeting


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An open meeting, served."""
    running = Served.start(make_meeting(tmp_path_factory.mktemp("hall") / "phien"))
    yield running
    running.stop()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts servers of a test's own, and stops them after it."""
    started: list[Served] = []

    def begin(
        folder: Path | None = None, *, port: int | None = None, files: int = 0, **how: object
    ) -> Served:
        running = Served.start(
            folder or make_meeting(tmp_path / "phien", **how),  # type: ignore[arg-type]  # settings of any type
            port=port,
            files=files,
        )
        started.append(running)
        return running

    yield begin
    for running in started:
        running.stop()
