"""Faults: kind and place on standard error, never words."""

from __future__ import annotations

import asyncio

import pytest

from server import faults


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
