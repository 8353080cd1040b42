"""The page's script and style run in the WebViews of 2018 (Chrome 61 on): what is newer has a fallback."""

from __future__ import annotations

import re

import pytest

from server.page import assets

SCRIPT = assets.every_script()
STYLE = assets.style() + assets.ballot_style()


@pytest.mark.parametrize(
    "newer",
    [
        r"\?\.[a-z(\[]",
        r"\?\?",
        r"\.\.\.",
        r"=>",
        r"catch ?\{",
        r"\basync\b|\bawait\b",
        r"\bclass \w",
        r"\bimport\b|\bexport\b",
        r"\.(at|flat|flatMap|replaceAll|matchAll|finally|allSettled|fromEntries|replaceChildren|requestSubmit)\(",
        r"URLSearchParams|structuredClone|globalThis|queueMicrotask|randomUUID",
    ],
)
def test_the_script_uses_nothing_newer(newer: str) -> None:
    assert re.findall(newer, SCRIPT) == []


@pytest.mark.parametrize(
    "newer",
    [r":(has|is|where|not\([^)]*,)", r"\b(clamp|max)\(", r"\binset:", r"@layer|@container", r"&", r"\bd?vh"],
)
def test_the_style_uses_nothing_newer(newer: str) -> None:
    assert re.findall(newer, STYLE) == []


def test_what_an_old_browser_skips_has_a_plain_declaration_before_it() -> None:
    for rule in re.findall(r"\{([^{}]*)\}", STYLE):
        declarations = [part.partition(":")[::2] for part in rule.split(";") if part]
        for place, (name, value) in enumerate(declarations):
            if "min(" in value:
                assert name in {earlier for earlier, _ in declarations[:place]}, rule


def test_squeezing_leaves_strings_as_they_are() -> None:
    assert "' · '" in SCRIPT
    assert '"Noto Sans"' in STYLE
    assert "@media (prefers-color-scheme:dark)" in STYLE
