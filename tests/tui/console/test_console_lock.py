"""The console that only looks on says so at every size, with the key that takes over within sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

import language
from tests.tui.console.desk import HEALTH, console
from tests.tui.watching import until

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (120, 30), (200, 60)])
async def test_who_commands_since_when_and_the_key_fit_on_one_row(
    tmp_path: Path, lang: str, size: tuple[int, int]
) -> None:
    language.use(lang)
    held = msgspec.structs.replace(HEALTH, lock_holder="123456", lock_since="14:02")
    async with console(tmp_path, size=size) as desk:
        assert "123456" not in desk.text
        desk.app.healths.publish(held)
        await until(desk.pilot, lambda: "123456" in desk.text)
        (row,) = [line for line in desk.text.split("\n") if "123456" in line]
        assert "H" in row
        assert "14:02" in row
        assert row.count("(") == row.count(")")
        desk.app.healths.publish(HEALTH)
        await until(desk.pilot, lambda: "123456" not in desk.text)
