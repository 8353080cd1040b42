"""What can be seen from outside of real pages: who asks, votes or supports sends what who only reads sends."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, Request, expect

from meeting.commands.balloting import OpenPoll
from meeting.commands.polling import AddPoll
from meeting.commands.sorting import Approve
from meeting.model.form import Form, FormKind
from server import limits
from tests.browser.conftest import Open
from tests.server.served import QUESTION, Served

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser


class Air:
    """The requests of one page: where, and how much."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sent: list[tuple[str, int]] = []
        self.letters = 0
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        body = request.post_data or ""
        heads = sum(len(name) + len(value) + 4 for name, value in request.headers.items())
        path = "/" + request.url.split("/", 3)[3].partition("?")[0]
        self.sent.append((path, heads + len(body)))
        self.letters += path == "/api/beat" and bool(json.loads(body)["letter"])

    def beats(self) -> int:
        """How many beats went out."""
        return sum(path == "/api/beat" for path, _ in self.sent)

    def others(self) -> Counter[str]:
        """All other requests, by path."""
        return Counter(path for path, _ in self.sent if path != "/api/beat")


def ready(served: Served, phone: Open) -> Air:
    """A phone on which everything has come that comes by itself."""
    page = phone(served.live.phone_url)
    air = Air(page)
    page.click("#text")
    page.wait_for_function("() => Boolean(window.careFor)")
    page.click('#tabs a[href="#list"]')
    expect(page.locator("#questions li")).to_have_count(1)
    return air


def test_asking_voting_and_supporting_send_nothing_but_beats_of_the_size_of_everybodys(
    served: Served, phone: Open
) -> None:
    served.phone().ask(QUESTION)
    served.host.send_now(Approve(1))
    actor, reader = ready(served, phone), ready(served, phone)
    served.host.send_now(AddPoll("Họp buổi chiều?", Form(FormKind.YES_NO)))
    served.host.send_now(OpenPoll(1))
    for air in (actor, reader):
        air.page.wait_for_function("() => Boolean(pages[pageName('b1')] && window.draftName)", timeout=30_000)
        air.page.wait_for_function("() => letters.length === 0")
    for air in (actor, reader):
        air.sent.clear()
        air.letters = 0

    acts: list[Callable[[Page], None]] = [_support, _vote, _ask]
    for act in acts:
        act(actor.page)
    expect(actor.page.locator("#outbox")).to_contain_text("Đã ghi nhận, số 2")
    actor.page.wait_for_function("() => letters.length === 0")

    reader.page.wait_for_timeout(500)
    assert actor.letters >= len(acts)
    assert actor.others() - reader.others() == Counter()
    assert len({size for air in (actor, reader) for path, size in air.sent if path == "/api/beat"}) == 1
    assert actor.beats() <= reader.beats() + 3


def _support(page: Page) -> None:
    page.click(".support")
    expect(page.locator("#signal")).to_contain_text("Ủng hộ câu số 1")


def _vote(page: Page) -> None:
    page.click('#votes [data-section="b1"]')
    page.check('input[value="yes"]')
    page.click("#take .main")
    expect(page.locator("#taken")).to_contain_text("Đã ghi nhận")
    page.click('button[data-section=""]')


def _ask(page: Page) -> None:
    page.click('#tabs a[href="#ask"]')
    page.fill("#text", "Bao giờ sửa mái nhà trực?")
    page.click("#send")


def test_beats_stay_within_ten_kilobytes_a_minute(served: Served, phone: Open) -> None:
    served.phone().ask(QUESTION)
    served.host.send_now(Approve(1))
    air = ready(served, phone)
    air.page.wait_for_function("() => letters.length === 0")
    one = next(size for path, size in air.sent if path == "/api/beat")
    request_line, tcp = 30, 3 * 52
    assert (one + request_line + tcp) * 60 / limits.BEAT_SECONDS <= 10 * 1024
