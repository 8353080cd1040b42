"""What the page promises to send is sent, over pauses, cuts, reloads and closed prompts; at the close it is shown."""

from __future__ import annotations

import signal
import sys

import pytest
from playwright.sync_api import Page, Route, expect

from meeting.commands.asking import AddPrompt, ClosePrompt
from meeting.commands.balloting import ClosePoll, OpenPoll
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.polling import AddPoll
from meeting.commands.running import CloseMeeting, SetIntake
from meeting.commands.sorting import Approve
from meeting.commands.staging import PinNext, StageQuestion
from meeting.model.form import Form, FormKind
from store import Follower
from tests.browser.conftest import Open
from tests.server.served import Served
from tests.waiting import wait_until

pytestmark = pytest.mark.browser
TEXT = "Đề nghị lắp thêm máy quét ở bộ phận một cửa."


def rows(served: Served, table: str) -> list[dict[str, object]]:
    return [dict(row) for row in Follower.open(served.folder / "record").db.table(table).all()]


def ask(page: Page, text: str = TEXT) -> None:
    page.fill("#text", text)
    page.click("#send")


def test_what_was_sent_during_a_pause_goes_after_a_reload(served: Served, phone: Open) -> None:
    served.host.send_now(SetIntake(open=False))
    page = phone(served.live.phone_url)
    expect(page.locator("#intake")).to_contain_text("sẽ tự động gửi")
    ask(page)
    expect(page.locator("#outbox")).to_contain_text(TEXT)
    page.reload()
    expect(page.locator("#outbox")).to_contain_text("sẽ tự động gửi")
    served.host.send_now(SetIntake(open=True))
    expect(page.locator("#outbox")).not_to_contain_text(TEXT)
    wait_until(lambda: [row["text"] for row in rows(served, "questions")] == [TEXT])


def test_a_ballot_that_found_no_network_is_cast_once_after_leaving_and_a_reload(
    served: Served, phone: Open
) -> None:
    served.host.send_now(AddPoll("Họp buổi chiều?", Form(FormKind.YES_NO)))
    served.host.send_now(OpenPoll(1))
    page = phone(f"{served.live.phone_url}/B1")
    cut: list[bool] = [True]

    def maybe(route: Route) -> None:
        route.abort() if cut else route.continue_()

    page.route("**/api/beat", maybe)
    page.check('input[value="yes"]')
    page.click("#take .main")
    expect(page.locator("#problem")).to_contain_text("sẽ tự động gửi")
    page.click('button[data-section=""]')
    expect(page.locator("#form")).to_be_visible()
    page.reload()
    expect(page.locator("#outbox")).to_contain_text("Họp buổi chiều?")
    cut.clear()
    expect(page.locator("#votes-cast-count")).to_contain_text("1")
    served.host.send_now(ClosePoll(1))
    wait_until(lambda: rows(served, "polls")[0].get("tally") is not None)
    tally = rows(served, "polls")[0]["tally"]
    assert isinstance(tally, dict)
    assert tally["counts"] == [1, 0]


def test_a_phone_whose_timer_comes_early_tries_again_all_the_same(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    page.wait_for_function("() => window.showOutbox")
    page.evaluate(
        """() => {
            const real = window.setTimeout, show = window.showOutbox;
            window.setTimeout = (act, wait, ...given) => real(act, Math.max(0, wait - 30), ...given);
            window.showOutbox = () => { const until = Date.now() + 60; while (Date.now() < until); show(); };
        }"""
    )
    lost: list[bool] = []

    def lose_first(route: Route) -> None:
        if lost or '"letter":""' in (route.request.post_data or ""):
            route.continue_()
            return
        lost.append(True)
        route.abort()

    page.route("**/api/beat", lose_first)
    ask(page)
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")
    assert lost


def test_support_given_without_a_network_counts_once_it_is_back(served: Served, phone: Open) -> None:
    served.phone().ask(TEXT)
    served.host.send_now(Approve(1))
    page = phone(served.live.phone_url)
    page.click('#tabs a[href="#list"]')
    expect(page.locator(".support")).to_be_visible()
    page.context.set_offline(True)
    page.click(".support")
    expect(page.locator(".support")).to_have_attribute("aria-pressed", "true")
    page.context.set_offline(False)
    wait_until(lambda: [row["count"] for row in rows(served, "votes")] == [1])


def test_the_answer_to_a_closed_prompt_can_be_sent_as_an_ordinary_question(
    served: Served, phone: Open
) -> None:
    page = phone(served.live.phone_url)
    page.click("#text")
    served.host.send_now(AddPrompt("Vướng nhất thủ tục nào?"))
    page.click('#votes [data-section="g1"]')
    expect(page.locator("#ask-title")).to_have_text("Vướng nhất thủ tục nào?")
    served.host.send_now(ClosePrompt(1))
    ask(page)
    page.click('[data-act="unprompt"]')
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")


def test_at_the_close_what_was_not_sent_stands_there_with_its_text(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    page.click("#text")
    served.host.send_now(SetIntake(open=False))
    expect(page.locator("#intake")).to_be_visible()
    ask(page)
    page.fill("#text", "Viết dở")
    served.host.send_now(CloseMeeting())
    expect(page.locator('#outbox [data-act="copy"]')).to_be_visible()
    page.goto(served.live.address)
    expect(page.locator("#outbox textarea")).to_have_count(2)
    assert {field.input_value() for field in page.locator("#outbox textarea").all()} == {TEXT, "Viết dở"}


def test_a_server_that_froze_is_said_within_half_a_minute_and_nothing_is_lost(
    served: Served, phone: Open
) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no signal that stops a process")
    page = phone(served.live.phone_url)
    page.click('#tabs a[href="#list"]')
    expect(page.locator("#total")).to_contain_text("Chưa có")
    served.process.send_signal(signal.SIGSTOP)
    try:
        expect(page.locator("#signal")).to_contain_text("Đang kết nối lại")
    finally:
        served.process.send_signal(signal.SIGCONT)
    served.phone().ask(TEXT)
    served.host.send_now(Approve(1))
    expect(page.locator("#questions li")).to_have_count(1)


def test_a_part_of_the_script_that_did_not_come_is_tried_again(served: Served, phone: Open) -> None:
    served.phone().ask(TEXT)
    served.host.send_now(Approve(1))
    page = phone()
    refused: list[str] = []

    def twice(route: Route) -> None:
        if len(refused) < 2:
            refused.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route("**/a/**", twice)
    page.goto(served.live.phone_url)
    page.click('#tabs a[href="#list"]')
    expect(page.locator("#questions li")).to_have_count(1)
    assert len(refused) == 2


def test_where_the_rest_of_the_script_never_comes_the_page_works_as_without_scripts(
    served: Served, phone: Open
) -> None:
    served.phone().ask(TEXT)
    served.host.send_now(Approve(1))
    page = phone()
    page.route("**/a/**", lambda route: route.abort())
    page.goto(served.live.phone_url)
    ask(page, "Hỏi được cả khi thiếu")
    wait_until(lambda: len(rows(served, "questions")) == 2)
    page.click('#tabs a[href="#list"]')
    page.click("#search-go")
    expect(page.locator("#questions li")).to_have_count(1)


def test_an_asker_hears_that_theirs_is_next_being_answered_and_answered(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    ask(page)
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")
    served.host.send_now(Approve(1))
    served.host.send_now(PinNext(1))
    expect(page.locator("#signal")).to_contain_text("là câu tiếp theo")
    served.host.send_now(StageQuestion(1))
    expect(page.locator("#stage")).to_contain_text(TEXT)
    expect(page.locator("#signal")).to_contain_text("đang được trả lời")
    served.host.send_now(RecordAnswer(1, "Tháng sau lắp.", "Nguyễn Văn An"))
    expect(page.locator("#signal")).to_contain_text("đã được trả lời")


def test_an_asker_corrects_takes_the_name_back_and_withdraws(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    page.locator("#names summary").click()
    page.fill("#name", "Lê Thị Cúc")
    ask(page)
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")
    page.click('#tabs a[href="#mine"]')
    page.click('[data-act="unname"]')
    wait_until(lambda: rows(served, "questions")[0]["name"] == "")
    page.click('[data-act="editing"]')
    page.fill("#mine-list textarea", "Máy quét hỏng")
    page.click('[data-act="correct"]')
    expect(page.locator("#mine-list .text")).to_have_text("Máy quét hỏng")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click('[data-act="withdraw"]')
    expect(page.locator("#mine-list")).to_contain_text("đã rút lại")
    assert TEXT not in str(rows(served, "questions"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Gọi tôi số 0912 345 678 nhé", "số điện thoại"),
        ("Căn cước 001 099 012 345 bị sai ngày sinh", "số căn cước"),
        ("Đề nghị ông Nguyễn Văn Bình trả lời", "nêu tên"),
    ],
)
def test_a_gentle_word_comes_before_what_others_could_read_is_sent(
    served: Served, phone: Open, text: str, word: str
) -> None:
    page = phone(served.live.phone_url)
    page.click("#text")
    page.wait_for_function("() => Boolean(window.careFor)")
    ask(page, text)
    expect(page.locator("#problem")).to_contain_text(word)
    assert rows(served, "questions") == []
    page.click("#send")
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 1")
