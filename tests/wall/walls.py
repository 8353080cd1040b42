"""Walls to look at: the slides of a state, and every text on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from language import using
from meeting.model.stage import Stage
from tests.tui.meetings import LIVE, NOW
from wall.projection import slide, slides
from wall.scene import Scene, WayIn

if TYPE_CHECKING:
    from datetime import datetime

    from meeting.state import State
    from wall.slide import Slide

WAY = WayIn(LIVE.phone_url, LIVE.address, LIVE.short_code)
DIGEST = "0123456789abcdef" * 4


def scene(state: State, way: WayIn | None = WAY, now: datetime = NOW) -> Scene:
    return Scene(state, way, now, DIGEST)


def shown(state: State, way: WayIn | None = WAY, now: datetime = NOW, language: str = "vi") -> Slide | None:
    """The page that stands now."""
    with using(language):
        return slide(scene(state, way, now))


def every_page(state: State, way: WayIn | None = WAY, language: str = "vi") -> tuple[Slide, ...]:
    with using(language):
        return slides(scene(state, way))


def said(*pages: Slide | None) -> str:
    """Everything that stands on the pages, as a client would be sent it."""
    return msgspec.json.encode(pages).decode()


def turned(state: State, page: int) -> State:
    """The state with the host's page on the stage."""
    from meeting.changes import put

    state.apply([put("stages", 1, msgspec.structs.replace(state.stage, page=page))])
    return state


def staged(**fields: object) -> Stage:
    return Stage(**fields)  # type: ignore[arg-type]
