"""Every state of the page, held to axe and to one speaking region: before, paused, unsent, closed, results."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from meeting.commands.asking import AddPrompt, ClosePrompt
from meeting.commands.balloting import (
    ClosePoll,
    CloseSurvey,
    OpenPoll,
    OpenSurvey,
    RevealPoll,
    RevealSurvey,
)
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.polling import AddPoll
from meeting.commands.running import CloseMeeting, OpenMeeting, SetIntake
from meeting.commands.sorting import Approve
from meeting.commands.surveying import AddSurvey
from meeting.model.form import Form, FormKind
from meeting.model.survey import Item, Survey
from meeting.refusal import Refusal
from tests.browser.conftest import Open
from tests.browser.test_accessibility import check
from tests.meeting.votes import options
from tests.server.served import Served, make_meeting
from tests.waiting import wait_until

pytestmark = pytest.mark.browser
TEXT = "Đề nghị lắp thêm máy quét ở bộ phận một cửa."
REGIONS = "[aria-live], [role=status], [role=alert], [role=log]"
ITEMS = (
    Item("gio", "Chờ bao lâu?", Form(FormKind.NUMERIC, unit="giờ", abstain=True), required=True),
    Item("chon", "Vướng ở đâu?", Form(FormKind.MULTIPLE, options=options("Giấy tờ", "Đi lại"), abstain=True)),
    Item("y", "Ý kiến khác", Form(FormKind.TEXT)),
)


def look(page: Page, *, regions: int = 1) -> None:
    """What must hold in every state."""
    expect(page.locator(REGIONS)).to_have_count(regions)
    check(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def ask(page: Page, text: str = TEXT) -> None:
    page.fill("#text", text)
    page.click("#send")


def reveal(served: Served, command: RevealPoll | RevealSurvey) -> None:
    """Make a result public once it is counted."""

    def is_done() -> bool:
        try:
            served.host.send_now(command)
        except Refusal:
            return False
        return True

    wait_until(is_done)


def a_poll(served: Served) -> None:
    served.host.send_now(AddPoll("Họp buổi chiều?", Form(FormKind.YES_NO)))
    served.host.send_now(OpenPoll(1))


def a_survey(served: Served) -> None:
    served.host.send_now(AddSurvey(Survey(number=0, title="Khảo sát", items=ITEMS)))
    served.host.send_now(OpenSurvey(1))


def test_before_the_opening_and_in_a_pause(tmp_path_factory: pytest.TempPathFactory, phone: Open) -> None:
    served = Served.start(make_meeting(tmp_path_factory.mktemp("hall") / "phien", opened=False))
    page = phone(served.live.phone_url)
    expect(page.locator("#intake")).to_contain_text("chưa mở")
    look(page)
    ask(page)
    expect(page.locator("#outbox .waiting")).to_contain_text("chưa mở")
    look(page)
    served.host.send_now(OpenMeeting())
    expect(page.locator("#outbox .good")).to_contain_text("số 1")
    served.host.send_now(SetIntake(open=False))
    expect(page.locator("#intake")).to_contain_text("tạm dừng")
    ask(page, "Câu trong lúc tạm dừng")
    expect(page.locator("#outbox .waiting")).to_be_visible()
    look(page)
    served.stop()


def test_unsent_while_the_network_is_gone_and_refused_for_good(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    page.click("#text")
    served.host.send_now(AddPrompt("Vướng nhất thủ tục nào?"))
    page.click('#votes [data-section="g1"]')
    expect(page.locator("#ask-title")).to_have_text("Vướng nhất thủ tục nào?")
    served.host.send_now(ClosePrompt(1))
    ask(page)
    expect(page.locator('[data-act="unprompt"]')).to_be_visible()
    look(page)
    page.context.set_offline(True)
    ask(page, "Câu lúc mất mạng")
    expect(page.locator("#outbox")).to_contain_text("Chưa có kết nối")
    expect(page.locator("#signal")).to_contain_text("ết nối")
    look(page)
    page.context.set_offline(False)


def test_what_was_left_out_what_is_on_its_way_and_what_was_recorded_in_a_survey(
    served: Served, phone: Open
) -> None:
    a_survey(served)
    page = phone(f"{served.live.phone_url}/S1")
    expect(page.locator("#filled")).to_be_visible()
    look(page)
    page.click("#take .main")
    expect(page.locator("#missing")).to_be_focused()
    look(page)
    page.fill("input.number", "2")
    held: list[Route] = []
    holds = True
    page.route("**/api/beat", lambda route: held.append(route) if holds else route.continue_())
    page.click("#take .main")
    expect(page.locator("#problem.notice")).to_contain_text("Đang gửi")
    look(page)
    holds = False
    for route in held:
        route.continue_()
    expect(page.locator("#taken")).to_contain_text("Đã ghi nhận")
    expect(page.locator("#problem")).to_be_hidden()
    expect(page.locator("#take .main")).to_have_text("Gửi lại phiếu đã sửa")
    look(page)


def test_ones_own_question_being_corrected_withdrawn_and_answered(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    ask(page)
    expect(page.locator("#outbox .good")).to_be_visible()
    ask(page, "Câu thứ hai")
    expect(page.locator("#outbox .good")).to_have_count(2)
    page.click('#tabs a[href="#mine"]')
    expect(page.locator('[data-act="editing"]')).to_have_count(2)
    look(page)
    page.locator('[data-act="editing"]').first.click()
    expect(page.locator("#mine-list textarea")).to_be_focused()
    look(page)
    page.click('[data-act="editing"]:has-text("Giữ nguyên")')
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator('[data-act="withdraw"]').first.click()
    expect(page.locator("#mine-list")).to_contain_text("đã rút lại")
    look(page)
    served.host.send_now(Approve(1))
    served.host.send_now(RecordAnswer(1, "Tháng sau lắp.", "Nguyễn Văn An"))
    expect(page.locator("#mine-list .judge")).to_be_visible()
    page.locator("#mine-list summary").first.click()
    look(page)


def test_votes_closed_and_revealed_and_votes_folded_away(served: Served, phone: Open) -> None:
    a_poll(served)
    a_survey(served)
    page = phone(served.live.phone_url)
    page.click('#votes [data-section="b1"]')
    page.check('input[value="yes"]')
    page.click("#take .main")
    expect(page.locator("#taken")).to_be_visible()
    page.click('button[data-section=""]')
    page.click("#votes-done summary")
    look(page)
    page.click('#votes-cast [data-section="b1"]')
    expect(page.locator('input[value="yes"]')).to_be_checked()
    expect(page.locator("#take .main")).to_have_text("Đổi phiếu")
    served.host.send_now(ClosePoll(1))
    expect(page.locator("main")).to_contain_text("Kết quả chưa công bố")
    look(page)
    reveal(served, RevealPoll(1))
    expect(page.locator(".chart")).to_be_visible()
    look(page)
    served.host.send_now(CloseSurvey(1))
    reveal(served, RevealSurvey(1))
    page.click('button[data-section=""]')
    page.click('#votes [data-section="s1"]')
    expect(page.locator(".chart").first).to_be_visible()
    look(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_after_the_close_with_what_was_not_sent(served: Served, phone: Open, scheme: str) -> None:
    a_poll(served)
    number = served.phone().ask("Câu đã trả lời").json["number"]
    served.host.send_now(Approve(number))
    served.host.send_now(RecordAnswer(number, "Tháng sau lắp.", "Nguyễn Văn An"))
    page = phone(served.live.phone_url, color_scheme=scheme)
    page.click("#text")
    served.host.send_now(SetIntake(open=False))
    expect(page.locator("#intake")).to_be_visible()
    ask(page)
    expect(page.locator("#outbox .waiting")).to_be_visible()
    page.fill("#text", "Viết dở")
    served.host.send_now(ClosePoll(1))
    reveal(served, RevealPoll(1))
    served.host.send_now(CloseMeeting())
    expect(page.locator('#outbox [data-act="copy"]')).to_be_visible()
    expect(page.locator("#optional")).to_be_hidden()
    expect(page.locator("#text")).to_have_value("Viết dở")
    look(page)
    page.goto(served.live.address)
    expect(page.locator("#outbox textarea")).to_have_count(2)
    expect(page.locator(".chart")).to_be_visible()
    look(page)


FIELDS = {
    "a wrong code": ("#code", "ABCD-EFGH"),
    "a receipt nobody knows": ("#receipt", "0000-0000-0000-0000"),
}
"""What is typed at the door, and where."""


@pytest.mark.parametrize("what", FIELDS)
@pytest.mark.parametrize("scripts", [True, False])
def test_a_refusal_at_the_door_is_one_sentence_without_a_second_region(
    served: Served, phone: Open, what: str, *, scripts: bool
) -> None:
    page = phone(served.live.address, java_script_enabled=scripts)
    field, typed = FIELDS[what]
    page.fill(field, typed)
    page.press(field, "Enter")
    expect(page.locator(".problem:visible")).to_have_count(1)
    expect(page.locator(REGIONS)).to_have_count(1)
    if scripts:
        look(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_an_opinion_and_no_opinion_at_once_are_refused_and_never_read_otherwise(
    served: Served, phone: Open, *, scripts: bool
) -> None:
    a_survey(served)
    page = phone(f"{served.live.phone_url}/S1", java_script_enabled=scripts)
    if scripts:
        expect(page.locator("#filled")).to_be_visible()
        page.fill("input.number", "2")
        # Somebody's browser may hold both all the same: filled in by a helper that sends no event.
        page.evaluate("document.querySelector('#item-2 [data-none]').checked = true")
        page.evaluate("document.querySelector('#item-2 input:not([data-none])').checked = true")
    else:
        page.fill("input.number", "2")
        page.locator("#item-2 input").first.check()
        page.check("#item-2 [data-none]")
    page.click("#take .main")
    expect(page.locator(".problem:visible")).to_contain_text("“Không có ý kiến” không đi cùng")
    expect(page.locator("#taken")).to_be_hidden()
    expect(page.locator("#item-2 input").first).to_be_checked()
    expect(page.locator("#item-2 [data-none]")).to_be_checked()
    expect(page.locator("input.number")).to_have_value("2")
    assert served.phone().get("/api/surveys/1").json["cast"] == 0
    if not scripts:
        page.click(".problem a")
        assert page.url.endswith("#item-2")
