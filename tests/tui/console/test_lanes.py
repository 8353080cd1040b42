"""The lanes of the desk: counts at every width, reasons in the rows, and many questions done with few keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec
import pytest

import language
from meeting.areas import UNCLASSIFIED
from meeting.changes import put
from meeting.commands.asking import Ask
from meeting.commands.privacy import MaskQuestion
from meeting.dialogue.lanes import Lane
from meeting.model.question import AreaSuggestion, ModerationStatus, Outcome
from meeting.moment import Moment, Role
from server.writing.writer import apply_now
from tests.meeting.play import RECEIPTS
from tests.tui.console.desk import console
from tests.tui.meetings import hall, profile, question
from tests.waiting import until
from tools.areas import EVALUATION
from triage.suggester import Suggester
from tui.screens.console.lane_bar import LaneBar
from tui.screens.console.screen import ConsoleScreen

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.state import State
    from tests.tui.console.desk import Console

TRIAGED = 60
MOST_KEYS = 90

REPEATED = (
    ("Mạng cơ quan chậm quá, không làm được việc.", "mang co quan cham qua, khong lam duoc viec"),
    ("Bao giờ sửa mái nhà trụ sở công an xã?", "bao gio sua mai nha tru so cong an xa"),
)
CAREFUL = (
    "Tôi tố cáo ông Nguyễn Văn B nhận tiền của dân",
    "Hồ sơ nộp ba tháng chưa xong, gọi tôi theo số 0912345678 nhé",
)


class Sample(msgspec.Struct):
    text: str
    area: str


def screen(desk: Console) -> ConsoleScreen:
    found = desk.app.screen_stack[0]
    for each in desk.app.screen_stack:
        if isinstance(each, ConsoleScreen):
            found = each
    assert isinstance(found, ConsoleScreen)
    return found


async def heard(desk: Console) -> None:
    """Wait until triage has said all it has to say."""
    await desk.settled()
    await until(lambda: not screen(desk).is_asking)
    await desk.pilot.pause()


def waiting(*texts: str) -> State:
    state = hall()
    for number in list(state.questions):
        del state.questions[number]
    received = ModerationStatus.RECEIVED
    state.apply(
        [put("questions", n, question(n, text, standing=received)) for n, text in enumerate(texts, 1)]
    )
    return state


def by_phone(desk: Console, text: str, place: int) -> None:
    command = Ask(text=text, receipt=RECEIPTS[place])
    apply_now(desk.writing.record, desk.writing.state, command, Moment(desk.writing.at, Role.PHONE))


@pytest.mark.parametrize("width", [80, 100, 120, 160, 200])
@pytest.mark.parametrize("lang", language.LANGUAGES)
async def test_every_lane_shows_its_count_at_every_width(tmp_path: Path, lang: str, width: int) -> None:
    language.use(lang)
    state = waiting(*CAREFUL, *REPEATED[0], "Khi nào tập huấn?")
    async with console(tmp_path, state, size=(width, 24)) as desk:
        await heard(desk)
        row = next(line for line in desk.text.splitlines() if ("Mới" if lang == "vi" else "New") in line)
        counts = [int(word) for word in row.split() if word.isdigit()]
        assert counts == [1, 2, 2, 0, 0, 0]
        assert screen(desk).query_one(LaneBar).size.height == 1


async def test_the_reason_of_a_hint_and_the_repeat_stand_in_the_row(tmp_path: Path) -> None:
    async with console(tmp_path, waiting(*CAREFUL, *REPEATED[0])) as desk:
        await heard(desk)
        assert "! Có thể là tố cáo" in desk.text
        assert "! Có dãy số giống số" in desk.text
        assert "≈ #3  mang co quan" in desk.text


async def test_arrivals_are_announced_and_the_cursor_stays_until_j_goes_there(tmp_path: Path) -> None:
    async with console(tmp_path, waiting("Một?", "Hai?", "Ba?")) as desk:
        await heard(desk)
        await desk.press("j", "j")
        for place, text in enumerate(("Bốn nghìn?", "Năm chữ?")):
            by_phone(desk, text, place)
        await desk.settled()
        await until(lambda: "2 mới: nhấn J" in desk.text)
        assert screen(desk).chosen == 3
        await desk.press("J")
        assert screen(desk).chosen == 4
        assert "mới: nhấn J" not in desk.text


async def test_repeats_are_gathered_with_two_keys_and_follow_what_is_covered(tmp_path: Path) -> None:
    async with console(tmp_path, waiting(*REPEATED[0], *REPEATED[1])) as desk:
        await heard(desk)
        await desk.press("right", "right", "right")
        assert screen(desk).queue.numbers == [1, 2, 3, 4]
        await desk.press("M")
        await until(lambda: "Có, gộp 1 câu vào #1" in desk.text or "gộp" in desk.text)
        await desk.press("y")
        await until(lambda: desk.state.questions[2].merged_into == 1)
        await heard(desk)
        assert screen(desk).queue.numbers == [3, 4]
        desk.writing.execute(MaskQuestion(4, "sua mai nha tru so cong an xa"))
        await heard(desk)
        assert screen(desk).advisor.lanes[Lane.REPEATS] == []


async def test_rows_are_marked_singly_by_range_by_filter_and_by_area(tmp_path: Path) -> None:
    state = waiting(*(f"Việc thứ {word}?" for word in ("một", "hai", "ba", "bốn", "năm", "sáu")))
    for number in (2, 5):
        state.apply(
            [put("questions", number, msgspec.structs.replace(state.questions[number], area="procedures"))]
        )
    async with console(tmp_path, state) as desk:
        await desk.press("m", "j", "j", "comma")
        assert screen(desk).marked == {1, 2, 3}
        assert "+ đánh dấu 3" in desk.text
        await desk.press("escape")
        await desk.press("asterisk")
        assert len(screen(desk).marked) == 6
        await desk.press("home", "asterisk")
        assert not screen(desk).marked
        await desk.press("j", "semicolon")
        assert screen(desk).marked == {2, 5}
        await desk.press("a")
        await until(lambda: desk.state.questions[5].is_public)
        assert [number for number, q in desk.state.questions.items() if q.is_public] == [2, 5]
        await desk.press("z")
        await until(lambda: not desk.state.questions[2].is_public)
        assert not desk.state.questions[5].is_public, "one undo takes the whole step back"


def done_are(desk: Console, wanted: int) -> bool:
    return decided(desk) == wanted


def decided(desk: Console) -> int:
    return sum(q.outcome is not None for q in desk.state.questions.values())


async def test_many_are_promised_dismissed_assigned_and_hidden_in_one_step(tmp_path: Path) -> None:
    texts = [f"Việc {word} thế nào?" for word in ("lương", "xe", "nhà", "mạng", "điện", "nước", "phép", "ăn")]
    async with console(tmp_path, waiting(*texts)) as desk:
        for key, answer in (("w", ["enter", "enter"]), ("d", ["1"]), ("g", [*"Doi 1", "enter", "enter"])):
            wanted = decided(desk) + 2
            await desk.press("m", "j", "m", key)
            await desk.press(*answer)
            await until(partial(done_are, desk, wanted))
            await desk.press("home")
        outcomes = [q.outcome for q in desk.state.questions.values()]
        assert (
            outcomes[:6] == [Outcome.WRITTEN_ANSWER] * 2 + [Outcome.OUT_OF_SCOPE] * 2 + [Outcome.ASSIGNED] * 2
        )
        await desk.press("asterisk", "h")
        await until(lambda: desk.state.questions[8].standing is ModerationStatus.HIDDEN)
        assert desk.state.questions[7].standing is ModerationStatus.HIDDEN


def mixed() -> tuple[State, dict[int, str]]:
    """Sixty questions of the sample as they come in, with the area each belongs to; and what needs care among them."""
    rows = [
        msgspec.json.decode(raw, type=Sample)
        for raw in (EVALUATION / "sample.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    texts = [row.text for row in rows[: TRIAGED - 6]] + [*REPEATED[0], *REPEATED[1], *CAREFUL]
    areas = [row.area for row in rows[: TRIAGED - 6]] + [""] * 6
    suggester = Suggester.load()
    changes = []
    for number, text in enumerate(texts, 1):
        found = suggester.suggest(text)
        suggestion = AreaSuggestion(found.area, found.second or "", found.confidence, found.confident)
        asked = question(number, text, standing=ModerationStatus.RECEIVED, suggestion=suggestion)
        changes.append(put("questions", number, asked))
    state = hall()
    state.questions.clear()
    state.apply(changes)
    return state, dict(enumerate(areas, 1))


def filed(desk: Console, number: int, area: str) -> bool:
    return desk.state.questions[number].area == area


def gathered(desk: Console, number: int) -> bool:
    return desk.state.questions[number].standing is ModerationStatus.MERGED


def looked_at(desk: Console, number: int) -> bool:
    return desk.state.questions[number].standing is not ModerationStatus.RECEIVED


async def test_sixty_mixed_questions_take_no_more_than_ninety_keys(tmp_path: Path) -> None:
    """All end where they belong: filed under the area the sample gives, repeats gathered, a denunciation routed out."""
    state, areas = mixed()
    keys = {area.id: str(area.key) for area in profile().settings.areas}
    pressed = 0
    async with console(tmp_path, state, size=(120, 40)) as desk:

        async def press(*pressed_keys: str) -> None:
            nonlocal pressed
            pressed += len(pressed_keys)
            await desk.press(*pressed_keys)

        await heard(desk)
        await press("asterisk", "equals_sign")
        await until(lambda: any(q.area != UNCLASSIFIED for q in desk.state.questions.values()))
        await press("escape", "right")
        await heard(desk)
        listed = list(screen(desk).queue.numbers)
        assert len(listed) > TRIAGED // 2
        wrong = [n for n in listed if areas[n] in keys and desk.state.questions[n].area != areas[n]]
        for number in wrong:
            while screen(desk).chosen != number:
                await press("j")
            await press(keys[areas[number]])
            await until(partial(filed, desk, number, areas[number]))
        await press("asterisk", "a")
        await until(lambda: desk.state.questions[listed[-1]].is_public)
        await heard(desk)
        await press("right")
        while screen(desk).queue.numbers:
            number = screen(desk).chosen
            kinds = {hint.kind for hint in screen(desk).advisor.of(number).hints}
            if "complaint" in kinds:
                await press("o", "y")
            else:
                await press("a")
            await until(partial(looked_at, desk, number))
            await heard(desk)
        await press("right")
        while screen(desk).queue.numbers:
            number = screen(desk).chosen
            cluster = screen(desk).advisor.cluster(number)
            assert cluster is not None
            await press("M", "y")
            await until(partial(gathered, desk, cluster.repeats[0]))
            await heard(desk)
        await press("left", "left", "asterisk", "a")
        await heard(desk)
        left = [q for q in desk.state.questions.values() if q.standing is ModerationStatus.RECEIVED]
        assert not left
        right = [n for n, area in areas.items() if area in keys and desk.state.questions[n].is_public]
        assert all(desk.state.questions[n].area == areas[n] for n in right)
        assert len(right) >= TRIAGED - 15
        merged = [q for q in desk.state.questions.values() if q.standing is ModerationStatus.MERGED]
        assert len(merged) >= len(REPEATED)
        assert pressed <= MOST_KEYS, f"{pressed} keys"
