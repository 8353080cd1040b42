"""The headers that make a reply safe to have in a browser, on every reply of every port (OWASP ASVS 5.0, 3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Message, Send

RawHeaders = list[tuple[bytes, bytes]]

BARE = {
    "Content-Security-Policy": "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), clipboard-read=(), usb=()",
}
"""Those of a reply that is no page: refusals before any route, and the control link."""


def raw(headers: dict[str, str]) -> RawHeaders:
    """As ASGI has headers."""
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


_BARE = raw(BARE)


def dressed(send: Send, headers: RawHeaders = _BARE) -> Send:
    """`send`, with those of `headers` that a reply has not set itself."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(each for each in headers if each[0] not in own)]
        await send(message)

    return sending


def dressed_as_page(send: Send, headers: RawHeaders) -> Send:
    """`send`, with `headers` on a page and the bare ones on all else: data needs no long policy, and runs nothing."""
    page, data = dressed(send, headers), dressed(send)

    async def sending(message: Message) -> None:
        is_page = dict(message.get("headers", ())).get(b"content-type", b"").startswith(b"text/html")
        await (page if is_page else data)(message)

    return sending


def bare_reply(status: bytes) -> bytes:
    """A whole reply without a body, after which the connection ends; `status` is the end of its first line."""
    lines = [b"HTTP/1.1 " + status, b"Connection: close", b"Content-Length: 0"]
    lines += [f"{name}: {value}".encode() for name, value in BARE.items()]
    return b"\r\n".join(lines) + b"\r\n\r\n"
