"""The style sheet and the script: joined from their parts and compressed once, under names that change with them."""

from __future__ import annotations

import gzip
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

FOLDER = Path(__file__).parent / "assets"
KEPT = "public, max-age=86400, immutable"
"""A day: an asset tells nothing about anybody, and a phone that reloads on bad Wi-Fi needs one request, not three."""

SCRIPTS = (
    "base.js", "pass.js", "outbox.js", "ask.js", "following.js", "list.js", "live.js", "votes.js", "start.js",
)  # fmt: skip
"""In the order they run: one part a subject. A new section of the page adds its own part before start.js."""

STYLES = ("frame.css", "form.css", "questions.css", "votes.css")


BALLOTS = "b-"
"""Begins the names of what only the pages of votes, surveys and pledges load."""


class Asset(NamedTuple):
    """One file as it is sent: its path, type, and bytes plain and compressed."""

    path: str
    media_type: str
    plain: bytes
    gzipped: bytes


def _asset(text: str, extension: str, media_type: str, prefix: str = "") -> Asset:
    plain = text.encode()
    name = prefix + sha256(plain).hexdigest()[:12]
    return Asset(f"/a/{name}.{extension}", media_type, plain, gzip.compress(plain, 9, mtime=0))


def _scoped(text: str) -> str:
    """A script in a scope of its own."""
    return f"(function () {{\n'use strict';\n{text}\n}})();\n"


# By hand, because no library fits. Of 9,967 compressed bytes of scripts and styles rjsmin with rcssmin saves 46 more,
# with wheels for Linux alone; tdewolff-minify saves 1,260, and has none for macOS; minify-html keeps comments and
# takes 733 more, which the first load leaves no room for. Set-up builds no library.
_SCRIPT_SPACES = re.compile(r"('(?:\\.|[^'\\\n])*')| *([{}()\[\]=<>?:;,|&!+]+) *")
_STYLE_SPACES = re.compile(r'("[^"\n]*")| *([{};,>]) *|(:) +')
"""Spaces that neither language needs, and what may hold spaces that count: a string."""


def _squeezed(text: str, spaces: re.Pattern[str]) -> str:
    """`text` without spaces around its punctuation: the first load must fit one TCP window."""
    return spaces.sub(lambda found: "".join(part or "" for part in found.groups()), text)


_NEEDLESS_ENDS = re.compile(r"(?<=[{;,(\[])\n|\n(?=[})\]])")
"""Ends of lines beside what separates anyway."""


def _joined(names: tuple[str, ...]) -> str:
    """The parts without indentation, comments and needless ends of lines: none holds a text of several lines."""
    lines = (
        line.partition("  // ")[0].strip()
        for name in names
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()
    )
    text = "\n".join(line for line in lines if line and not line.startswith("//"))
    squeezed = _squeezed(text, _SCRIPT_SPACES if names[0].endswith(".js") else _STYLE_SPACES)
    return _NEEDLESS_ENDS.sub("", squeezed)


@cache
def script() -> Asset:
    """All scripts in one, in a scope of their own."""
    return _asset(_scoped(_joined(SCRIPTS)), "js", "text/javascript")


@cache
def style() -> Asset:
    """All styles in one."""
    return _asset(_joined(STYLES), "css", "text/css")


@cache
def ballot_script() -> Asset:
    """What the forms of votes, surveys and pledges add."""
    return _asset(_scoped(_joined(("ballot.js",))), "js", "text/javascript", BALLOTS)


@cache
def ballot_style() -> Asset:
    """How they look."""
    return _asset(_joined(("ballot.css",)), "css", "text/css", BALLOTS)


def _named(path: str) -> Asset:
    is_script = path.endswith(".js")
    if path.startswith(f"/a/{BALLOTS}"):
        return ballot_script() if is_script else ballot_style()
    return script() if is_script else style()


async def serve_asset(request: Request) -> Response:
    """The asset of this name; an old name gets the present file, so that a page open during an update goes on."""
    asset = _named(request.url.path)
    return compressed(
        request,
        asset.plain,
        f"{asset.media_type}; charset=utf-8",
        gzipped=asset.gzipped,
        headers={"Cache-Control": KEPT},
    )


def compressed(
    request: Request,
    plain: bytes,
    media_type: str,
    *,
    status: int = 200,
    gzipped: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """A reply, compressed for a phone that says it understands gzip."""
    all_headers = {"Vary": "Accept-Encoding, Accept-Language", **(headers or {})}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(plain, status, all_headers, media_type)
    body = gzip.compress(plain, 6, mtime=0) if gzipped is None else gzipped
    return Response(body, status, {**all_headers, "Content-Encoding": "gzip"}, media_type)
