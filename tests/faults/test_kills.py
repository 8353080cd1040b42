"""Kill -9 on the real writer: nothing acknowledged is lost. A thousand kills are `python -m benchmarks.kill`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.kill import kill_often
from tests.systems import unix

if TYPE_CHECKING:
    from pathlib import Path


@unix
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(tmp_path: Path, seed: int) -> None:
    killed = kill_often(tmp_path, 8, seed)
    assert (killed.lost_commits, killed.lost_ballots) == (0, 0)
    assert killed.commits > killed.kills
    assert killed.ballots > 0
