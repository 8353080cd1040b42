"""The page holds still: under what is written, read, pressed or marked; and Send stays within reach."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from meeting.commands.balloting import ClosePoll, OpenPoll, OpenSurvey, RevealPoll
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.polling import AddPoll
from meeting.commands.running import CloseMeeting
from meeting.commands.sorting import Approve, EditQuestion, Hide
from meeting.commands.staging import StageQuestion
from meeting.commands.surveying import AddSurvey
from meeting.model.form import Form, FormKind
from meeting.model.survey import Item, Survey
from tests.browser.conftest import Open
from tests.server.served import Served

pytestmark = pytest.mark.browser


def listed(served: Served, *texts: str) -> None:
    """Questions on the list."""
    for text in texts:
        served.host.send_now(Approve(served.phone().ask(text).json["number"]))


def top(page: Page, css: str) -> float:
    """Where an element begins on the screen."""
    return float(page.evaluate("css => document.querySelector(css).getBoundingClientRect().top", css))


def test_what_appears_while_somebody_writes_moves_neither_field_nor_button(
    served: Served, phone: Open
) -> None:
    listed(served, "Một câu đủ dài để chiếm vài dòng trên màn hình của một chiếc điện thoại nhỏ")
    page = phone(served.live.phone_url)
    page.click("#text")
    page.wait_for_timeout(600)
    page.keyboard.type("Bao giờ")
    before = top(page, "#text"), top(page, "#send")
    served.host.send_now(StageQuestion(1))
    served.host.send_now(AddPoll("Họp buổi chiều?", Form(FormKind.YES_NO)))
    served.host.send_now(OpenPoll(1))
    expect(page.locator("#stage")).to_be_visible()
    expect(page.locator('#votes [data-section="b1"]')).to_be_attached()
    page.keyboard.type(" sửa mái nhà trực của đội?")
    assert (top(page, "#text"), top(page, "#send")) == pytest.approx(before, abs=1)


def test_with_the_keyboard_open_the_field_and_send_are_on_the_screen(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    page.set_viewport_size({"width": 360, "height": 400})
    page.click("#text")
    page.keyboard.type("Bao giờ sửa?")
    expect(page.locator("#send")).to_be_in_viewport(ratio=1)
    expect(page.locator("#text")).to_be_in_viewport(ratio=0.9)


def test_news_waits_behind_a_button_and_what_is_shown_is_changed_in_place(
    served: Served, phone: Open
) -> None:
    listed(served, "Câu một", "Câu hai", "Câu ba")
    page = phone(served.live.phone_url)
    page.click('#tabs a[href="#list"]')
    expect(page.locator("#questions li")).to_have_count(3)
    page.evaluate(
        "document.querySelectorAll('#questions li, .support').forEach(function (one) { one.known = true; });"
        "getSelection().selectAllChildren(document.querySelector('#questions [data-number=\"2\"] .text'));"
    )
    before = top(page, '#questions [data-number="1"]')
    listed(served, "Câu bốn")
    served.host.send_now(EditQuestion(1, "Câu một đã sửa"))
    served.host.send_now(RecordAnswer(3, "Xong.", "Nguyễn Văn An"))
    expect(page.locator("#fresh")).to_have_text("1 câu hỏi mới")
    expect(page.locator('#questions [data-number="1"]')).to_contain_text("đã sửa")
    expect(page.locator('#questions [data-number="3"]')).to_contain_text("Xong.")
    assert page.evaluate(
        "Array.from(document.querySelectorAll('#questions li, .support')).every(function (one) { return one.known; })"
    )
    assert page.evaluate("String(getSelection())") == "Câu hai"
    assert top(page, '#questions [data-number="1"]') == pytest.approx(before, abs=1)
    served.host.send_now(Hide(2))
    expect(page.locator("#questions li")).to_have_count(2)
    page.click("#fresh")
    expect(page.locator("#questions li")).to_have_count(3)
    expect(page.locator("#questions li").last).to_contain_text("Xong.")
    page.select_option("#status", "open")
    expect(page.locator("#questions li")).to_have_count(2)


def test_back_goes_through_tabs_and_votes(served: Served, phone: Open) -> None:
    served.host.send_now(AddPoll("Họp buổi chiều?", Form(FormKind.YES_NO)))
    served.host.send_now(OpenPoll(1))
    page = phone(served.live.phone_url)
    page.click('#tabs a[href="#list"]')
    page.click('#votes [data-section="b1"]')
    expect(page.locator("#take")).to_be_visible()
    assert page.title().startswith("Họp buổi chiều?")
    page.go_back()
    expect(page.locator("#list")).to_be_visible()
    page.go_back()
    expect(page.locator("#form")).to_be_visible()
    page.go_forward()
    expect(page.locator("#list")).to_be_visible()
    expect(page.locator("#list-title")).to_be_focused()


def test_a_survey_names_links_and_marks_what_was_left_out_and_echoes_numbers(
    served: Served, phone: Open
) -> None:
    items = (
        Item("gio", "Chờ bao lâu?", Form(FormKind.NUMERIC, unit="giờ", abstain=True), required=True),
        Item("y", "Ý kiến khác", Form(FormKind.TEXT)),
    )
    served.host.send_now(AddSurvey(Survey(number=0, title="Khảo sát", items=items)))
    served.host.send_now(OpenSurvey(1))
    page = phone(f"{served.live.phone_url}/S1")
    page.fill("textarea", "abstain")
    page.click("#take .main")
    expect(page.locator("#missing")).to_contain_text("Chờ bao lâu?")
    expect(page.locator("#missing")).to_be_focused()
    page.click("#missing a")
    expect(page.locator("input.number")).to_be_focused()
    page.check("#item-1 [data-none]")
    page.fill("input.number", "12.000")
    expect(page.locator("#item-1 [data-none]")).not_to_be_checked()
    page.check("#item-1 [data-none]")
    expect(page.locator("input.number")).to_have_value("")
    page.reload()
    expect(page.locator("input.number")).to_have_value("")
    expect(page.locator("textarea")).to_have_value("abstain")
    page.fill("input.number", "12.000")
    page.click("#take .main")
    expect(page.locator("#taken")).to_contain_text("12.000 giờ")


def test_after_the_close_anybody_reads_answers_and_results(served: Served, phone: Open) -> None:
    listed(served, "Câu đã trả lời", "Câu chưa trả lời")
    served.host.send_now(RecordAnswer(1, "Tháng sau lắp.", "Nguyễn Văn An"))
    served.host.send_now(AddPoll("Họp buổi chiều?", Form(FormKind.YES_NO)))
    served.host.send_now(OpenPoll(1))
    served.host.send_now(ClosePoll(1))
    joined = phone(served.live.phone_url)
    expect(joined.locator("#votes")).to_contain_text("Đã đóng")
    served.host.send_now(RevealPoll(1))
    old = served.live.phone_url
    served.host.send_now(CloseMeeting())
    for url in (served.live.address, old):
        page = phone(url)
        expect(page.locator("#answers")).to_contain_text("Tháng sau lắp.")
        expect(page.locator("main")).to_contain_text("Họp buổi chiều?")
        page.select_option("#status", "answered")
        page.click("#find button")
        expect(page.locator("#answers li")).to_have_count(1)
