"""The close-out: all that is left gets an outcome in few keys and one step, and nothing ends up secret unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from meeting.changes import put
from meeting.model.profile import Phase
from meeting.model.question import ModerationStatus, Outcome
from tests.tui.console.desk import console
from tests.tui.meetings import hall, question
from tests.waiting import until
from tui.screens.closing.row_list import LeftList
from tui.screens.closing.screen import CloseOutScreen
from tui.screens.console.screen import ConsoleScreen

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.state import State
    from tests.tui.console.desk import Console

LEFT = 61
MOST_KEYS = 30
AREAS = ("institutions", "procedures", "modernisation", "unclassified")


def left(count: int = LEFT, *, unseen: int = 0) -> State:
    """A meeting with so many questions unanswered over several areas, the first few of them not approved."""
    state = hall()
    state.questions.clear()
    state.apply(
        [
            put(
                "questions",
                number,
                question(
                    number,
                    f"Việc thứ {number} bao giờ xong?",
                    area=AREAS[number % len(AREAS)],
                    standing=ModerationStatus.RECEIVED if number <= unseen else ModerationStatus.LISTED,
                ),
            )
            for number in range(1, count + 1)
        ]
    )
    return state


def outcomes(desk: Console) -> dict[Outcome | None, int]:
    found: dict[Outcome | None, int] = {}
    for one in desk.state.questions.values():
        found[one.outcome] = found.get(one.outcome, 0) + 1
    return found


async def in_front(desk: Console, screen: type[CloseOutScreen | ConsoleScreen]) -> None:
    await until(lambda: isinstance(desk.app.screen, screen))
    await desk.settled()


async def test_sixty_one_unanswered_are_closed_out_in_few_keys_and_one_undo(tmp_path: Path) -> None:
    pressed = 0
    async with console(tmp_path, left(), size=(80, 24)) as desk:

        async def press(*keys: str) -> None:
            nonlocal pressed
            pressed += len(keys)
            await desk.press(*keys)

        await press("C", "y")
        await until(lambda: desk.state.meeting.phase is Phase.CLOSED)
        await in_front(desk, CloseOutScreen)
        assert "61 câu chưa có kết quả" in desk.text
        await press("down", "d", "1")
        listed = desk.app.screen.query_one(LeftList)
        assert listed.chosen is not None
        within = len(listed.chosen.numbers)
        await press("down", "g", *"Doi 3", "enter", "enter")
        before = len(desk.desk.given)
        await press("enter")
        await until(lambda: "trong một lần" in desk.text)
        assert f"{LEFT - within} · bằng văn bản trước" in desk.text
        await press("y")
        await until(lambda: None not in outcomes(desk))
        await in_front(desk, ConsoleScreen)
        assert outcomes(desk) == {
            Outcome.WRITTEN_ANSWER: LEFT - within,
            Outcome.OUT_OF_SCOPE: within - 1,
            Outcome.ASSIGNED: 1,
        }
        assert len(desk.desk.given) == before + 1, "one command"
        await press("z")
        await until(lambda: "màn chiếu đổi theo" in desk.text)
        await press("y")
        await until(lambda: outcomes(desk) == {None: LEFT})
        assert desk.state.meeting.phase is Phase.CLOSED
    assert pressed <= MOST_KEYS


async def test_all_of_it_in_writing_takes_four_keys(tmp_path: Path) -> None:
    async with console(tmp_path, left()) as desk:
        await desk.press("C", "y")
        await in_front(desk, CloseOutScreen)
        await desk.press("enter", "y")
        await until(lambda: outcomes(desk) == {Outcome.WRITTEN_ANSWER: LEFT})
        assert len({owed.deadline for owed in desk.state.commitments.values()}) == 1


async def test_outcomes_on_unapproved_questions_are_pointed_out_and_approved_along(tmp_path: Path) -> None:
    state = left(9, unseen=3)
    decided = msgspec.structs.replace(state.questions[1], outcome=Outcome.ANSWERED)
    state.apply([put("questions", 1, decided)])
    async with console(tmp_path, state, size=(120, 30)) as desk:
        await desk.press("C")
        await until(lambda: "1 câu đã có kết quả nhưng chưa duyệt" in desk.text)
        await desk.press("y")
        await in_front(desk, CloseOutScreen)
        assert "3 câu chưa duyệt" in desk.text
        assert "Đã có kết quả nhưng chưa duyệt" in desk.text
        await desk.press("a")
        assert "câu chưa duyệt" not in desk.text
        await desk.press("enter")
        await until(lambda: "Duyệt luôn 3 câu" in desk.text)
        await desk.press("y")
        await until(lambda: all(one.is_public for one in desk.state.questions.values()))
        assert desk.state.questions[1].outcome is Outcome.ANSWERED
        await in_front(desk, ConsoleScreen)
        await desk.press("z")
        await until(lambda: "màn chiếu đổi theo" in desk.text)
        await desk.press("y")
        await until(lambda: sum(one.is_public for one in desk.state.questions.values()) == 6)


async def test_what_is_left_secret_is_said_in_the_review(tmp_path: Path) -> None:
    async with console(tmp_path, left(4, unseen=2)) as desk:
        await desk.press("f4")
        await in_front(desk, CloseOutScreen)
        await desk.press("enter")
        await until(lambda: "! 2 câu chưa duyệt" in desk.text)


async def test_a_question_of_its_own_keeps_what_was_chosen_when_the_rest_changes(tmp_path: Path) -> None:
    async with console(tmp_path, left(5)) as desk:
        await desk.press("f4")
        await in_front(desk, CloseOutScreen)
        await desk.press("down", "down", "o", "home", "d", "2", "enter")
        await until(lambda: "1 · để lại" in desk.text)
        await desk.press("y")
        await until(lambda: outcomes(desk) == {None: 1, Outcome.NOT_TAKEN_UP: 4})


async def test_leaving_asks_only_where_something_was_chosen(tmp_path: Path) -> None:
    async with console(tmp_path, left(5)) as desk:
        await desk.press("f4")
        await in_front(desk, CloseOutScreen)
        await desk.press("escape")
        await in_front(desk, ConsoleScreen)
        await desk.press("f4")
        await in_front(desk, CloseOutScreen)
        await desk.press("down", "o", "escape")
        await until(lambda: "Rời đi mà không ghi" in desk.text)
        await desk.press("n")
        await in_front(desk, CloseOutScreen)
        await desk.press("r", "escape")
        await in_front(desk, ConsoleScreen)
        assert outcomes(desk) == {None: 5}


async def test_nothing_left_is_said_by_the_key(tmp_path: Path) -> None:
    state = left(1)
    state.apply([put("questions", 1, msgspec.structs.replace(state.questions[1], outcome=Outcome.ANSWERED))])
    async with console(tmp_path, state) as desk:
        await desk.press("f4")
        await until(lambda: "mọi câu đã có kết quả" in desk.text)
        await desk.press("C", "y")
        await until(lambda: desk.state.meeting.phase is Phase.CLOSED)
        await in_front(desk, ConsoleScreen)
