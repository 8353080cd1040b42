"""Asking from a real browser: recorded after the commit, nothing typed is lost, never doubled."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from meeting.commands.attending import SetCheckIn
from meeting.commands.balloting import ClosePoll, OpenPoll
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.pledging import AddPledge, AddSigner
from meeting.commands.polling import AddPoll
from meeting.commands.running import CloseMeeting, OpenMeeting, SetIntake
from meeting.commands.signing import OpenSigning
from meeting.commands.sorting import Approve
from meeting.model.form import Form, FormKind
from meeting.model.pledge import Pledge, SignerKind, Task
from store import Follower
from tests.browser.conftest import Open
from tests.server.served import Served, a_free_port, a_receipt, make_meeting
from tests.waiting import wait_until

pytestmark = pytest.mark.browser
TEXT = "Đề nghị lắp thêm máy quét ở bộ phận một cửa."


def texts(served: Served) -> list[str]:
    return [row["text"] for row in Follower.open(served.folder / "record").db.table("questions").all()]


def write_and_send(page: Page, text: str = TEXT) -> None:
    page.fill("#text", text)
    page.click("#send")


def test_a_phone_asks_reads_recorded_and_follows_the_answer(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    write_and_send(page)
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")
    assert texts(served) == [TEXT]
    page.click('#tabs a[href="#mine"]')
    expect(page.locator("#mine-list")).to_contain_text("Đã tiếp nhận")
    served.host.send_now(Approve(1))
    expect(page.locator("#mine-list")).to_contain_text("Đã đưa vào danh sách")
    served.host.send_now(RecordAnswer(1, "Tháng sau lắp.", "Nguyễn Văn An"))
    expect(page.locator("#mine-list")).to_contain_text("Tháng sau lắp.")
    page.get_by_role("button", name="Rồi").click()
    expect(page.get_by_role("button", name="Rồi")).to_have_attribute("aria-pressed", "true")


def test_the_code_leaves_the_address_bar_and_a_reload_stays_joined(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    expect(page).to_have_url(re.compile(r":\d+/$"))
    page.reload()
    expect(page.locator("#form")).to_be_visible()


def test_a_draft_outlives_a_reload(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    page.fill("#text", "Viết dở")
    page.reload()
    expect(page.locator("#text")).to_have_value("Viết dở")
    expect(page.locator("#draft-note")).to_be_visible()


def test_a_name_that_was_being_offered_outlives_a_reload_and_goes_with_the_question(
    served: Served, phone: Open
) -> None:
    page = phone(served.live.phone_url)
    page.locator("summary").first.click()
    page.fill("#name", "Lê Thị Cúc")
    page.fill("#text", TEXT)
    page.reload()
    expect(page.locator("#name")).to_be_visible()
    expect(page.locator("#name")).to_have_value("Lê Thị Cúc")
    page.click("#send")
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")
    page.reload()
    expect(page.locator("#name")).to_have_value("")


def test_a_receipt_is_looked_up_at_the_door_without_joining(served: Served, phone: Open) -> None:
    receipt = a_receipt()
    served.phone().ask(TEXT, receipt)
    page = phone(served.live.address)
    page.fill("#receipt", receipt.lower())
    page.click("#look-up-form button")
    expect(page.locator("#mine-list")).to_contain_text(TEXT)


def test_a_question_sent_while_the_laptop_is_down_arrives_once_when_it_is_back(
    tmp_path_factory: pytest.TempPathFactory, phone: Open
) -> None:
    folder = make_meeting(tmp_path_factory.mktemp("hall") / "phien")
    port = a_free_port()
    first = Served.start(folder, port=port)
    page = phone(first.live.phone_url)
    first.kill()
    write_and_send(page)
    expect(page.locator("#outbox")).to_contain_text("tự động gửi")
    assert TEXT in page.locator("#outbox").inner_text()
    again = Served.start(folder, port=port)
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")
    assert texts(again) == [TEXT]
    again.stop()


def test_a_lost_reply_does_not_double_the_question(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    lost: list[int] = []

    def lose_first(route: Route) -> None:
        if lost or '"letter":""' in (route.request.post_data or ""):
            route.continue_()
            return
        lost.append(1)
        route.fetch()
        route.abort()

    page.route("**/api/beat", lose_first)
    write_and_send(page)
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")
    assert lost
    assert texts(served) == [TEXT]


def test_when_the_meeting_has_closed_the_text_stays_on_the_phone(served: Served, phone: Open) -> None:
    page = phone()
    page.route("**/api/live/**", lambda route: route.abort())
    page.route("**/api/changes/**", lambda route: route.abort())
    page.goto(served.live.phone_url)
    page.fill("#text", TEXT)
    served.host.send_now(CloseMeeting())
    page.click("#send")
    expect(page.locator("#outbox")).to_contain_text("đã kết thúc")
    page.goto(served.live.address)
    expect(page.locator("#outbox")).to_contain_text(TEXT)


def test_a_page_left_open_by_a_vote_says_that_questions_are_over_and_keeps_what_is_written(
    served: Served, phone: Open
) -> None:
    served.host.send_now(AddPledge(Pledge(number=0, title="Giao ước", tasks=(Task("1", "Đúng hạn"),))))
    served.host.send_now(AddSigner(1, SignerKind.TEAM, "Đội 1"))
    served.host.send_now(OpenSigning(1))
    page = phone(served.live.phone_url)
    page.fill("#text", TEXT)
    served.host.send_now(CloseMeeting())
    expect(page.locator("#intake")).to_contain_text("đã kết thúc")
    expect(page.locator("#send")).to_be_hidden()
    expect(page.locator("#text")).to_have_value(TEXT)


def test_while_intake_is_closed_the_question_waits_and_is_then_sent_by_itself(
    served: Served, phone: Open
) -> None:
    page = phone(served.live.phone_url)
    served.host.send_now(SetIntake(open=False))
    expect(page.locator("#intake")).to_be_visible()
    write_and_send(page)
    expect(page.locator("#outbox")).to_contain_text(TEXT)
    served.host.send_now(SetIntake(open=True))
    expect(page.locator("#intake")).to_be_hidden()
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")


def test_the_form_works_without_scripts(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url, java_script_enabled=False)
    page.fill("#text", TEXT)
    page.click("#send")
    expect(page.locator("main")).to_contain_text("Đã ghi nhận, số 1")
    receipt = page.locator(".receipt").inner_text()
    assert re.fullmatch(r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}", receipt)
    page.reload()
    page.go_back()
    assert texts(served) == [TEXT]
    served.host.send_now(Approve(1))
    page.goto(served.live.address)
    page.fill("#receipt", receipt)
    page.click("#look-up-form button")
    expect(page.locator("main")).to_contain_text("Đã đưa vào danh sách")


def test_without_scripts_a_refused_text_comes_back_in_the_form(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url, java_script_enabled=False)
    page.fill("#text", "dài " * 200)
    page.click("#send")
    expect(page.locator(".problem:visible")).to_contain_text("500")
    expect(page).to_have_title(re.compile("500.* · Đối thoại"))
    assert page.locator("#text").input_value().startswith("dài dài")


def test_without_scripts_support_is_given_and_taken_back_by_the_same_phone(
    served: Served, phone: Open
) -> None:
    for text in ("Câu thứ nhất", "Câu thứ hai"):
        number = served.phone().ask(text).json["number"]
        served.host.send_now(Approve(number))
    page = phone(served.live.phone_url, java_script_enabled=False)

    def counted() -> int:
        row = Follower.open(served.folder / "record").db.table("votes").get(doc_id=1)
        return row["count"] if isinstance(row, dict) else 0

    expect(page.locator("#total")).to_contain_text("2")
    page.click("#search-go")
    button = page.locator('#questions [data-number="1"] .support')
    for _ in range(2):
        button.click()
        expect(button).to_contain_text("Đã ủng hộ")
        expect(page.locator("#list .good")).to_contain_text("Đã ghi nhận")
        wait_until(lambda: counted() == 1)
        page.fill("#q", "thu nhat")
        page.click("#search-go")
        expect(page.locator("#questions li")).to_have_count(1)
        expect(button).to_have_attribute("aria-pressed", "true")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(page.locator("#questions li")).to_have_count(1)
        wait_until(lambda: counted() == 0)


def test_without_scripts_the_language_changes_and_what_was_typed_stays(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url, java_script_enabled=False)
    page.fill("#text", TEXT)
    page.click("#switch")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#text")).to_have_value(TEXT)
    page.locator("summary").first.click()
    page.fill("#name", "Lê Thị Cúc")
    page.press("#name", "Enter")
    expect(page.locator("main")).to_contain_text("Recorded as number 1")
    page.click("text=Ask another question")
    page.fill("#text", "Câu khác")
    page.click("#send")
    expect(page.locator("main")).to_contain_text("Recorded as number 2")
    assert texts(served) == [TEXT, "Câu khác"]


def test_without_scripts_one_phone_has_one_vote_however_often_it_opens_the_poll(
    served: Served, phone: Open
) -> None:
    served.host.send_now(AddPoll("Đồng ý?", Form(FormKind.YES_NO)))
    served.host.send_now(OpenPoll(1))
    page = phone(served.live.phone_url, java_script_enabled=False)
    for choice in ("yes", "no"):
        if choice == "no":
            page.click("#votes-done summary")
        page.click('main button[value="b1"]')
        page.check(f'input[value="{choice}"]')
        page.click("#take .main")
        expect(page.locator("#taken")).to_be_visible()
        page.click("text=Về trang câu hỏi")
    served.host.send_now(ClosePoll(1))
    wait_until(lambda: _tally(served) == [0, 1])


def _tally(served: Served) -> list[int]:
    row = Follower.open(served.folder / "record").db.table("polls").get(doc_id=1)
    tally = row.get("tally") if isinstance(row, dict) else None
    return list(tally["counts"]) if tally else []


def test_without_scripts_the_asker_says_whether_the_answer_settled_it(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url, java_script_enabled=False)
    page.fill("#text", TEXT)
    page.click("#send")
    receipt = page.locator(".receipt").inner_text()
    served.host.send_now(Approve(1))
    served.host.send_now(RecordAnswer(1, "Tháng sau lắp.", "Nguyễn Văn An"))
    page.fill("#receipt", receipt)
    page.click("#look-up-form button")
    page.click("text=Rồi")
    expect(page.locator("main")).to_contain_text("Xin cảm ơn")
    page.click("text=Về trang câu hỏi")
    expect(page.locator("#form")).to_be_visible()


def test_a_code_that_is_wrong_or_a_link_to_nothing_is_told_in_a_page(served: Served, phone: Open) -> None:
    page = phone(served.live.address)
    page.fill("#code", "ABCD-EFGH")
    page.click("#door button")
    expect(page.locator(".problem:visible")).to_contain_text("Mã chưa đúng")
    expect(page).to_have_title(re.compile("Mã chưa đúng.* · Đối thoại"))
    page.goto(f"{served.live.phone_url}/B99")
    expect(page.locator(".problem:visible")).to_contain_text("Không có trang này")
    expect(page).to_have_title(re.compile("Không có trang này.* · Đối thoại"))
    page.click("text=Về trang đầu")
    expect(page.locator("#door")).to_be_visible()


def test_where_storage_throws_the_page_works_and_says_so(served: Served, phone: Open) -> None:
    page = phone()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get: function () { throw new Error('private'); } });"
    )
    page.goto(served.live.phone_url)
    expect(page.locator("#problem")).to_be_visible()
    write_and_send(page)
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")


def test_the_limit_counts_characters_as_people_see_them(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    page.fill("#text", "e\u0302\u0301 👨‍👩‍👧‍👦")
    expect(page.locator("#count")).to_contain_text("3/500")


def test_a_phone_that_joined_stays_when_the_code_is_rotated(served: Served, phone: Open) -> None:
    joined = phone(served.live.phone_url)
    old = served.live.phone_url
    served.host._request("POST", "/rotate")
    joined.reload()
    write_and_send(joined)
    expect(joined.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")
    stranger = phone(old)
    expect(stranger.locator("#door")).to_be_visible()


def test_the_code_can_be_typed_kindly(served: Served, phone: Open) -> None:
    page = phone(served.live.address)
    code = served.live.short_code
    page.fill("#code", f"{code[:4]}-{code[4:]}".lower())
    page.click("#door button")
    expect(page.locator("#form")).to_be_visible()


def test_the_page_speaks_the_phones_language_and_can_be_switched(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url, locale="en-GB")
    expect(page.locator("#send")).to_have_text("Send")
    page.click("#switch")
    expect(page.locator("#send")).to_have_text("Gửi")


def test_a_question_that_was_asked_already_can_be_supported_instead_of_sent(
    served: Served, phone: Open
) -> None:
    served.phone().ask("Bao giờ sửa mái nhà trực của đội 3?")
    served.host.send_now(Approve(1))
    page = phone(served.live.phone_url)
    page.fill("#text", "doi 3 bao gio sua mai nha truc")
    page.click("text=Đã có ai hỏi nội dung này chưa?")
    expect(page.locator("#hint")).to_contain_text("Có thể ủng hộ câu đó thay vì gửi thêm")
    page.locator("#hint .support").click()
    expect(page.locator("#hint .support")).to_have_attribute("aria-pressed", "true")


def test_while_a_question_is_written_the_phone_shows_what_the_hall_asked_and_sends_nothing(
    served: Served, phone: Open
) -> None:
    served.phone().ask("Đề nghị cho biết bao giờ sửa mái nhà trực của đội 3?")
    served.host.send_now(Approve(1))
    page = phone(served.live.phone_url)
    page.focus("#text")
    expect(page.locator("#questions li")).to_have_count(1)
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None
    )
    page.locator("#text").press_sequentially("Bao gio sua mai nha truc")
    expect(page.locator("#hint .support")).to_be_visible()
    expect(page.locator("#hint")).to_contain_text("sửa mái nhà trực của đội 3")
    page.fill("#text", "Phần mềm một cửa hay treo vào buổi sáng")
    expect(page.locator("#hint")).to_be_hidden()
    assert [beat for beat in sent if '"letter":""' not in beat] == []


def test_others_questions_arrive_live_and_can_be_supported(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    page.click('#tabs a[href="#list"]')
    served.phone().ask("Câu của người khác")
    served.host.send_now(Approve(1))
    expect(page.locator("#questions")).to_contain_text("Câu của người khác")
    page.locator(".support").click()
    expect(page.locator(".support")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".support")).to_contain_text("1")
    page.fill("#q", "cau cua nguoi")
    expect(page.locator("#questions li")).to_have_count(1)
    page.fill("#q", "không có gì")
    expect(page.locator("#questions li")).to_have_count(0)


def test_where_streams_are_cut_the_page_polls(served: Served, phone: Open) -> None:
    page = phone()
    page.add_init_script("delete window.EventSource;")
    page.goto(served.live.phone_url)
    page.click('#tabs a[href="#list"]')
    served.phone().ask("Đến bằng cách hỏi lại")
    served.host.send_now(Approve(1))
    expect(page.locator("#questions")).to_contain_text("Đến bằng cách hỏi lại")


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=document.title='hong'>", "</script><script>alert(1)</script>"]
)
def test_markup_in_a_question_is_shown_as_text(served: Served, phone: Open, text: str) -> None:
    served.phone().ask(text)
    served.host.send_now(Approve(1))
    page = phone(served.live.phone_url)
    page.click('#tabs a[href="#list"]')
    expect(page.locator("#questions")).to_contain_text(text)
    assert page.title() == "Câu hỏi của hội trường · Đối thoại"


def test_a_meeting_not_yet_opened_keeps_the_question_until_it_is(
    tmp_path_factory: pytest.TempPathFactory, phone: Open
) -> None:
    running = Served.start(make_meeting(tmp_path_factory.mktemp("hall") / "phien", opened=False))
    page = phone(running.live.phone_url)
    write_and_send(page)
    expect(page.locator("#outbox")).to_contain_text("chưa mở")
    running.host.send_now(OpenMeeting())
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")
    running.stop()


def test_who_checks_in_finds_it_again_on_the_same_phone_corrects_and_withdraws(
    served: Served, phone: Open
) -> None:
    served.host.send_now(SetCheckIn(open=True))
    page = phone(served.live.phone_url)
    page.click('#votes [data-section="d0"]')
    page.fill("#name", "Lê Văn Cường")
    page.fill("#organisation", "Đội 2")
    page.click("#take button")
    expect(page.locator("#taken")).to_contain_text("Đã ghi nhận")
    page.goto(f"{served.live.phone_url}/D0")
    expect(page.locator("#here")).to_be_visible()
    expect(page.locator("#name")).to_have_value("Lê Văn Cường")
    page.fill("#post", "Đội trưởng")
    page.click("#take button")
    expect(page.locator("#taken")).to_contain_text("Đã ghi nhận nội dung sửa")
    page.click("#withdraw button")
    expect(page.locator("#taken")).to_contain_text("Đã rút điểm danh")
    page.goto(f"{served.live.phone_url}/D0")
    expect(page.locator("#name")).to_have_value("")
    expect(page.locator("#here")).to_be_hidden()


@pytest.mark.parametrize("missing", ["fetch", "EventSource", "visualViewport"])
def test_a_browser_that_lacks_what_came_later_asks_and_votes_all_the_same(
    served: Served, phone: Open, missing: str
) -> None:
    served.host.send_now(AddPoll("Đồng ý?", Form(FormKind.YES_NO)))
    served.host.send_now(OpenPoll(1))
    page = phone()
    page.add_init_script(f"delete window.{missing};")
    page.goto(served.live.phone_url)
    write_and_send(page)
    expect(page.locator("main")).to_contain_text("Đã ghi nhận, số 1")
    page.goto(served.live.phone_url)
    page.click('#votes [data-section="b1"]')
    page.check('input[value="yes"]')
    page.click("#take .main")
    expect(page.locator("#taken")).to_be_visible()
