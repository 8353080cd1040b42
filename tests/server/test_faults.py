"""Faults: kind and place on standard error, never words."""

from __future__ import annotations

import asyncio

import pytest

from server import faults, limits


async def test_what_nobody_awaited_is_told_without_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    loop = asyncio.get_running_loop()
    try:
        raise ValueError("Lê Thị Cúc hỏi")
    except ValueError as error:
        faults.tell_of_loop(loop, {"message": "Lê Thị Cúc", "exception": error})
    faults.tell_of_loop(loop, {"message": "left", "exception": ConnectionResetError("10.0.0.7")})
    faults.tell_of_loop(loop, {"message": "10.0.0.7"})
    told = capsys.readouterr().err
    assert told.startswith("ValueError at ")
    assert told.count("\n") == 1
    assert "Cúc" not in told


def test_what_happens_over_and_over_is_told_at_a_pace_and_counted() -> None:
    now = 0.0
    log = faults.FaultLog(lambda: now)
    told = [log.line(ValueError("?")) for _ in range(1000)]
    assert [line is not None for line in told] == [True] * limits.FAULTS_BURST + [False] * (
        1000 - limits.FAULTS_BURST
    )
    now += limits.FAULTS_EVERY_SECONDS
    after = log.line(KeyError("?"))
    assert after is not None
    assert after.endswith(f"(and {1000 - limits.FAULTS_BURST} before it, not told)")
    assert log.line(KeyError("?")) is None
