"""What kind of link an adapter is, as Linux tells it in `/sys/class/net`: names say nothing sure, a VPN picks its own.

The hardware types are those of `linux/if_arp.h`. Other systems have no such folder: there every link is `ORDINARY`.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

SYSTEM_FOLDER = Path("/sys/class/net")

_POINT_TO_POINT = 512
_TUNNELS = frozenset({768, 769, 776, 778, 823})
_NO_LINK_LAYER = 65534
"""Of Linux's `if_arp.h`: ARPHRD_PPP; ARPHRD_TUNNEL, TUNNEL6, SIT, IPGRE and IP6GRE; ARPHRD_NONE, which WireGuard and
layer-3 tun adapters have."""


class LinkKind(Enum):
    """Whether phones of the hall can be on the other side of a link."""

    ORDINARY = "ordinary"
    TUNNEL = "tunnel"
    BLUETOOTH = "bluetooth"


def link_kind(interface: str, folder: Path = SYSTEM_FOLDER) -> LinkKind:
    """The kind of `interface` (an alias `eth0:1` is its adapter's); `ORDINARY` where the system tells nothing."""
    place = folder / interface.partition(":")[0]
    try:
        hardware = int((place / "type").read_text(encoding="ascii"))
        described = (place / "uevent").read_text(encoding="utf-8").splitlines()
        tunnel = (place / "tun_flags").exists()
    except (OSError, ValueError):
        return LinkKind.ORDINARY
    if tunnel or hardware in {_POINT_TO_POINT, _NO_LINK_LAYER} or hardware in _TUNNELS:
        return LinkKind.TUNNEL
    return LinkKind.BLUETOOTH if "DEVTYPE=bluetooth" in described else LinkKind.ORDINARY
