"""Six thousand junk questions go in a few keys and come back in one; the hall gets a new code from the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

from link import control
from meeting.changes import put
from meeting.model.question import ModerationStatus
from tests.faults.failing_disk import failing_disk
from tests.tui.console.desk import console
from tests.tui.meetings import hall, question
from tests.tui.watching import text_of
from tests.waiting import until
from tui.console import ConsoleApp

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.state import State

JUNK, REAL, MOST_KEYS = 6_000, 40, 10


def flooded() -> State:
    """A queue in which real questions stand among junk."""
    state = hall()
    junk = []
    for number in range(1, JUNK + REAL + 1):
        is_real = number % ((JUNK + REAL) // REAL) == 0
        text = f"Bao giờ có máy quét số {number}?" if is_real else f"zzz mua ngay {number}"
        junk.append(put("questions", number, question(number, text, standing=ModerationStatus.RECEIVED)))
    state.apply(junk)
    return state


def hidden(state: State) -> set[int]:
    return {q.number for q in state.questions.values() if q.standing is ModerationStatus.HIDDEN}


async def test_six_thousand_junk_questions_go_in_ten_keys_while_real_ones_stay(tmp_path: Path) -> None:
    state = flooded()
    junk = {q.number for q in state.questions.values() if q.text.startswith("zzz")}
    keys = ["slash", "z", "z", "z", "enter", "asterisk", "h"]
    assert len(keys) <= MOST_KEYS
    async with console(tmp_path, state) as desk:
        before = desk.writing.record.n
        await desk.press(*keys)
        assert hidden(desk.state) == junk
        assert desk.writing.record.n == before + 1, "one step"
        await desk.press("z")
        assert hidden(desk.state) == set()


async def test_the_console_gives_a_new_code_and_shuts_late_phones_out(tmp_path: Path) -> None:
    with failing_disk(tmp_path) as disk:
        app = ConsoleApp(disk.folder)
        async with app.run_test(size=(120, 30)) as pilot:
            await until(lambda: app.health is not None)
            old = (await disk.client.health()).short_code
            await pilot.press("f10")
            await until(lambda: "Chặn kẻ phá rối" in text_of(app))
            await pilot.press("n")
            await until(lambda: "Đổi mã phòng?" in text_of(app))
            await pilot.press("y")
            await until(lambda: app.health is not None and app.health.short_code not in {"", old})
            await pilot.press("f10")
            await until(lambda: "Chặn kẻ phá rối" in text_of(app))
            await pilot.press("1")
            await until(lambda: app.health is not None and bool(app.health.asks_until))
            assert (await disk.client.call(control.HEALTH)).asks_until
            await pilot.press("f10")
            await until(lambda: "Chặn kẻ phá rối" in text_of(app))
            await pilot.press("a")
            await until(lambda: app.health is not None and not app.health.asks_until)
