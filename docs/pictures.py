"""The pictures in README and the guides, drawn from the real screens: `python docs/pictures.py [NAME …]`.

Each is a screen run without a terminal on a meeting made for the purpose, exported as SVG and drawn by rsvg-convert.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tests.tui import votes  # noqa: E402  the checkout itself must be importable first
from tests.tui.meetings import LIVE, closed, hall  # noqa: E402
from tests.tui.pictures import render, svg_of  # noqa: E402
from tests.tui.records import kept  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from meeting.state import State
    from tests.tui.records import Kept
    from tui.app import DoithoaiApp

PICTURES = HERE / "pictures"
PIXELS_PER_COLUMN = 9
SETTLING_SECONDS = 1.5
"""How long a screen may take to read its record and draw itself."""


class Picture(NamedTuple):
    """One picture: the window's title, the screen, the meeting it shows, its size in cells, the keys pressed before."""

    title: str
    screen: Callable[[Path], DoithoaiApp[Any]]
    meeting: Callable[[Path], Kept]
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    look: str = "bright"
    is_served: bool = False


def _console(folder: Path) -> DoithoaiApp[Any]:
    from tui.console import ConsoleApp

    return ConsoleApp(folder)


def _stage(folder: Path) -> DoithoaiApp[Any]:
    from tui.stage import StageApp

    return StageApp(folder)


def _secretary(folder: Path) -> DoithoaiApp[Any]:
    from tui.secretary import SecretaryApp

    return SecretaryApp(folder)


def _home(folder: Path) -> DoithoaiApp[Any]:
    from link.shelf import Entry, Shelf
    from tui.home import HomeApp

    def create(command: object) -> Entry:
        raise AssertionError(f"a picture makes no meeting: {command}")

    return HomeApp(Shelf(folder.parent.parent), create)


def _standing(make: Callable[[], State]) -> Callable[[Path], Kept]:
    """A record of what stands in a state."""
    return lambda folder: kept(folder, make())


def _asked() -> State:
    from meeting.model.stage import Stage, View

    return hall(stage=Stage(View.QUESTION, 2))


def _board() -> State:
    from meeting.model.stage import View

    return hall(View.BOARD)


def _dealt_with(folder: Path) -> Kept:
    """A record in which the chair has answered, promised, escalated and concluded."""
    from meeting.commands.outcomes import Escalate, PromiseAnswer, RecordAnswer
    from meeting.commands.register import Conclude
    from meeting.model.register import Destination

    writing = kept(folder, hall())
    lessons = "Thống nhất mở thêm hai lớp vào chiều thứ Ba và thứ Năm, ưu tiên cán bộ lớn tuổi."
    writing.give(RecordAnswer(3, lessons))
    writing.give(
        RecordAnswer(4, "Đội Tham mưu tổng hợp chủ trì, chịu trách nhiệm cuối cùng; các đội khác phối hợp.")
    )
    writing.give(PromiseAnswer(1, "2024-05-06"))
    writing.give(Escalate(2, Destination.SUPERIOR, "Giám đốc Công an tỉnh", "Vượt thẩm quyền", "2024-05-02"))
    writing.give(Conclude("Giao Đội Tham mưu tổng hợp theo dõi, đôn đốc các nội dung đã cam kết."))
    return writing


EVERY: dict[str, Picture] = {
    "console": Picture("doithoai host", _console, _standing(_asked), (120, 30), ("j",), is_served=True),
    "stage-join": Picture("doithoai stage", _stage, _standing(hall), (80, 24)),
    "stage-question": Picture("doithoai stage", _stage, _standing(_asked), (80, 24), look="dark"),
    "stage-board": Picture("doithoai stage", _stage, _standing(_board), (80, 24)),
    "stage-poll": Picture("doithoai stage", _stage, _standing(votes.counted), (80, 24)),
    "stage-pledge": Picture("doithoai stage", _stage, _standing(votes.pledge), (80, 24)),
    "stage-closing": Picture("doithoai stage", _stage, _standing(closed), (80, 24)),
    "secretary": Picture(
        "doithoai secretary", _secretary, _dealt_with, (120, 30), ("down",) * 4, is_served=True
    ),
    "home": Picture("doithoai", _home, _dealt_with, (80, 24)),
}


async def draw(name: str, picture: Picture) -> Path:
    """Make the meeting, show the screen, draw it."""
    from link import live
    from link.client import Client
    from link.start import ensure_serving

    with tempfile.TemporaryDirectory() as data:
        folder = Path(data) / "meetings" / "2024-04-17-doi-thoai-cchc"
        picture.meeting(folder).close()
        if picture.is_served:
            server = Client(ensure_serving(folder))
        else:
            live.write(folder, LIVE)
        app = picture.screen(folder)
        async with app.run_test(size=picture.size) as pilot:
            app.theme = picture.look
            await pilot.pause(SETTLING_SECONDS)
            await pilot.press(*picture.keys)
            await pilot.pause(SETTLING_SECONDS)
            PICTURES.mkdir(exist_ok=True)
            path = PICTURES / f"{name}.png"
            render(svg_of(app, picture.title), path, picture.size[0], PIXELS_PER_COLUMN)
        if picture.is_served:
            server.stop_now()
    path.with_suffix(".svg").unlink()
    return path


def main() -> None:
    """Draw the pictures named, or all of them."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    for name in sys.argv[1:] or EVERY:
        sys.stdout.write(f"{asyncio.run(draw(name, EVERY[name]))}\n")


if __name__ == "__main__":
    main()
