"""The halls the host has named: each with a code that is good once, and then the credential it chose for itself.

Kept beside the record, for this user only: of codes and credentials only their digests, and the link's own certificate.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from link import private_file
from link.pairing import SECRET_CHARACTERS
from meeting.refusal import Refusal
from meeting.text import crockford
from meeting.text.clean import clean_line
from server.network.link_certificate import LinkCertificate, new_chain, opened_certificate

if TYPE_CHECKING:
    from pathlib import Path

FILE = "halls.json"
MOST_HALLS = 200
CERTIFICATE_DAYS = 400
"""The link comes back after a restart under the same certificate, as long as the meeting is prepared and held."""

LEAST_CREDENTIAL = 32
"""Characters of the shortest credential that is taken."""

NAME_GRAPHEMES = 60


class _Hall(msgspec.Struct):
    name: str
    code: bytes = b""
    """The digest of the code that was given out last; stays, so that a hall whose reply was lost can ask again."""
    credential: bytes = b""
    """The digest of what the hall shows; empty until it joined."""


class _Kept(msgspec.Struct):
    chain: bytes = b""
    port: int = 0
    halls: list[_Hall] = msgspec.field(default_factory=list)


class Roster:
    """The halls of the meeting in `folder`. Raises OSError wherever it must write and cannot."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        try:
            self._kept = msgspec.json.decode(self._path.read_bytes(), type=_Kept)
        except (FileNotFoundError, ValueError, RecursionError):
            self._kept = _Kept()

    @property
    def names(self) -> list[str]:
        """Every hall that was named, in that order."""
        return [hall.name for hall in self._kept.halls]

    @property
    def joined(self) -> list[str]:
        """The halls that have come in."""
        return [hall.name for hall in self._kept.halls if hall.credential]

    @property
    def port(self) -> int:
        """The link's port when it was last open; 0 before the first time."""
        return self._kept.port

    def remember_port(self, port: int) -> None:
        """Come back to this port after a restart."""
        if port != self._kept.port:
            self._kept.port = port
            self._save()

    def certificate(self) -> LinkCertificate:
        """The link's certificate, made when it is first asked for."""
        if not self._kept.chain:
            self._kept.chain = new_chain(CERTIFICATE_DAYS)
            self._save()
        return opened_certificate(self._kept.chain)

    def invite(self, given: str) -> tuple[str, str]:
        """The hall's name as it is kept, and a new code for it; what it showed before no longer lets it in.

        Raises Refusal ``empty``, ``too-long`` or ``too-many-halls``.
        """
        name = clean_line(given, "hall", limit=NAME_GRAPHEMES)
        if not name:
            raise Refusal("empty", field="hall")
        secret = crockford.encode(secrets.token_bytes(SECRET_CHARACTERS), SECRET_CHARACTERS)
        hall = self._find(name)
        if hall is None:
            if len(self._kept.halls) >= MOST_HALLS:
                raise Refusal("too-many-halls", most=MOST_HALLS)
            hall = _Hall(name)
            self._kept.halls.append(hall)
        hall.code, hall.credential = _digest(secret), b""
        self._save()
        return name, secret

    def revoke(self, name: str) -> None:
        """Let the hall in no more. Raises Refusal ``no-such-hall``."""
        hall = self._find(name)
        if hall is None:
            raise Refusal("no-such-hall", hall=clean_line(name[:NAME_GRAPHEMES], "hall"))
        self._kept.halls.remove(hall)
        self._save()

    def of_code(self, secret: str) -> str:
        """The hall whose code this is; empty for no one's."""
        return self._matching("code", secret)

    def of_credential(self, credential: str) -> str:
        """The hall that this was given to; empty for no one."""
        return self._matching("credential", credential)

    def join(self, name: str, credential: str) -> None:
        """Know the hall by this from now on. Raises Refusal ``code-used`` where it is known by another already."""
        hall = self._find(name)
        if hall is None or len(credential) < LEAST_CREDENTIAL:
            raise Refusal("bad-field", field="credential")
        digest = _digest(credential)
        if hall.credential and not hmac.compare_digest(hall.credential, digest):
            raise Refusal("code-used", hall=name)
        if not hall.credential:
            hall.credential = digest
            self._save()

    def move_to(self, folder: Path) -> None:
        """Be kept in `folder` from now on."""
        left, self._path = self._path, folder / FILE
        if self._kept.halls:
            self._save()
            private_file.remove(left)

    def _matching(self, kind: str, shown: str) -> str:
        digest, found = _digest(shown), ""
        for hall in self._kept.halls:
            known: bytes = getattr(hall, kind)
            if known and hmac.compare_digest(known, digest):
                found = hall.name
        return found

    def _find(self, name: str) -> _Hall | None:
        return next((hall for hall in self._kept.halls if hall.name == name), None)

    def _save(self) -> None:
        private_file.write(self._path, msgspec.json.encode(self._kept))


def _digest(shown: str) -> bytes:
    return sha256(shown.encode()).digest()
