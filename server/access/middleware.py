"""The middleware around every route of the phones' port: exact hosts, own origins, safe headers, no stack traces."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect, Request

import language
from meeting.refusal import Refusal
from server import limits
from server.access import headers, refusals
from server.access.headers import BARE
from server.access.rate_limits import RefusalPace
from server.access.reading import language_for
from server.faults import tell
from server.network.certificate import HSTS
from server.page.assets import script_sources, style_sources
from server.public.streams import RAW_SEND

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    **BARE,
    "Content-Security-Policy": f"default-src 'none'; script-src 'self' {script_sources()}; style-src 'self' "
    f"{style_sources()}; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",  # objects are among what falls to default-src
}
"""On every reply of an application. A form is posted where there are no scripts, hence form-action 'self'.

The script and the style that stand in the pages are let through by their SHA-256. A reply may set its own
Cache-Control: only the parts of the script do, under names that change with them.
"""

_RAW_HEADERS = headers.raw(HEADERS)

WHOLE_APP = "doithoai.app"
"""Where a request finds the application around it, to have a request carried out that came inside another."""

_STRICT = headers.raw({"Strict-Transport-Security": HSTS})
METHODS = frozenset({"GET", "HEAD", "POST"})
PROBE_METHODS = frozenset({"GET", "HEAD"})
_ALLOWED = headers.raw({"Allow": "GET, HEAD, POST"})

PROBES: dict[str, tuple[int, bytes]] = {
    "/generate_204": (204, b""),
    "/gen_204": (204, b""),
    "/hotspot-detect.html": (200, b"<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>"),
    "/library/test/success.html": (
        200,
        b"<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>",
    ),
    "/ncsi.txt": (200, b"Microsoft NCSI"),
    "/connecttest.txt": (200, b"Microsoft Connect Test"),
    "/success.txt": (200, b"success\n"),
    "/canonical.html": (200, b'<meta http-equiv="refresh" content="0;url=https://support.mozilla.org/"/>'),
}
"""What phones ask to learn whether a network has internet. The answers they hope for keep them on the hall's Wi-Fi,
where a router sends such requests here; they are the same for every host name and change nothing."""


STOPPING_SECONDS = 2
"""When whoever was not answered by a server that stops should ask again."""


class AccessMiddleware:
    """An ASGI application that lets good requests through to another."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: Callable[[], frozenset[str]],
        failed: Callable[[], None] = lambda: None,
        error_page: Callable[[Request, Refusal], Response] = lambda _request, refusal: refusals.response(
            refusal
        ),
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._failed = failed
        self._error_page = error_page
        self._pace = RefusalPace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        scope[WHOLE_APP] = self
        scope[RAW_SEND] = send
        started = False

        async def noticed(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        dressed = headers.dressed_as_page(noticed, _RAW_HEADERS)
        if scope["scheme"] == "https":
            dressed = headers.dressed(dressed, _STRICT)
        given = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        with language.using(language_for(_wanted(scope), given.get("accept-language", ""))):
            try:
                await self._serve(scope, receive, dressed, given)
            except (
                ClientDisconnect
            ):  # the phone left in the middle of its request: nobody waits for an answer
                return
            except asyncio.CancelledError:
                # The server stops, and takes back what it could not finish: no fault, and to be asked again.
                if started:
                    raise
                await refusals.response(Refusal("too-fast", seconds=STOPPING_SECONDS))(
                    scope, receive, dressed
                )
            except Exception as error:  # noqa: BLE001  the hall goes on, and no trace may tell what people wrote
                self._failed()
                tell(error)
                if not started:
                    await refusals.response(Refusal("server-error"))(scope, receive, dressed)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, given: dict[str, str]) -> None:
        """Let a good request through, and answer any other with why."""
        try:
            scope["path"] = scope["path"].lower()
            probe = PROBES.get(scope["path"])
            if probe is not None and scope["method"] in PROBE_METHODS:
                await _answer_probe(probe, send)
                return
            self._check(scope["method"], scope["path"], given)
            await self._app(scope, receive, send)
        except Refusal as refusal:
            await self._pace.wait()
            sending = headers.dressed(send, _ALLOWED) if refusal.code == "not-this-method" else send
            await self._error_page(Request(scope), refusal)(scope, receive, sending)

    def _check(self, method: str, path: str, given: dict[str, str]) -> None:
        """Raise Refusal for a method, host, origin or length of path that no page of ours uses."""
        if method not in (PROBE_METHODS if path in PROBES else METHODS):
            raise Refusal("not-this-method")
        hosts = self._hosts()
        if given.get("host", "").lower() not in hosts:
            raise Refusal("wrong-host")
        origin = given.get("origin", "").lower()
        form = given.get("content-type", "").startswith("application/x-www-form-urlencoded")
        # A browser says "null" for a plain form under Referrer-Policy no-referrer; the pass in the form is what counts.
        if origin and origin.partition("://")[2] not in hosts and not (origin == "null" and form):
            raise Refusal("wrong-origin")
        if len(path) > limits.PATH_CHARACTERS:
            raise Refusal("no-such-page")


def _wanted(scope: Scope) -> str:
    """The language named in the address, if any."""
    found = dict(part.partition(b"=")[::2] for part in scope["query_string"].split(b"&")[:10])
    return str(found.get(b"lang", b"").decode("latin-1"))


async def _answer_probe(probe: tuple[int, bytes], send: Send) -> None:
    status, body = probe
    kind = b"text/html" if body.startswith(b"<") else b"text/plain"
    length = [(b"content-length", b"%d" % len(body))] if body else []
    await send(
        {"type": "http.response.start", "status": status, "headers": [*length, (b"content-type", kind)]}
    )
    await send({"type": "http.response.body", "body": body})
