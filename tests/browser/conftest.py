"""A real Chromium, and a served meeting for it to open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.conftest import require_program
from tests.server.served import Served, make_meeting
from tests.waiting import PATIENCE

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

HURRIED = """(function () {
    const parse = JSON.parse;
    JSON.parse = function () {
        const value = parse.apply(JSON, arguments);
        if (value && value.beat) value.beat = 0.4;
        return value;
    };
})();"""
"""For a page's beginning: its beats come sooner, so that tests wait less. How they look is the same."""

Open = Callable[..., Page]

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Playwright's loop must be gone before another module's tests have one of their own."""
    path = require_program("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """An open meeting, served."""
    running = Served.start(make_meeting(tmp_path / "phien"))
    yield running
    running.stop()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Open]:
    """Opens pages as phones do, each in a context of its own; any script error fails the test."""
    errors: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(url: str = "", *, width: int = 360, locale: str = "vi-VN", **how: Any) -> Page:
        viewport = ViewportSize(width=width, height=740)
        context = chromium.new_context(viewport=viewport, locale=locale, **how)
        contexts.append(context)
        context.add_init_script(HURRIED)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if "Content Security" in line.text else None)
        if url:
            page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
