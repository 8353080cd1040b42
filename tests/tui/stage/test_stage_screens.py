"""What every view looks like at two sizes in both languages, compared with the texts in `screens/`."""

from __future__ import annotations

from pathlib import Path

import pytest

import language
from meeting.model.stage import Stage as StageDocument
from meeting.model.stage import View
from meeting.state import State
from tests.tui import votes
from tests.tui.meetings import closed, hall
from tests.tui.screens_kept import compare
from tests.tui.stage.showing import shown

SCREENS = Path(__file__).with_name("screens")
SIZES = ((80, 24), (120, 30))


def staged() -> State:
    return hall(
        stage=StageDocument(View.QUESTION, 2, timer_started_at="2024-04-17T09:03:20+07:00", timer_seconds=180)
    )


VIEWS = {
    "join": hall,
    "question": staged,
    "board": lambda: hall(View.BOARD),
    "areas": lambda: hall(View.AREAS),
    "prompt": lambda: hall(View.PROMPT, 1),
    "agenda": lambda: hall(View.AGENDA),
    "carry-over": lambda: hall(View.CARRY_OVER),
    "closing": closed,
    **votes.SHOWN,
}


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_view_looks_right(lang: str, size: tuple[int, int]) -> None:
    pages = []
    for name, make in VIEWS.items():
        rows = "\n".join(await shown(make(), size, language=lang))
        pages.append(f"── {name} ──\n{rows}")
    compare(SCREENS / f"stage-{lang}-{size[0]}x{size[1]}.txt", "\n".join(pages))
