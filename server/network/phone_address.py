"""The phone address: where phones find the server now, as addresses come and go."""

from __future__ import annotations

import http.client
import ssl
from typing import TYPE_CHECKING

from link.health import HealthCaution
from meeting.refusal import Refusal
from server.network.addresses import (
    HALL_WORTHY,
    authority,
    chosen_host,
    enumerate_addresses,
    kind_of,
    ranked,
    rivals,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from link.health import Address
    from server.network.addresses import Found

PROBE_SECONDS = 2.0
ANY = "0.0.0.0"  # noqa: S104  a hall's server must answer on whichever network the hall has

ANY_6 = "::"
"""Both families at once, for a hall that has only IPv6."""


def best_binding(found: list[Found]) -> str:
    """All IPv4 addresses, unless only an IPv6 one can be reached by a hall."""
    worthy = [item.host for item in found if kind_of(item) in HALL_WORTHY]
    return ANY_6 if worthy and all(":" in host for host in worthy) else ANY


def _unchecked() -> ssl.SSLContext:
    """For asking oneself: the address is an IP, which the certificate need not name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class PhoneAddress:
    """One port on all addresses, or on one; which of them stands in the QR; and whether it answers there.

    `certified` is the host that the agency's certificate names, and then stands in the QR in place of an address;
    `public` is the origin (`https://…`) of a proxy that phones come through, and goes before both.
    """

    def __init__(
        self,
        bound: str,
        port: int,
        enumerate_: Callable[[], list[Found]] = enumerate_addresses,
        *,
        certified: str = "",
        public: str = "",
    ) -> None:
        self._certified, self._public = certified, public
        self._bound = bound
        self.port = port
        self._enumerate = enumerate_
        self._wanted = "" if bound in {ANY, ANY_6} else bound
        self._is_chosen_by_hand = False
        self._joined_at: set[str] = set()
        """This laptop's addresses that phones came in by: proof that the hall reaches them."""
        self.addresses: tuple[Address, ...] = ()
        self.reachable = True
        self.look()

    def look(self) -> bool:
        """Enumerate again; True when the chosen address or the list changed."""
        before = self.addresses
        found = [item for item in self._enumerate() if self._answers_on(item)]
        self.addresses = ranked(found, self._wanted)
        return before != self.addresses

    def _answers_on(self, item: Found) -> bool:
        return self._bound in {ANY_6, item.host} or (self._bound == ANY and ":" not in item.host)

    @property
    def host(self) -> str:
        """The chosen address, an IP."""
        return chosen_host(self.addresses) if self.addresses else self._wanted or "127.0.0.1"

    @property
    def origin(self) -> str:
        """The chosen address for people to read and type: `http://192.168.1.10:8000`."""
        if self._public:
            return self._public
        if self._certified:
            return f"https://{authority(self._certified, self.port)}"
        return f"http://{authority(self.host, self.port)}"

    @property
    def here(self) -> str:
        """The same for a browser on this laptop."""
        return self.origin if self._certified else f"http://{authority('localhost', self.port)}"

    def hosts(self) -> frozenset[str]:
        """Every Host header that is this server: its addresses, and localhost for the laptop's own browser."""
        own = {authority(address.host, self.port) for address in self.addresses}
        if self._certified:
            own.add(authority(self._certified, self.port))
        if self._public:
            own.add(self._public.partition("://")[2])
        return frozenset(own | {authority(self.host, self.port), authority("localhost", self.port)})

    def choose(self, host: str = "") -> None:
        """Put `host` into the QR, or the next in the list. Raises Refusal ``no-such-address``."""
        hosts = [address.host for address in self.addresses]
        if not host and hosts:
            host = hosts[(hosts.index(self.host) + 1) % len(hosts)]
        if host not in hosts:
            raise Refusal("no-such-address", host=host[:60])
        self._wanted = host
        self._is_chosen_by_hand = True
        self.look()

    def joined(self, reached: tuple[str, int | None] | None) -> None:
        """A phone joined. `reached` is this laptop's end of its connection, None where it came from this laptop."""
        if reached is not None:
            self._joined_at.add(reached[0].removeprefix("::ffff:"))

    def probe(self) -> bool:
        """Ask this server for its pulse through the chosen address, as a phone would; blocks up to PROBE_SECONDS."""
        connection = (
            http.client.HTTPSConnection(self.host, self.port, timeout=PROBE_SECONDS, context=_unchecked())
            if self._certified
            else http.client.HTTPConnection(self.host, self.port, timeout=PROBE_SECONDS)
        )
        try:
            connection.request("GET", "/pulse")
            self.reachable = connection.getresponse().status == http.client.NO_CONTENT
        except (OSError, http.client.HTTPException):
            self.reachable = False
        finally:
            connection.close()
        return self.reachable

    def cautions(self) -> list[HealthCaution]:
        """What the host should know about the address in the QR."""
        found: list[HealthCaution] = []
        chosen = next((address for address in self.addresses if address.chosen), None)
        if not self._public and (chosen is None or chosen.kind not in HALL_WORTHY):
            found.append(HealthCaution("no-hall-address", {"host": self.host}))
        others = rivals(self.addresses)
        if others and not self._is_chosen_by_hand and self.host not in self._joined_at:
            found.append(HealthCaution("two-addresses", {"host": self.host, "others": ", ".join(others)}))
        if not self.reachable:
            found.append(HealthCaution("address-silent", {"host": self.host, "port": self.port}))
        return found
