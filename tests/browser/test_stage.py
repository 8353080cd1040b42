"""The stage in a real browser: let in by a code in the address, follows the host, keeps its picture, fits its type."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from link import control
from meeting.commands.asking import Ask
from meeting.commands.staging import Blank, ShowView, StageQuestion
from meeting.model.stage import View
from tests.browser.conftest import Open
from tests.server.served import Served

LONG = "Đề nghị cho biết bao giờ từng đội được cấp máy in và mực in cho hồ sơ một cửa. " * 5


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1920, 1080)])
def test_a_screen_follows_the_wall_and_keeps_its_picture(
    served: Served, phone: Open, width: int, height: int
) -> None:
    invitation = served.host.call_now(control.INVITE_STAGE_SCREEN)
    page = phone(f"{invitation.address}#{invitation.code}", width=width)
    page.set_viewport_size({"width": width, "height": height})
    expect(page.locator(".scan svg path")).to_be_attached()
    assert "#" not in page.url
    result = served.host.send_now(Ask(text=LONG)).result
    assert result is not None
    served.host.send_now(StageQuestion(int(result["number"])))
    expect(page.locator(".words").first).to_be_visible()
    size = page.locator(".words").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= height / 14
    fits = page.locator(".main").evaluate(
        "one => one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth"
    )
    assert fits
    served.host.send_now(Blank(on=True))
    expect(page.locator("#wall > *")).to_have_count(0)
    served.host.send_now(ShowView(View.BOARD))
    expect(page.locator(".row").first).to_be_visible()
    served.kill()
    expect(page.locator(".row").first).to_be_visible()
