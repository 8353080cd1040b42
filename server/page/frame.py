"""The frame of every page: templates, the context of each, and the data the script starts from."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import language
from meeting import limits as meeting_limits
from meeting.text.crockford import grouped
from server import limits
from server.access.reading import FORM_FIELDS
from server.api.joining import stream_paths
from server.page import assets
from server.page.assets import compressed
from server.page.words import first_words, link_words
from server.public.views import meeting_view
from wording.dates import day
from wording.questions import steps
from wording.register import statuses

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from server.hall import Hall
    from server.page.vote_forms import Fields


class Form(NamedTuple):
    """A plain form of the page: where it is posted, what answers it, and the most fields it may have."""

    path: str
    answer: Callable[[Hall, Request, Fields], Awaitable[Response]]
    most: int = FORM_FIELDS


NAMES = {"vi": "Tiếng Việt", "en": "English"}
"""What each language calls itself, on the switch."""

HTML = "text/html; charset=utf-8"

SCRIPTS_PAGE = "/page"
"""Where a script gets a page for its phone, with the pass in a header, which no browser sends by itself."""

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    """Every value is escaped for HTML unless a template itself wrote it."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        _=language.gettext,
        day=day,
        statuses=statuses,
        steps=steps,
        grouped=grouped,
        languages=language.LANGUAGES,
        limits=meeting_limits,
    )
    return environment


def embedded(value: object) -> Markup:
    """`value` as JSON that may stand inside a script element: no character there can end it."""
    text = msgspec.json.encode(value).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  just made harmless


def _other_language() -> str:
    return next(known for known in language.LANGUAGES if known != language.current())


def render(hall: Hall, template: str, **context: Any) -> str:
    """A page in the current language."""
    return (
        _environment()
        .get_template(template)
        .render(
            meeting=meeting_view(hall.state),
            language=language.current(),
            other=_other_language(),
            other_name=NAMES[_other_language()],
            style=Markup(assets.style()),  # noqa: S704  files of this program
            script=Markup(assets.script()),  # noqa: S704
            ballot_style=Markup(assets.ballot_style()),  # noqa: S704
            embedded=embedded,
            code=hall.access.code,
            vote_state_words=link_words(),
            **{"given_pass": "", **context},
        )
    )


def page(request: Request, hall: Hall, template: str, *, status: int = 200, **context: Any) -> Response:
    """A page as a reply, compressed. A script that fetches one has the style and itself already."""
    bare = request.method == "GET" and request.url.path == SCRIPTS_PAGE
    text = render(hall, template, bare=bare, **context)
    return compressed(request, text.encode(), HTML, status=status)


def wants_json(request: Request) -> bool:
    """Whether a script sent this form: it is told what was recorded, and fetches a page where it needs one."""
    return "text/html" not in request.headers.get("accept", "text/html")


def start(hall: Hall, given_pass: str = "", section: str = "") -> dict[str, Any]:
    """What the script starts from: the pass (empty before joining), streams, the meeting, words and limits.

    Title, agency and areas stand in the page itself.
    """
    live = stream_paths(hall.access.credentials.ticket)[0] if hall.access.credentials and given_pass else ""
    return {
        "key": sha256(hall.state.meeting.id.encode()).hexdigest()[:8],
        "pass": given_pass,
        "n": hall.updates.n,
        "live": live,
        "section": section,
        "language": language.current(),
        "meeting": msgspec.structs.replace(meeting_view(hall.state), title="", agency="", areas=()),
        "limit": meeting_limits.QUESTION_GRAPHEMES,
        "beat": limits.BEAT_SECONDS,
        "bytes": limits.BEAT_BYTES,
        "words": first_words(),
        "parts": assets.part_paths(),
    }
