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
from server.network.link_kind import LinkKind, link_kind

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

LAN, HOTSPOT, VIRTUAL, VPN, LINK_LOCAL, LOOPBACK, PUBLIC = (
    "lan", "hotspot", "virtual", "vpn", "link-local", "loopback", "public",
)  # fmt: skip
SCORES = {LAN: 100, HOTSPOT: 95, PUBLIC: 60, VPN: 30, VIRTUAL: 20, LINK_LOCAL: 10, LOOPBACK: 0}
"""A private address of a real adapter comes first; a public one works where a campus gives those to its hall."""

HALL_WORTHY = frozenset({LAN, HOTSPOT, PUBLIC})
"""Kinds that phones in a hall can be expected to reach."""


class Found(NamedTuple):
    """One address as the system lists it: the adapter's name as people see it, the IP as text, and its link."""

    adapter: str
    host: str
    link: LinkKind = LinkKind.ORDINARY


def enumerate_addresses() -> list[Found]:
    """Every IPv4 address of this laptop, and IPv6 ones that are not link-local; in the system's order."""
    found: list[Found] = []
    for adapter in ifaddr.get_adapters():
        link = link_kind(adapter.name)
        for ip in adapter.ips:
            host = ip.ip if isinstance(ip.ip, str) else ip.ip[0]
            if ip.is_IPv4 or not ipaddress.ip_address(host).is_link_local:
                found.append(Found(f"{ip.nice_name or adapter.nice_name}", host, link))
    return found


def kind_of(found: Found) -> str:
    """What sort of address it is: one of the keys of SCORES."""
    ip = ipaddress.ip_address(found.host)
    if ip.is_loopback:
        return LOOPBACK
    if ip.is_link_local:
        return LINK_LOCAL
    if found.link is LinkKind.TUNNEL or _VPN.search(found.adapter) or ip in _CARRIER:
        return VPN
    if ip.version == 4 and ip in _WINDOWS_HOTSPOT:
        return HOTSPOT
    if found.link is LinkKind.BLUETOOTH or _VIRTUAL.search(found.adapter):
        return VIRTUAL
    return LAN if ip.is_private else PUBLIC


def _score(found: Found) -> int:
    kind = kind_of(found)
    ip = ipaddress.ip_address(found.host)
    score = SCORES[kind] * 10
    if _WIRELESS.search(found.adapter):
        score += 5
    if ip.version == 4:
        score += 20 + (2 if ip in _HOME else 0)
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


def chosen_host(addresses: tuple[Address, ...]) -> str:
    """The host marked as chosen; loopback where there is none at all."""
    return next((address.host for address in addresses if address.chosen), "127.0.0.1")


def authority(host: str, port: int) -> str:
    """`host:port` as it stands in a URL and in the Host header."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
