"""The style and the script of the phone page, joined from their parts once.

What every page needs stands in the page itself, so that it cannot fail to load and costs no round trip; the policy on
every page names it by its SHA-256. What only some need comes later, in two parts with the words they speak.
"""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from starlette.responses import Response

import language
from server.page.words import part_words

if TYPE_CHECKING:
    from starlette.requests import Request

FOLDER = Path(__file__).parent / "assets"
KEPT = "public, max-age=86400, immutable"
"""A day: an asset tells nothing about anybody, and a phone that reloads on bad Wi-Fi needs one request, not three."""

SCRIPT = ("base.js", "still.js", "pass.js", "beats.js", "outbox.js", "ask.js", "live.js", "start.js")
"""What stands in every page, in the order it runs: asking, sending, hearing of changes."""

PARTS = {
    "rest": (
        "keyed.js",
        "reach.js",
        "polling.js",
        "unsent.js",
        "list.js",
        "following.js",
        "hints.js",
        "sections.js",
    ),
    "ballots": ("ballot.js", "signing.js"),
}
"""What is fetched when it is needed: the list and following; the forms of votes, surveys, pledges, checking in."""

STYLE = ("frame.css", "form.css", "questions.css", "votes.css")
BALLOT_STYLE = ("ballot.css",)


class Asset(NamedTuple):
    """One file as it is sent: its path, and its bytes plain and compressed."""

    path: str
    plain: bytes
    gzipped: bytes


# By hand, because no library fits. Of 9,967 compressed bytes of scripts and styles rjsmin with rcssmin saves 46 more,
# with wheels for Linux alone; tdewolff-minify saves 1,260, and has none for macOS; minify-html keeps comments and
# takes 733 more, which the first load leaves no room for. Set-up builds no library.
_SCRIPT_SPACES = re.compile(
    r"('(?:\\.|[^'\\\n])*')|(/(?![/ *])(?:\\.|[^/\\\n])+/)| *([{}()\[\]=<>?:;,|&!+]+) *"
)
_STYLE_SPACES = re.compile(r'("[^"\n]*")| *([{};,>]) *|(:) +')
"""Spaces that neither language needs, and what may hold spaces that count: a string, a pattern."""


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
def script() -> str:
    """The script that stands in every page."""
    return f"'use strict';\n{_joined(SCRIPT)}\n"


@cache
def style() -> str:
    """The style that stands in every page."""
    return _joined(STYLE)


@cache
def ballot_style() -> str:
    """The style that stands in the pages of votes, surveys, pledges and checking in."""
    return _joined(BALLOT_STYLE)


def _source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def script_sources() -> str:
    """What a content security policy calls the script that stands in every page."""
    return _source(script())


def style_sources() -> str:
    """What a content security policy calls the styles that stand in pages.

    Browsers of before 2015 know no such sums; for the style, which cannot act, they are told in words they know.
    """
    return f"{_source(style())} {_source(ballot_style())} 'unsafe-inline'"


@cache
def part(name: str, spoken: str) -> Asset:
    """A part of the script by its `name` in PARTS, with its words in the language `spoken`."""
    with language.using(spoken):
        words = msgspec.json.encode(part_words(name)).decode()
    plain = f"'use strict';\nObject.assign(words,{words});\n{_joined(PARTS[name])}\n".encode()
    path = f"/a/{name}-{spoken}-{sha256(plain).hexdigest()[:12]}.js"
    return Asset(path, plain, gzip.compress(plain, 9, mtime=0))


def every_script() -> str:
    """All there is of the script, with its words: what the tests hold to the oldest browser and to the documents."""
    return script() + "".join(part(name, language.current()).plain.decode() for name in PARTS)


def part_paths() -> dict[str, str]:
    """The paths of the parts in the current language."""
    return {name: part(name, language.current()).path for name in PARTS}


async def serve_asset(request: Request) -> Response:
    """The part of this name; an old name gets the present file, so that a page open during an update goes on."""
    name, _, rest = request.path_params["name"].partition("-")
    spoken = rest.partition("-")[0]
    asset = part(
        name if name in PARTS else next(iter(PARTS)),
        spoken if spoken in language.LANGUAGES else language.LANGUAGES[0],
    )
    return compressed(
        request,
        asset.plain,
        "text/javascript; charset=utf-8",
        gzipped=asset.gzipped,
        headers={"Cache-Control": KEPT},
    )


def accepts_gzip(request: Request) -> bool:
    """Whether the phone says that it understands gzip."""
    return "gzip" in request.headers.get("accept-encoding", "")


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
    if not accepts_gzip(request):
        return Response(plain, status, all_headers, media_type)
    body = gzip.compress(plain, 9, mtime=0) if gzipped is None else gzipped
    return Response(body, status, {**all_headers, "Content-Encoding": "gzip"}, media_type)
