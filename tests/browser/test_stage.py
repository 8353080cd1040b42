"""The stage in a real browser: let in by a code in the address, follows the host, keeps its picture, fits its type."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from link import control
from meeting.commands.asking import Ask
from meeting.commands.staging import Blank, ShowView, StageQuestion
from meeting.model.stage import View
from server.stage.page import THEMES
from tests.browser.conftest import Open
from tests.browser.stage_pictures import StagePage
from tests.server.served import Served
from tests.tui.stage.walls import VIEWS

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


WORDS_BROKEN = """() => {
    const broken = [], walk = document.createTreeWalker(document.querySelector('.main'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        for (const word of walk.currentNode.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(walk.currentNode, word.index);
            range.setEnd(walk.currentNode, word.index + word[0].length);
            if (range.getClientRects().length > 1) broken.push(word[0]);
        }
    }
    return broken;
}"""

FITS = """() => {
    const cut = one => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1;
    return ['#wall', '.main', '.title', '#wall footer .notes', '#wall header .heading']
        .flatMap(each => [...document.querySelectorAll(each)]).filter(cut).map(one => one.className || one.id);
}"""

CONTRASTS = """() => {
    const channel = part => (part /= 255) <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    const luminance = colour => {
        const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number).map(channel);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = one => {
        for (; one; one = one.parentElement) {
            const colour = getComputedStyle(one).backgroundColor;
            if (!/^rgba.*, 0\\)$/.test(colour)) return colour;
        }
    };
    const found = [], walk = document.createTreeWalker(document.getElementById('wall'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const one = walk.currentNode.parentElement;
        if (!walk.currentNode.data.trim()) continue;
        const both = [getComputedStyle(one).color, ground(one)].map(luminance).sort((a, b) => b - a);
        const main = one.closest('.main') && !one.closest('.quiet, .below, .alarm, .accent, .sign');
        found.push([one.className, !!main, (both[0] + 0.05) / (both[1] + 0.05)]);
    }
    return found;
}"""
"""For each text on the wall: its class, whether it is main text, its contrast (WCAG 2.2, 1.4.3)."""


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1920, 1080)])
def test_every_view_fits_a_browsers_wall_and_its_texts_stand_out_in_every_theme(
    phone: Open, width: int, height: int
) -> None:
    page = phone(width=width)
    page.set_viewport_size({"width": width, "height": height})
    stage = StagePage(page)
    for name, state in VIEWS.items():
        for theme in THEMES if width == 1024 else THEMES[:1]:
            stage.show(state(), theme)
            assert page.evaluate(FITS) == [], (name, theme)
            assert page.evaluate(WORDS_BROKEN) == [], (name, theme)
            for kind, is_main, ratio in page.evaluate(CONTRASTS):
                assert ratio >= (7 if is_main else 4.5), (name, theme, kind, ratio)
