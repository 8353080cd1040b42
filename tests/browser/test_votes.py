"""Votes, surveys and signatures on a real phone browser: live links, drafts, drawing, sending through a cut."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from meeting.commands.balloting import ClosePoll, OpenPoll, OpenSurvey, RevealPoll
from meeting.commands.pledging import AddPledge, AddSigner
from meeting.commands.polling import AddPoll, IssueSlips
from meeting.commands.signing import OpenSigning
from meeting.commands.surveying import AddSurvey
from meeting.model.form import Form, FormKind
from meeting.model.pledge import Pledge, SignatureStatus, SignerKind, Task
from meeting.phone_sections import Section
from meeting.pledges.signature import strokes
from meeting.templates import survey_template
from meeting.votes import slips
from tests.browser.conftest import HURRIED
from tests.conftest import require_program
from tests.meeting.votes import options
from tests.server.voting import Voting, voting
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Page, Route

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE * 1000)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest_asyncio.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Voting]:
    with voting(tmp_path / "2024-04-17-doi-thoai") as served:
        yield served


@pytest_asyncio.fixture
async def page(hall: Voting) -> AsyncIterator[Page]:
    """A phone that has joined the hall. A script error fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=require_program("chromium", "google-chrome"), args=FLAGS
        )
        context = await browser.new_context(
            viewport={"width": 390, "height": 844}, locale="vi-VN", has_touch=True
        )
        await context.add_init_script(HURRIED)
        page = await context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        await page.goto(hall.live.phone_url)
        yield page
        await browser.close()
        assert problems == []


async def test_a_poll_appears_by_itself_is_voted_in_and_shows_its_result(hall: Voting, page: Page) -> None:
    number = hall.do(AddPoll("Chọn", Form(FormKind.SINGLE, options=options("Một", "Hai"))))["number"]
    hall.do(OpenPoll(number))
    await page.click("#votes .now")
    await page.check('input[value="b"]')
    await page.click("#take .main")
    await expect(page.locator("#taken")).to_be_visible()
    await page.reload()
    await expect(page.locator('input[value="b"]')).to_be_checked()
    hall.do(ClosePoll(number))
    hall.until(lambda state: state.polls[number].tally is not None)
    hall.do(RevealPoll(number))
    await expect(page.locator(".chart")).to_contain_text("1 (100%)")


async def test_a_vote_cast_while_the_network_is_cut_arrives_once(hall: Voting, page: Page) -> None:
    number = hall.do(AddPoll("Chọn", Form(FormKind.YES_NO)))["number"]
    hall.do(OpenPoll(number))
    await page.click("#votes .now")
    await page.check('input[value="yes"]')
    await page.context.set_offline(True)
    await page.click("#take .main")
    await expect(page.locator("#problem")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.locator("#taken")).to_be_visible()
    hall.do(ClosePoll(number))
    tally = hall.until(lambda state: state.polls[number].tally is not None).polls[number].tally
    assert tally is not None
    assert (tally.cast, tally.counts) == (1, (1, 0))


FIRST_REFORM = 'textarea[name="i.first_reform"]'


async def test_a_survey_keeps_its_draft_over_a_reload(hall: Voting, page: Page) -> None:
    number = hall.do(AddSurvey(survey_template("internal_reform")))["number"]
    hall.do(OpenSurvey(number))
    await page.click("#votes .now")
    await page.check('input[name="i.rules_access"][value="5"]')
    await page.fill("textarea", "Họp ít hơn")
    await expect(page.locator("#filled")).to_contain_text("2/10")
    await page.reload()
    await expect(page.locator("textarea")).to_have_value("Họp ít hơn")
    await expect(page.locator('input[name="i.rules_access"][value="5"]')).to_be_checked()
    await page.click("#take .main")
    await expect(page.locator("#taken")).to_be_visible()


async def test_what_is_typed_before_the_forms_script_came_is_kept_over_a_reload(
    hall: Voting, page: Page
) -> None:
    number = hall.do(AddSurvey(survey_template("internal_reform")))["number"]
    hall.do(OpenSurvey(number))
    come = asyncio.Event()

    async def late(route: Route) -> None:
        await come.wait()
        await route.continue_()

    await page.route("**/a/ballots*", late)
    await page.click("#votes .now")
    await page.fill(FIRST_REFORM, "Họp ít hơn")
    come.set()
    await expect(page.locator("#filled")).to_contain_text("1/10")
    await page.reload()
    await expect(page.locator(FIRST_REFORM)).to_have_value("Họp ít hơn")


async def test_a_signature_is_drawn_with_a_finger(hall: Voting, page: Page) -> None:
    number = hall.do(AddPledge(Pledge(0, "Giao ước", tasks=(Task("1", "Rà soát"),))))["number"]
    place = hall.do(AddSigner(number, SignerKind.TEAM, "Đội 1"))["number"]
    hall.do(OpenSigning(number))
    await page.click("#votes .now")
    await page.select_option("#signer", label="Đội 1")
    await page.fill("#name", "Lê Thị D")
    await page.locator("#pad").scroll_into_view_if_needed()
    box = await page.locator("#pad").bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 30, box["y"] + 40)
    await page.mouse.down()
    for step in range(20):
        await page.mouse.move(box["x"] + 30 + step * 12, box["y"] + 40 + step % 5 * 15)
    await page.mouse.up()
    await page.click("#take .main")
    await expect(page.locator("#taken")).to_be_visible()
    signer = hall.state().signers[place]
    assert signer.standing is SignatureStatus.OFFERED
    assert len(strokes(signer.signature)[0]) > 5


async def test_a_printed_slip_opens_its_vote_with_the_code_filled_in(hall: Voting, page: Page) -> None:
    code = slips.code(b"12345678")
    number = hall.do(AddPoll("Bầu", Form(FormKind.YES_NO), binding=True))["number"]
    hall.do(IssueSlips(number, (slips.fingerprint(code),)))
    hall.do(OpenPoll(number))
    await page.goto("about:blank")
    await page.goto(f"{hall.live.link(Section.POLL, number)}#{code}")
    await expect(page.locator("#slip")).to_have_value(code)
    assert code not in page.url
    await page.check('input[value="yes"]')
    await page.click("#take .main")
    await expect(page.locator("#taken")).to_be_visible()
