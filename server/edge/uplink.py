"""The way from a hall's server to the main hall's: one pinned certificate there, one credential here."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, TypeVar

import msgspec

from link import control, hall_link, private_file
from link.control import RefusalBody
from link.hall_link import HallLine, HallLinesAfter
from link.wire import OK, SIGN_OF_LIFE, WrongCertificateError, ask, stream
from meeting.refusal import Refusal
from server import limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from link.control import ControlCall
    from link.pairing import Pairing

RequestT = TypeVar("RequestT")
ReplyT = TypeVar("ReplyT")

FILE = "hall.json"
FORBIDDEN = 403
CREDENTIAL_BYTES = 32


class HallMembership(msgspec.Struct, frozen=True):
    """Which hall this laptop is, of which meeting, and how the main hall is reached; kept for this user only.

    `clean` is the commit of the main record as of which the copy here holds nothing that was taken back. Before the
    hall is let in, `name` is empty and `code` what it will be let in by.
    """

    address: str
    pin: str
    credential: str
    code: str = ""
    name: str = ""
    title: str = ""
    clean: int = 0


def kept(folder: Path) -> HallMembership | None:
    """What a hall's folder says; None where it says nothing."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=HallMembership)
    except (OSError, ValueError, RecursionError):
        return None


def keep(folder: Path, membership: HallMembership) -> None:
    """Have the hall's folder say so. Raises OSError."""
    private_file.write(folder / FILE, msgspec.json.encode(membership))


def join(folder: Path, address: str, pairing: Pairing) -> HallMembership:
    """Come in by a code that is good once; asked again after a lost reply, the same hall comes in once.

    Raises Refusal ``not-the-host``, ``hall-link-refused``, ``code-used`` or OSError for this laptop's own disk.
    """
    before = kept(folder)
    if before is None or before.code != pairing.secret or before.pin != pairing.pin:
        before = HallMembership(
            address, pairing.pin, secrets.token_urlsafe(CREDENTIAL_BYTES), code=pairing.secret
        )
        keep(folder, before)
    request = hall_link.HallCredential(before.credential)
    try:
        welcome = _asked(address, pairing.secret, pairing.pin, control.HALL_JOIN, request)
    except WrongCertificateError:
        raise Refusal("not-the-host", address=address) from None
    except OSError:
        raise Refusal("hall-link-refused", address=address) from None
    joined = msgspec.structs.replace(before, address=address, name=welcome.name, title=welcome.title)
    keep(folder, joined)
    return joined


class Uplink:
    """Calls of the main hall. Safe to share between threads: each has a connection of its own."""

    def __init__(self, membership: HallMembership) -> None:
        self._membership = membership

    def ask(self, call: ControlCall[RequestT, ReplyT], request: RequestT) -> ReplyT:
        """Make a call. Raises Refusal, or OSError where the main hall does not answer."""
        membership = self._membership
        return _asked(membership.address, membership.credential, membership.pin, call, request)

    def lines(self, after: int, clean: int) -> Iterator[HallLine | None]:
        """The record after commit `after` as it comes, None for a sign of life. Raises OSError."""
        path, _ = control.HALL_LINES.encoded(HallLinesAfter(after, clean))
        membership = self._membership
        for line in stream(f"https://{membership.address}", membership.credential, path, pin=membership.pin):
            yield None if line == SIGN_OF_LIFE else msgspec.json.decode(line, type=HallLine)


def _asked(
    address: str, shown: str, pin: str, call: ControlCall[RequestT, ReplyT], request: RequestT
) -> ReplyT:
    path, body = call.encoded(request)
    status, reply = ask(
        f"https://{address}", shown, call.method, path, body, pin=pin, timeout=limits.HALL_ANSWER_SECONDS
    )
    if status == OK:
        return msgspec.json.decode(reply, type=call.reply)
    if status == FORBIDDEN and not reply:
        raise ConnectionRefusedError("the main hall does not know this hall")
    try:
        refused = msgspec.json.decode(reply, type=RefusalBody)
    except (ValueError, RecursionError):
        raise ConnectionError(f"status {status}") from None
    raise Refusal(refused.refusal, **refused.params)
