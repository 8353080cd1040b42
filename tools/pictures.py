"""The pictures in README and the guides, drawn from the real screens: `python -m tools.pictures [NAME …]`.

Each is a screen run without a terminal on a meeting made for the purpose, exported as SVG and drawn by rsvg-convert.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image

from tests.tui import votes
from tests.tui.meetings import LIVE, NOW, closed, hall
from tests.tui.pictures import render, svg_of
from tests.tui.records import kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from meeting.state import State
    from tests.tui.records import Kept
    from tui.app import DoithoaiApp

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PIXELS_PER_COLUMN = 9
COLOURS = 128
ASKED_MORE = 16
"""Questions in the full hall beyond those of the tests' meeting."""

SETTLING_SECONDS = 1.5
"""How long a screen may take to read its record and draw itself."""


class Picture(NamedTuple):
    """One picture: the window's title, the screen, the meeting it shows, its size in cells, the keys pressed before."""

    title: str
    screen: Callable[[Path], DoithoaiApp[Any]]
    meeting: Callable[[Path], Kept]
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    theme: str = "bright"
    is_served: bool = False


def _console(folder: Path) -> DoithoaiApp[Any]:
    from tui.console import ConsoleApp

    return ConsoleApp(folder, clock=lambda: NOW + timedelta(minutes=8, seconds=20))


def _stage(folder: Path) -> DoithoaiApp[Any]:
    from tui.stage import StageApp

    return StageApp(folder, clock=lambda: NOW)


def _secretary(folder: Path) -> DoithoaiApp[Any]:
    from tui.secretary import SecretaryApp

    return SecretaryApp(folder)


def _home(folder: Path) -> DoithoaiApp[Any]:
    from link.library import MeetingFolder, MeetingLibrary
    from tui.home import HomeApp

    def create(command: object) -> MeetingFolder:
        raise AssertionError(f"a picture makes no meeting: {command}")

    return HomeApp(MeetingLibrary(folder.parent.parent), create)


def _standing(make: Callable[[], State]) -> Callable[[Path], Kept]:
    """A record of what stands in a state."""
    return lambda folder: kept(folder, make())


def _asked() -> State:
    from meeting.model.stage import Stage, View

    return hall(stage=Stage(View.QUESTION, 2))


def _in_full_swing(folder: Path) -> Kept:
    """A record in the middle of the dialogue: many questions, some new, one on the projector, one chosen next."""
    from demonstration.sample import questions
    from meeting.changes import put
    from meeting.commands.outcomes import RecordAnswer
    from meeting.commands.sorting import Hide, SetArea
    from meeting.commands.staging import PinNext, StageQuestion, StartTimer
    from meeting.model.question import AreaSuggestion, Channel, ModerationStatus, VoteCount
    from tests.tui.meetings import question

    writing = kept(folder, hall())
    known = {each.text for each in writing.state.questions.values()}
    fresh = [
        line
        for line in questions()
        if line.style in {"formal", "informal"} and line.area != "other" and line.text not in known
    ]
    for number, line in enumerate(fresh[:: max(1, len(fresh) // ASKED_MORE)][:ASKED_MORE], start=9):
        is_new = number % 3 == 0
        writing.put(
            put(
                "questions",
                number,
                question(
                    number,
                    line.text,
                    channel=Channel.PAPER if number % 5 == 0 else Channel.PHONE,
                    standing=ModerationStatus.RECEIVED if is_new else ModerationStatus.LISTED,
                    area="unclassified" if is_new else line.area,
                    suggestion=AreaSuggestion(line.area, confidence=0.9, confident=True) if is_new else None,
                ),
            )
        )
        if not is_new:
            writing.put(put("votes", number, VoteCount(3 + number * 7 % 19)))
    writing.execute(RecordAnswer(1, "Trong quý II sẽ nâng cấp đường truyền của bộ phận một cửa."))
    writing.execute(Hide(8))
    writing.execute(SetArea(4, "civil_service"))
    writing.execute(SetArea(4, "apparatus"))
    writing.execute(StageQuestion(2))
    writing.execute(PinNext(4))
    writing.execute(StartTimer(180))
    return writing


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
    writing.execute(RecordAnswer(3, lessons))
    writing.execute(
        RecordAnswer(4, "Đội Tham mưu tổng hợp chủ trì, chịu trách nhiệm cuối cùng; các đội khác phối hợp.")
    )
    writing.execute(PromiseAnswer(1, "2024-05-06"))
    writing.execute(
        Escalate(2, Destination.SUPERIOR, "Giám đốc Công an tỉnh", "Vượt thẩm quyền", "2024-05-02")
    )
    writing.execute(Conclude("Giao Đội Tham mưu tổng hợp theo dõi, đôn đốc các nội dung đã cam kết."))
    return writing


EVERY: dict[str, Picture] = {
    "console": Picture("doithoai host", _console, _in_full_swing, (120, 30), ("j", "j"), is_served=True),
    "console-small": Picture("doithoai host", _console, _in_full_swing, (80, 24), ("j", "j"), is_served=True),
    "console-large": Picture(
        "doithoai host", _console, _in_full_swing, (180, 45), ("j", "j"), theme="dark", is_served=True
    ),
    "stage-join": Picture("doithoai stage", _stage, _standing(hall), (80, 24)),
    "stage-question": Picture("doithoai stage", _stage, _standing(_asked), (80, 24), theme="dark"),
    "stage-board": Picture("doithoai stage", _stage, _standing(_board), (80, 24)),
    "stage-poll": Picture("doithoai stage", _stage, _standing(votes.counted), (80, 24)),
    "stage-pledge": Picture("doithoai stage", _stage, _standing(votes.pledge), (80, 24)),
    "stage-closing": Picture("doithoai stage", _stage, _standing(closed), (80, 24)),
    "secretary": Picture(
        "doithoai secretary", _secretary, _dealt_with, (120, 30), ("down",) * 4, is_served=True
    ),
    "home": Picture("doithoai", _home, _dealt_with, (80, 24)),
}


def _shrink(path: Path) -> None:
    """A screen has few colours: with a palette its picture takes a third."""
    with Image.open(path) as drawn:
        drawn.convert("RGB").quantize(COLOURS).save(path, optimize=True)


async def draw(name: str, picture: Picture) -> Path:
    """Make the meeting, show the screen, draw it."""
    from link import live
    from link.start import ensure_serving
    from link.stop import stop_serving

    with tempfile.TemporaryDirectory() as data:
        folder = Path(data) / "meetings" / "2024-04-17-doi-thoai-cchc"
        picture.meeting(folder).close()
        if picture.is_served:
            ensure_serving(folder)
        else:
            live.write(folder, LIVE)
        app = picture.screen(folder)
        async with app.run_test(size=picture.size) as pilot:
            app.theme = picture.theme
            await pilot.pause(SETTLING_SECONDS)
            await pilot.press(*picture.keys)
            await pilot.pause(SETTLING_SECONDS)
            PICTURES.mkdir(exist_ok=True)
            path = PICTURES / f"{name}.png"
            render(svg_of(app, picture.title), path, picture.size[0], PIXELS_PER_COLUMN)
            _shrink(path)
        if picture.is_served:
            stop_serving(folder)
    path.with_suffix(".svg").unlink()
    return path


def main() -> None:
    """Draw the pictures named, or all of them."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    for name in sys.argv[1:] or EVERY:
        sys.stdout.write(f"{asyncio.run(draw(name, EVERY[name]))}\n")


if __name__ == "__main__":
    main()
