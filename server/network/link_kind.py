"""What an adapter is and how it stands, as its system tells: names say nothing sure, a VPN picks its own."""

from __future__ import annotations

from enum import Enum, IntEnum
from pathlib import Path
from typing import NamedTuple

SYSTEM_FOLDER = Path("/sys/class/net")
"""Where Linux describes its adapters, a folder each."""

_POINT_TO_POINT = 512
_RAW_IP = frozenset({519, 530})
_TUNNELS = frozenset({768, 769, 776, 778, 823})
_NO_LINK_LAYER = 65534
"""Of Linux's `if_arp.h`: ARPHRD_PPP; ARPHRD_RAWIP and the raw frames of modems; ARPHRD_TUNNEL, TUNNEL6, SIT, IPGRE and
IP6GRE; ARPHRD_NONE, which WireGuard and layer-3 tun adapters have."""

_TETHERED = frozenset({"rndis_host", "ipheth"})
"""Linux's drivers of a phone on a USB cable that shares its mobile data: its network ends in that phone."""

_DEEPEST = 4
"""Adapters upon adapters: a VLAN upon a bridge upon a bond upon a cable."""


class LinkKind(Enum):
    """Whether phones of the hall can be on the other side of a link."""

    ORDINARY = "ordinary"
    """The system tells nothing that speaks against it."""
    WIRED = "wired"
    """Hardware of its own, or software over such hardware."""
    WIRELESS = "wireless"
    BRIDGED = "bridged"
    """Made by software, and holds the way out that the hardware below it leaves to it."""
    VIRTUAL = "virtual"
    """Made by software, for machines within this one."""
    TUNNEL = "tunnel"
    BLUETOOTH = "bluetooth"
    MOBILE = "mobile"
    """Into the mobile network."""


HARDWARE = frozenset({LinkKind.WIRED, LinkKind.WIRELESS})
"""Kinds that the system says have a cable or an antenna."""


class Gateway(IntEnum):
    """The default gateway on a link, better ones greater."""

    NONE = 0
    NAMED = 1
    ANSWERS = 2
    """Its hardware address is known: it was heard on the link."""


class Link(NamedTuple):
    """One adapter as its system tells of it. `is_up` is whether anything is at its other end."""

    kind: LinkKind = LinkKind.ORDINARY
    is_up: bool = True
    gateway: Gateway = Gateway.NONE


UNKNOWN = Link()
"""A link of which the system tells nothing."""


def link_kind(interface: str, folder: Path = SYSTEM_FOLDER) -> LinkKind:
    """The kind of Linux's `interface`; an alias `eth0:1` is its adapter's."""
    return _kind(folder / interface.partition(":")[0], _DEEPEST)


def _kind(place: Path, deepest: int) -> LinkKind:
    try:
        hardware = int((place / "type").read_text(encoding="ascii"))
        described = (place / "uevent").read_text(encoding="utf-8").splitlines()
        driver = (place / "device" / "driver").resolve().name
        is_tunnel = (place / "tun_flags").exists()
        is_wireless = (place / "phy80211").exists() or (place / "wireless").exists()
        is_virtual = "virtual" in place.resolve().parts
        below = sorted(place.glob("lower_*")) if deepest else []
    except (OSError, ValueError):
        return LinkKind.ORDINARY
    if is_tunnel or hardware in {_POINT_TO_POINT, _NO_LINK_LAYER} or hardware in _TUNNELS:
        return LinkKind.TUNNEL
    if "DEVTYPE=bluetooth" in described:
        return LinkKind.BLUETOOTH
    if "DEVTYPE=wwan" in described or hardware in _RAW_IP or driver in _TETHERED:
        return LinkKind.MOBILE
    if is_wireless or "DEVTYPE=wlan" in described:
        return LinkKind.WIRELESS
    if is_virtual:
        upon = {_kind(lower, deepest - 1) for lower in below}
        return LinkKind.WIRED if upon & HARDWARE else LinkKind.VIRTUAL
    return LinkKind.WIRED if (place / "device").exists() else LinkKind.ORDINARY
