"""The page of the stage in a browser, shown one record: its own files, and the picture a server would send of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from language import using
from server.stage.page import ASSETS, PATH, page_text
from server.stage.pictures import Picture, scan_code
from tests.tui.meetings import LIVE, NOW
from tests.tui.stage.showing import DIGEST
from wall.projection import slide
from wall.scene import Scene, WayIn

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from meeting.state import State

ADDRESS = "http://stage.invalid"
CODE = "CODE"
KINDS = {"stage.css": "text/css", "stage.js": "text/javascript"}


def picture(state: State) -> Picture:
    """What a screen is sent of `state`."""
    with using("vi"):
        made = slide(Scene(state, WayIn(LIVE.phone_url, LIVE.address, LIVE.short_code), NOW, DIGEST))
    return Picture(made, scan_code(made.scan.target) if made and made.scan else None)


class StagePage:
    """A browser's page that shows one record after the other; nothing is asked of any network."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._sent = b"{}"
        page.route("**/*", self._answer)
        page.goto(f"{ADDRESS}{PATH}#{CODE}")

    def show(self, state: State, theme: str) -> None:
        """`state` on the wall in `theme`, drawn to its end."""
        self._sent = msgspec.json.encode(picture(state))
        self.page.evaluate("theme => { document.body.className = theme; }", theme)
        self.page.reload()
        self.page.evaluate("theme => { document.body.className = theme; }", theme)
        self.page.locator("#wall header").wait_for(state="attached")
        self.page.evaluate("document.fonts.ready")

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS).partition("?")[0].partition("#")[0]
        name = path.rpartition("/")[2]
        if path == PATH:
            route.fulfill(body=page_text("vi"), content_type="text/html; charset=utf-8")
        elif name in KINDS:
            route.fulfill(
                body=(ASSETS / name).read_text(encoding="utf-8"), content_type=f"{KINDS[name]}; charset=utf-8"
            )
        elif name == "live":
            route.fulfill(body=b"data: " + self._sent + b"\n\n", content_type="text/event-stream")
        elif name == "now":
            route.fulfill(body=self._sent, content_type="application/json")
        elif path == "/api/stage":
            route.fulfill(body='{"pass": "mine"}', content_type="application/json")
        else:
            route.abort()
