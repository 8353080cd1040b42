"""The laptop's addresses, scored by how likely the hall's phones can reach them.

Every interface is enumerated (ifaddr: ctypes over getifaddrs and GetAdaptersAddresses, on all three systems). The
usual trick of connecting a UDP socket and asking for its name answers 127.0.0.1 in a hall without a default route.
"""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple

import ifaddr

from link.health import Address
from server.network.link_kind import HARDWARE, Gateway, LinkKind
from server.network.links import read_links

_VIRTUAL = re.compile(
    r"docker|veth|vethernet|virbr|br-|bridge|vmnet|vmware|virtualbox|vbox|hyper-v|wsl|default switch|lxc|podman|cni|"
    r"loopback adapter|npcap",
    re.IGNORECASE,
)
_VPN = re.compile(
    r"^tun|^tap|^wg|^ppp|^utun|wireguard|openvpn|tailscale|zerotier|vpn|anyconnect|fortinet|forti|globalprotect",
    re.IGNORECASE,
)
_WIRELESS = re.compile(r"^wl|wi-?fi|wireless|802\.11|^ap\d", re.IGNORECASE)
_WINDOWS_HOTSPOT = ipaddress.ip_network("192.168.137.0/24")
_CARRIER = ipaddress.ip_network("100.64.0.0/10")
_HOME = ipaddress.ip_network("192.168.0.0/16")

LAN, HOTSPOT, DOWN, VIRTUAL, VPN, LINK_LOCAL, LOOPBACK, PUBLIC = (
    "lan", "hotspot", "down", "virtual", "vpn", "link-local", "loopback", "public",
)  # fmt: skip
SCORES = {
    LAN: 1000,
    PUBLIC: 990,
    HOTSPOT: 950,
    DOWN: 400,
    VPN: 300,
    VIRTUAL: 200,
    LINK_LOCAL: 100,
    LOOPBACK: 0,
}
"""A private address of a real adapter comes first; a public one works where a campus gives those to its hall. `DOWN` is
one of a real adapter with nothing at its other end."""

_GATEWAY_SCORES = {Gateway.NONE: 0, Gateway.NAMED: 30, Gateway.ANSWERS: 34}
"""A router that phones share outweighs whether the address is public, the link wireless, the range that of homes; one
that was never heard may be gone."""
_BRIDGED, _WIRELESS_SCORE, _HOME_SCORE, _IPV4_SCORE = -40, 5, 2, 60

HALL_WORTHY = frozenset({LAN, HOTSPOT, PUBLIC})
"""Kinds that phones in a hall can be expected to reach."""


_NO_HALL = frozenset({LinkKind.BLUETOOTH, LinkKind.VIRTUAL, LinkKind.MOBILE})


class Found(NamedTuple):
    """One address as the system lists it: the adapter's name as people see it, the IP as text, and its link."""

    adapter: str
    host: str
    link: LinkKind = LinkKind.ORDINARY
    is_up: bool = True
    gateway: Gateway = Gateway.NONE


def enumerate_addresses() -> list[Found]:
    """Every IPv4 address of this laptop, and IPv6 ones that are not link-local; in the system's order."""
    found: list[Found] = []
    adapters = list(ifaddr.get_adapters())
    links = read_links((adapter.name, adapter.index or 0) for adapter in adapters)
    for adapter in adapters:
        link = links[adapter.name]
        for ip in adapter.ips:
            host = ip.ip if isinstance(ip.ip, str) else ip.ip[0]
            if ip.is_IPv4 or not ipaddress.ip_address(host).is_link_local:
                found.append(Found(f"{ip.nice_name or adapter.nice_name}", host, *link))
    return bridged(found)


def bridged(found: list[Found]) -> list[Found]:
    """`found`, where software that a cable left its address to is told from software for this laptop alone.

    A bridge for virtual machines takes the place of the adapter below it, which then has no address; and within a
    virtual machine or a container there is no hardware at all. Pure.
    """
    if any(item.link in HARDWARE and item.is_up and kind_of(item) in HALL_WORTHY for item in found):
        return found
    return [
        item._replace(link=LinkKind.BRIDGED)
        if item.link is LinkKind.VIRTUAL and item.gateway is not Gateway.NONE
        else item
        for item in found
    ]


def kind_of(found: Found) -> str:
    """What sort of address it is: one of the keys of SCORES. Where the system tells what the adapter is, its name is no
    matter.
    """
    ip = ipaddress.ip_address(found.host)
    is_told = found.link is not LinkKind.ORDINARY
    if ip.is_loopback:
        return LOOPBACK
    if ip.is_link_local:
        return LINK_LOCAL
    if found.link is LinkKind.TUNNEL or ip in _CARRIER or (not is_told and _VPN.search(found.adapter)):
        return VPN
    if ip.version == 4 and ip in _WINDOWS_HOTSPOT:
        return HOTSPOT
    if found.link in _NO_HALL or (not is_told and _VIRTUAL.search(found.adapter)):
        return VIRTUAL
    if not found.is_up:
        return DOWN
    return LAN if ip.is_private else PUBLIC


def _score(found: Found) -> int:
    ip = ipaddress.ip_address(found.host)
    score = SCORES[kind_of(found)] + _GATEWAY_SCORES[found.gateway]
    if found.link is LinkKind.BRIDGED:
        score += _BRIDGED
    if found.link is LinkKind.WIRELESS or (
        found.link is LinkKind.ORDINARY and _WIRELESS.search(found.adapter)
    ):
        score += _WIRELESS_SCORE
    if ip.version == 4:
        score += _IPV4_SCORE + (_HOME_SCORE if ip in _HOME else 0)
    return score


def ranked(found: list[Found], chosen: str = "") -> tuple[Address, ...]:
    """`found` as addresses, likeliest first. `chosen` marks the host's own choice, else the best one is marked."""
    unique = {item.host: item for item in found}
    best_first = sorted(unique.values(), key=_score, reverse=True)
    if chosen not in unique:
        chosen = best_first[0].host if best_first else ""
    return tuple(
        Address(item.host, item.adapter, kind_of(item), _score(item), item.host == chosen)
        for item in best_first
    )


def rivals(addresses: tuple[Address, ...]) -> list[str]:
    """The addresses of other adapters that could be the hall's as well as the one chosen."""
    chosen = next((address for address in addresses if address.chosen), None)
    if chosen is None or chosen.kind not in HALL_WORTHY:
        return []
    family = ":" in chosen.host
    return [
        address.host
        for address in addresses
        if address.kind in HALL_WORTHY
        and address.adapter != chosen.adapter
        and (":" in address.host) == family
    ]


def chosen_host(addresses: tuple[Address, ...]) -> str:
    """The host marked as chosen; loopback where there is none at all."""
    return next((address.host for address in addresses if address.chosen), "127.0.0.1")


def authority(host: str, port: int) -> str:
    """`host:port` as it stands in a URL and in the Host header."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
