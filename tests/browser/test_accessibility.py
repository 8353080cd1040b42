"""The page for everyone: axe, large text, small screens, large targets, dark mode; and its weight on bad Wi-Fi."""

from __future__ import annotations

import gzip
import re
import secrets

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from meeting.commands.attending import SetCheckIn
from meeting.commands.balloting import OpenPoll
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.pledging import AddPledge, AddSigner
from meeting.commands.polling import AddPoll
from meeting.commands.signing import OpenSigning
from meeting.commands.sorting import Approve
from meeting.commands.staging import StageQuestion
from meeting.model.form import Form, FormKind
from meeting.model.pledge import Pledge, SignerKind, Task
from tests.browser.conftest import Open
from tests.meeting.votes import options
from tests.server.served import Answer, Served

pytestmark = pytest.mark.browser
FIRST_LOAD_BYTES = 14 * 1024
FIRST_LOAD_REQUESTS = 3
BEGINNING_OF_A_STREAM = 50
TARGET_PIXELS = 44

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def with_questions(served: Served) -> None:
    """A list with an answered, a staged and a plain question."""
    for text in ("Câu thứ nhất về thủ tục", "Câu thứ hai về biên chế", "Câu thứ ba"):
        served.phone().ask(text)
    for number in (1, 2, 3):
        served.host.send_now(Approve(number))
    served.host.send_now(RecordAnswer(1, "Đã trả lời xong.", "Nguyễn Văn An"))
    served.host.send_now(StageQuestion(2))


def check(page: Page) -> None:
    results = Axe().run(page, options=WCAG)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_part_of_the_page(served: Served, phone: Open, scheme: str) -> None:
    with_questions(served)
    page = phone(served.live.phone_url, color_scheme=scheme)
    expect(page.locator("#stage")).to_be_visible()
    page.locator("summary").first.click()
    page.fill("#text", "Một câu hỏi đủ dài để có gợi ý và câu tương tự.")
    page.click("#check")
    expect(page.locator("#hint")).to_be_visible()
    check(page)
    page.click("#send")
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận")
    check(page)
    page.click('#tabs a[href="#list"]')
    expect(page.locator("#questions li")).to_have_count(3)
    check(page)
    page.click('#tabs a[href="#mine"]')
    expect(page.locator("#mine-list article")).to_have_count(1)
    check(page)


@pytest.mark.parametrize("path", ["/", "/WRONGCODE", "/NO/SUCH/PAGE"])
def test_axe_finds_nothing_at_the_door(served: Served, phone: Open, path: str) -> None:
    check(phone(served.live.address + path))


def test_axe_finds_nothing_on_a_vote_or_a_pledge_and_nothing_is_cut_off(served: Served, phone: Open) -> None:
    served.host.send_now(AddPoll("Việc nào trước?", Form(FormKind.RANKING, options=options("Một", "Hai"))))
    served.host.send_now(OpenPoll(1))
    served.host.send_now(AddPledge(Pledge(number=0, title="Giao ước", tasks=(Task("1", "Đúng hạn"),))))
    served.host.send_now(AddSigner(1, SignerKind.TEAM, "Đội 1"))
    served.host.send_now(OpenSigning(1))
    page = phone(f"{served.live.phone_url}/B1", width=320, color_scheme="dark")
    for section in ("b1", "c1"):
        if section != "b1":
            page.click('button[data-section=""]')
            page.click(f'#votes [data-section="{section}"]')
        expect(page.locator("#take")).to_be_visible()
        check(page)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.evaluate("document.documentElement.style.fontSize = ''")


@pytest.mark.parametrize("width", [320, 360, 412])
@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut_off_on_small_screens_and_at_double_size(
    served: Served, phone: Open, width: int, size: int
) -> None:
    with_questions(served)
    page = phone(served.live.phone_url, width=width)
    page.evaluate(f"document.documentElement.style.fontSize = '{size}%'")
    for name in ("ask", "list", "mine"):
        page.click(f'#tabs a[href="#{name}"]')
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} px wide"


def test_every_target_is_large_enough_for_a_thumb(served: Served, phone: Open) -> None:
    with_questions(served)
    page = phone(served.live.phone_url, width=320)
    for name in ("ask", "list", "mine"):
        page.click(f'#tabs a[href="#{name}"]')
        small = page.evaluate(
            """least => Array.from(document.querySelectorAll('a, button, input, select, textarea, summary'))
                .filter(e => e.offsetParent && !e.classList.contains('skip'))
                .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
                .filter(([_, box]) => box.height && (box.height < least || box.width < least))
                .map(([html, box]) => html + ' ' + box.width + 'x' + box.height)""",
            TARGET_PIXELS,
        )
        assert small == []


def test_the_check_in_page_is_for_everyone_and_light(served: Served, phone: Open) -> None:
    served.host.send_now(SetCheckIn(open=True))
    page = phone(f"{served.live.phone_url}/D0", width=320)
    for summary in page.locator("summary").all():
        summary.click()
    check(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    zipped = {"Accept-Encoding": "gzip"}
    answer = served.phone().get(f"/{served.live.short_code}/d0", **zipped)
    wanted = re.findall(r'(?:href|src)="(/a/[^"]+)"', gzip.decompress(answer.body).decode())
    answers = [answer, *(served.phone().get(path, **zipped) for path in wanted)]
    assert len(answers) <= FIRST_LOAD_REQUESTS
    assert sum(len(one.body) for one in answers) <= FIRST_LOAD_BYTES


def test_the_page_can_be_used_with_the_keyboard_alone(served: Served, phone: Open) -> None:
    page = phone(served.live.phone_url)
    page.focus("#text")
    page.keyboard.type("Hoi bang ban phim thoi")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "send":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#outbox")).to_contain_text("Đã ghi nhận")


def test_the_first_load_is_one_light_reply_however_much_there_is_to_read(
    served: Served,
) -> None:
    phone = served.phone()
    for number in range(1, 7):
        phone.ask(secrets.token_hex(200))
        served.host.send_now(Approve(number))
        served.host.send_now(RecordAnswer(number, secrets.token_hex(400), "Nguyễn Văn An"))
    for _ in range(3):
        served.host.send_now(AddPoll(f"Biểu quyết {secrets.token_hex(8)}", Form(FormKind.YES_NO)))
    for number in (1, 2, 3):
        served.host.send_now(OpenPoll(number))
    answer = phone.get(f"/{served.live.short_code}", **{"Accept-Encoding": "gzip"})
    page = gzip.decompress(answer.body).decode()
    assert re.findall(r'<script src|<link rel="stylesheet"', page) == []
    stream = head_bytes(phone.get("/api/meeting")) + BEGINNING_OF_A_STREAM
    assert head_bytes(answer) + len(answer.body) + stream <= FIRST_LOAD_BYTES


def head_bytes(answer: Answer) -> int:
    """What a reply's head weighs on the wire."""
    lines = [f"{name}: {value}" for name, value in answer.headers.items()]
    return sum(len(line) + 2 for line in ("HTTP/1.1 200 OK", *lines, ""))


def test_the_page_asks_for_nothing_beyond_the_laptop(served: Served, phone: Open) -> None:
    page = phone()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served.live.phone_url)
    page.wait_for_selector("#form")
    assert asked
    assert all(url.startswith((served.live.address, "data:")) for url in asked)
    assert page.context.cookies() == []


def test_one_region_speaks_and_it_stays_from_page_to_page(served: Served, phone: Open) -> None:
    with_questions(served)
    served.host.send_now(AddPoll("Họp buổi chiều?", Form(FormKind.YES_NO)))
    served.host.send_now(OpenPoll(1))
    page = phone(served.live.phone_url)
    page.evaluate("document.getElementById('signal').first = true")
    regions = page.locator("[aria-live], [role=status], [role=alert], [role=log]")
    expect(regions).to_have_count(1)
    for css in ('#tabs a[href="#list"]', '#tabs a[href="#mine"]', '#votes [data-section="b1"]'):
        page.click(css)
        expect(page.locator("main h2:focus")).to_be_visible()
        expect(regions).to_have_count(1)
        heading = page.locator("main h2:focus").inner_text()
        assert page.title() == f"{heading} · Đối thoại"
    page.check('input[value="yes"]')
    page.click("#take .main")
    expect(page.locator("#signal")).to_contain_text("Đã ghi nhận phiếu")
    assert page.evaluate("document.getElementById('signal').first")
    check(page)


def test_a_walk_through_the_accessibility_tree(served: Served, phone: Open) -> None:
    with_questions(served)
    page = phone(served.live.phone_url)
    expect(page.locator("#stage")).to_be_visible()
    expect(page.locator("body")).to_match_aria_snapshot(
        """
        - link "Đến nội dung chính"
        - status
        - banner:
          - heading "Đối thoại về cải cách hành chính" [level=1]
          - paragraph:
            - button "English"
        - main:
          - navigation "Các phần của trang":
            - link "Đặt câu hỏi"
            - link "Danh sách"
            - link "Theo dõi"
          - 'region "Đang trả lời: câu số 2"':
            - paragraph: "Đang trả lời: câu số 2"
            - paragraph: Câu thứ hai về biên chế
          - region "Câu hỏi, ý kiến, kiến nghị":
            - heading "Câu hỏi, ý kiến, kiến nghị" [level=2]
            - textbox "Nội dung"
            - paragraph: 0/500 ký tự
            - button "Gửi"
        - contentinfo
        """
    )
    page.get_by_role("link", name="Danh sách").click()
    expect(page.get_by_role("heading", name="Câu hỏi của hội trường")).to_be_focused()
    button = page.get_by_role("button", name="Ủng hộ · 0 · Số 3")
    button.press("Enter")
    expect(page.get_by_role("button", name="Đã ủng hộ · 1 · Số 3")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Theo dõi").press("Enter")
    expect(page.get_by_role("textbox", name="Mã tra cứu")).to_be_visible()


@pytest.mark.parametrize("forced", ["active", "none"])
def test_which_tab_is_chosen_is_drawn_in_forced_colours_too(served: Served, phone: Open, forced: str) -> None:
    page = phone(served.live.phone_url, forced_colors=forced)
    widths = page.evaluate(
        "Array.from(document.querySelectorAll('#tabs a')).map(e => getComputedStyle(e).borderBottomWidth)"
    )
    assert widths == ["3px", "0px", "0px"]
