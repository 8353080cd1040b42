"""The host makes, runs and reveals votes with single keys; everything goes through the real server."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from meeting.commands.attending import RecordAttendance
from meeting.commands.balloting import OpenPoll, OpenSurvey
from meeting.commands.pledging import AddPledge, AddSigner
from meeting.commands.polling import AddPoll, IssueSlips
from meeting.commands.surveying import AddSurvey
from meeting.model.attendance import AttendanceEntry
from meeting.model.form import Form, FormKind
from meeting.model.pledge import Pledge, PledgePhase, Review, SignatureStatus, SignerKind, Target, Task
from meeting.model.stage import View
from meeting.model.survey import Item, Survey
from meeting.model.vote import VotePhase
from meeting.votes import slips
from tests.meeting.votes import options
from tests.server.voting import READ, Voting, voting
from tests.tui.watching import until
from tui.actions import doubled_keys
from tui.console import ConsoleApp
from tui.screens.dialogs.form import FormDialog
from tui.screens.votes.actions import Votes
from tui.screens.votes.screen import VotesScreen
from tui.widgets.field import Field
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Voting]:
    with voting(tmp_path / "2024-04-17-doi-thoai") as served:
        yield served


async def enter(pilot: Pilot[str]) -> VotesScreen:
    """From the console to the screen of votes."""
    app = pilot.app
    assert isinstance(app, ConsoleApp)
    await until(pilot, lambda: app.seen is not None)
    await pilot.press("B")
    await until(pilot, lambda: isinstance(app.screen, VotesScreen))
    screen = app.screen
    assert isinstance(screen, VotesScreen)
    return screen


def said(screen: VotesScreen) -> str:
    return str(screen.query_one("#above", Plain).content)


def another_form(app: ConsoleApp, before: object) -> bool:
    """Whether a form stands in front that is not the one before."""
    return app.screen is not before and isinstance(app.screen, FormDialog)


async def confirmed(pilot: Pilot[str], screen: VotesScreen, key: str) -> None:
    """Press a key that asks first, and say yes."""
    app = pilot.app
    await pilot.press(key)
    await until(pilot, lambda: app.screen is not screen)
    await pilot.pause()
    await pilot.press("y")
    await until(pilot, lambda: app.screen is screen)


async def write(pilot: Pilot[str], text: str) -> None:
    """Type a text of plain letters."""
    for letter in text:
        await pilot.press({" ": "space", "\n": "enter"}.get(letter, letter))


def test_no_key_has_two_meanings() -> None:
    assert doubled_keys(Votes.ACTIONS) == set()


async def test_a_poll_is_made_run_and_revealed_in_seconds(hall: Voting) -> None:
    app = ConsoleApp(hall.folder)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await enter(pilot)
        await pilot.press("n", "1")
        await until(pilot, lambda: app.screen is not screen)
        await pilot.pause()
        await write(pilot, "Tan thanh khong")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(hall.state().polls) == 1)
        assert hall.state().polls[1].text == "Tan thanh khong"
        await until(pilot, lambda: app.screen is screen and screen.selected is not None)
        await pilot.press("o")
        await until(pilot, lambda: hall.state().stage.view is View.POLL)
        await pilot.press("e")
        await until(pilot, lambda: app.screen is not screen)
        await pilot.pause()
        await pilot.press("end", "z", "ctrl+s")
        await until(pilot, lambda: hall.state().polls[1].text == "Tan thanh khongz")
        assert (hall.state().polls[1].phase, hall.state().polls[1].edition) == (VotePhase.OPEN, 2)
        await until(pilot, lambda: app.screen is screen)
        phones = [await asyncio.to_thread(hall.phone) for _ in range(3)]
        for phone in phones:
            await asyncio.to_thread(
                phone.post, "/api/polls/1/ballot", {**READ, "edition": 2, "options": ["yes"]}
            )
        await until(pilot, lambda: hall.state().polls[1].phase is VotePhase.OPEN)
        await pilot.pause(0.4)
        await confirmed(pilot, screen, "c")
        await until(pilot, lambda: hall.state().polls[1].tally is not None)
        await until(pilot, lambda: "Hội trường chưa thấy" in said(screen))
        assert "Được thông qua: 3/3" in said(screen)
        await confirmed(pilot, screen, "v")
        await until(pilot, lambda: hall.state().polls[1].phase is VotePhase.REVEALED)


async def test_more_ballots_than_people_are_pointed_out(hall: Voting) -> None:
    app = ConsoleApp(hall.folder)
    number = hall.do(AddPoll("Tan thanh?", Form(FormKind.YES_NO)))["number"]
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await enter(pilot)
        await pilot.press("o")
        await until(pilot, lambda: hall.state().polls[number].phase is VotePhase.OPEN)
        for _ in range(2):
            phone = await asyncio.to_thread(hall.phone)
            await asyncio.to_thread(phone.post, f"/api/polls/{number}/ballot", {**READ, "options": ["no"]})
        hall.do(RecordAttendance((AttendanceEntry("Tổ 1"),)))
        await confirmed(pilot, screen, "c")
        await until(pilot, lambda: "Số phiếu nhiều hơn số người có mặt" in said(screen))


async def test_options_that_read_alike_are_pointed_out_and_a_template_is_two_keys_away(hall: Voting) -> None:
    app = ConsoleApp(hall.folder)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await enter(pilot)
        await pilot.press("n", "t")
        await until(pilot, lambda: len(app.screen_stack) == 3 and app.screen is not screen)
        await pilot.pause()
        await pilot.press("3")
        await until(pilot, lambda: len(hall.state().polls) == 1)
        await until(pilot, lambda: app.screen is screen and screen.query_one(OptionList).option_count == 1)


async def test_paper_surveys_are_typed_in_by_numbers(hall: Voting) -> None:
    items = (
        Item("fair", "Công bằng?", Form(FormKind.LIKERT)),
        Item("order", "Thứ tự", Form(FormKind.RANKING, options=options("Một", "Hai"))),
    )
    number = hall.do(AddSurvey(Survey(0, "Khảo sát", items, units=("Đội 1",))))["number"]
    hall.do(OpenSurvey(number))
    app = ConsoleApp(hall.folder)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await enter(pilot)
        await pilot.press("y")
        await until(pilot, lambda: app.screen is not screen)
        await pilot.pause()
        await pilot.press("1", "enter", "2", "space", "1", "enter", "1", "ctrl+s")
        await pilot.pause(0.3)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("c")
        await until(pilot, lambda: app.screen is not screen)
        await pilot.press("y")
        await until(pilot, lambda: hall.state().surveys[number].result is not None)
        result = hall.state().surveys[number].result
        assert result is not None
        assert result.responses == 1
        assert result.items[0].tally.counts == (1, 0, 0, 0, 0)
        assert result.items[1].tally.counts == (0, 1)
        await until(pilot, lambda: "giữ kín" in said(screen))


async def test_ballots_of_slips_are_typed_in_and_belong_to_the_paper(hall: Voting) -> None:
    number = hall.do(AddPoll("Tán thành?", Form(FormKind.YES_NO), binding=True))["number"]
    codes = [slips.code(bytes([n] * 8)) for n in range(2)]
    hall.do(IssueSlips(number, tuple(slips.fingerprint(code) for code in codes)))
    hall.do(OpenPoll(number))
    phone = await asyncio.to_thread(hall.phone)
    app = ConsoleApp(hall.folder)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await enter(pilot)
        for code in codes:
            await pilot.press("y")
            await until(pilot, lambda: isinstance(app.screen, FormDialog))
            form = app.screen
            await until(pilot, lambda: len(app.screen.query(Field)) == 2)
            assert "1 Tán thành" in "".join(str(one.content) for one in form.query(Plain))
            app.screen.query_one("#slip", Field).value = code.lower()
            app.screen.query_one("#choice", Field).value = "2"
            await pilot.press("ctrl+s")
            await until(pilot, partial(another_form, app, form))
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is screen)
        body = {**READ, "options": ["yes"], "slip": codes[0]}
        late = await asyncio.to_thread(phone.post, f"/api/polls/{number}/ballot", body)
        assert late.json["error"]["code"] == "slip-used"
        await confirmed(pilot, screen, "c")
        await until(pilot, lambda: hall.state().polls[number].tally is not None)
        tally = hall.state().polls[number].tally
        assert tally is not None
        assert tally.counts == (0, 2)


async def test_a_number_is_read_back_while_it_is_typed_and_one_of_two_readings_is_asked_back(
    hall: Voting,
) -> None:
    target = Target("1.1", "1", "Hồ sơ được số hóa", "hồ sơ", plan="600.000,5")
    pledge = Pledge(0, "Giao ước", tasks=(Task("1", "Số hóa"),), targets=(target,))
    number = hall.do(AddPledge(pledge))["number"]
    place = hall.do(AddSigner(number, SignerKind.TEAM, "Đội 1"))["number"]
    app = ConsoleApp(hall.folder)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await enter(pilot)
        await pilot.press("l")
        await until(pilot, lambda: app.screen is not screen)
        await pilot.pause()

        def read() -> str:
            return str(app.screen.query_one("#t0-read", Plain).content)

        field = app.screen.query_one(Field)
        for typed, expected in (
            ("500000", "= 500.000 hồ sơ"),
            ("500.000 hồ sơ", "500000 hay 500"),
            ("95%", "khác đơn vị tính hồ sơ"),
            ("3,5", "= 3,5 hồ sơ"),
        ):
            field.value = typed
            await until(pilot, lambda expected=expected: expected in read())  # type: ignore[misc]
        field.value = "500.000"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "500000" in str(app.screen.query_one(".problem", Plain).content))
        field.value = "500 000"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: hall.state().signers[place].levels == {"1.1": "500000"})


async def test_the_ceremony_is_run_from_the_desk(hall: Voting) -> None:
    target = Target("1.1", "1", "Văn bản được rà soát", "%", plan="90")
    pledge = Pledge(0, "Giao ước", tasks=(Task("1", "Rà soát"),), targets=(target,))
    number = hall.do(AddPledge(pledge))["number"]
    place = hall.do(AddSigner(number, SignerKind.TEAM, "Đội 1"))["number"]
    app = ConsoleApp(hall.folder)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await enter(pilot)
        await pilot.press("o")
        await until(pilot, lambda: hall.state().pledges[number].phase is PledgePhase.SIGNING)
        phone = await asyncio.to_thread(hall.phone)
        signature = {"signer": place, "name": "Lê D", "signature": "M10 20L300 200"}
        await asyncio.to_thread(phone.post, "/api/signatures", signature)
        await until(pilot, lambda: "đang chờ: k nhận" in said(screen))
        await pilot.press("k")
        await until(pilot, lambda: hall.state().signers[place].standing is SignatureStatus.SIGNED)
        await pilot.press("c")
        await until(pilot, lambda: app.screen is not screen)
        await pilot.press("y")
        await until(pilot, lambda: hall.state().pledges[number].phase is PledgePhase.SIGNED)
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("r")
        await until(pilot, lambda: app.screen is not screen)
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause(0.3)
        await pilot.press("1")
        await pilot.pause(0.3)
        await pilot.press("9", "5", "ctrl+s")
        await until(pilot, lambda: len(hall.state().results) == 1)
        entered = hall.state().results[1]
        assert (entered.review, entered.value, entered.good) == (Review.INTERIM, "95", True)
        await until(pilot, lambda: "Vượt 1" in said(screen))
