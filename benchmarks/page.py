"""The phone page in a real browser: what the first load weighs, when the form is ready, what a live update costs.

`python -m benchmarks.page` writes benchmarks/results/page.json. The server is a process of its own, the browser
Chromium, driven over its own protocol, slowed as a cheap phone on bad Wi-Fi is. Bytes are counted as the browser counts
them: heads and bodies of every reply, until nothing more comes.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.outcome import report
from meeting.commands.asking import ImportedRow, ImportQuestions
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.sorting import EditQuestion
from tests.browser.conftest import ARGUMENTS
from tests.server.served import Served, make_meeting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

ITEMS = 205
UPDATES = 20
SLOWDOWN = 6
BITS_PER_SECOND, LATENCY_MS = 320_000, 400
QUIET_MS = 3000

BUDGETS = {
    "first load, bytes": 14_336.0,
    "first load, requests": 2.0,
    "form ready at 320 kbit/s, 400 ms, 6 x slower, ms": 1500.0,
    "a live update with 205 items, 6 x slower, median ms": 16.0,
}


def fill(served: Served) -> None:
    """A list of ITEMS questions, some answered. The desk asks: no phone may that fast."""
    rows = tuple(
        ImportedRow(f"Câu hỏi thứ {place} về thủ tục hành chính và giờ làm việc") for place in range(ITEMS)
    )
    served.host.send_now(ImportQuestions(rows))
    for number in range(1, ITEMS, 10):
        served.host.send_now(RecordAnswer(number, "Đã trả lời tại hội nghị.", "Nguyễn Văn An"))


def phone(browser: Browser) -> tuple[Page, CDPSession]:
    """A phone nobody has used, and what drives its browser."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    page = context.new_page()
    return page, context.new_cdp_session(page)


def first_load(browser: Browser, url: str) -> dict[str, float]:
    """Bytes and requests until nothing more comes."""
    page, driven = phone(browser)
    received: dict[str, float] = {}
    asked: list[str] = []

    def came(told: dict[str, Any], length: float) -> None:
        received[told["requestId"]] = received.get(told["requestId"], 0.0) + length

    def finished(told: dict[str, Any]) -> None:
        received[told["requestId"]] = told["encodedDataLength"]

    driven.send("Network.enable")
    driven.on("Network.requestWillBeSent", lambda told: asked.append(told["request"]["url"]))
    driven.on("Network.dataReceived", lambda told: came(told, told["encodedDataLength"]))
    driven.on("Network.responseReceived", lambda told: came(told, told["response"]["encodedDataLength"]))
    driven.on("Network.loadingFinished", finished)
    page.goto(url)
    page.wait_for_timeout(QUIET_MS)
    page.context.close()
    return {
        "first load, bytes": sum(received.values()),
        "first load, requests": float(len([one for one in asked if one.startswith("http")])),
    }


def form_ready(browser: Browser, url: str) -> float:
    """Milliseconds from going there until the form can be written in and its script listens."""
    page, driven = phone(browser)
    driven.send("Network.enable")
    bytes_a_second = BITS_PER_SECOND / 8
    driven.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        },
    )
    driven.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.add_init_script(
        "new MutationObserver(function () { const form = document.getElementById('form');"
        " if (form && form.noValidate && !window.readyAt) window.readyAt = performance.now(); })"
        ".observe(document, { attributes: true, childList: true, subtree: true });"
    )
    page.goto(url, wait_until="commit")
    while not page.evaluate("window.readyAt"):
        page.wait_for_timeout(50)
    ready: float = page.evaluate("window.readyAt")
    page.context.close()
    return ready


def cost_of_updates(browser: Browser, served: Served, slowdown: int) -> list[float]:
    """What one live update each costs the page's main thread, in milliseconds, with the whole list shown.

    The browser slows a page down by halting its thread for wall-clock time, so that on a busy machine the same work
    seems dearer; its time at full speed, times the slowdown, is what other work disturbs least.
    """
    page, driven = phone(browser)
    page.goto(served.live.phone_url)
    page.click('#tabs a[href="#list"]')
    while page.locator("#more").is_visible() or page.locator("#questions li").count() < ITEMS:
        if page.locator("#more").is_visible():
            page.click("#more")
        page.wait_for_timeout(100)
    page.locator("#questions li").nth(ITEMS // 2).scroll_into_view_if_needed()
    page.wait_for_timeout(QUIET_MS)
    driven.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    # The time its thread ran, not the time that passed: others may be at work on the same cores.
    driven.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
    driven.send("Performance.enable")

    def busy() -> float:
        metrics = driven.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    costs = []
    for place in range(UPDATES):
        page.wait_for_timeout(300)
        before = busy()
        page.wait_for_timeout(400)
        idle = busy() - before
        before = busy()
        served.host.send_now(EditQuestion(2 + place, f"Câu hỏi đã sửa {slowdown}, lần {place}"))
        page.wait_for_timeout(400)
        costs.append(busy() - before - idle)
    told = page.locator('#questions [data-number="2"] .text')
    assert told.text_content() == f"Câu hỏi đã sửa {slowdown}, lần 0"
    page.context.close()
    return costs


def main() -> int:
    """Measure, write, and say by the exit status whether every budget is kept."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = Served.start(make_meeting(Path(folder) / "phien"))
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        try:
            fill(served)
            found: dict[str, Any] = first_load(browser, served.live.phone_url)
            ready = [form_ready(browser, served.live.phone_url) for _ in range(3)]
            costs = cost_of_updates(browser, served, SLOWDOWN)
            unhindered = [SLOWDOWN * cost for cost in cost_of_updates(browser, served, 1)]
        finally:
            browser.close()
            served.stop()
    found["form ready at 320 kbit/s, 400 ms, 6 x slower, ms"] = round(statistics.median(ready))
    found["a live update with 205 items, 6 x slower, median ms"] = round(statistics.median(costs), 1)
    figures = {
        "a live update with 205 items, at full speed, times 6, median ms": round(
            statistics.median(unhindered), 1
        ),
        "each update, ms": [round(cost, 1) for cost in costs],
        "each form ready, ms": [round(r) for r in ready],
    }
    return report("page", BUDGETS, found, {"figures": found | figures})


if __name__ == "__main__":
    sys.exit(main())
