"""How Linux tells of its adapters: `/sys/class/net` what each is, `/proc/net` its gateway and who was heard on it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from server.network.link_kind import SYSTEM_FOLDER, Gateway, Link, link_kind

TABLES = Path("/proc/net")
_ANYWHERE = "00000000"
_TO_A_GATEWAY = 0x2
_HEARD = 0x2
"""Of Linux's `route.h` and `if_arp.h`: RTF_GATEWAY, ATF_COM."""


class _Route(NamedTuple):
    adapter: str
    gateway: str


def read_links(adapters: list[str], folder: Path = SYSTEM_FOLDER, tables: Path = TABLES) -> dict[str, Link]:
    """The link of each of `adapters`, by its name."""
    ways_out, heard = _default_routes(_lines(tables / "route")), _heard(_lines(tables / "arp"))
    found: dict[str, Link] = {}
    for name in adapters:
        gateways = {route.gateway for route in ways_out if route.adapter == name.partition(":")[0]}
        found[name] = Link(
            link_kind(name, folder), _is_up(folder / name.partition(":")[0]), _best(gateways, heard)
        )
    return found


def _best(gateways: set[str], heard: set[str]) -> Gateway:
    if gateways & heard:
        return Gateway.ANSWERS
    return Gateway.NAMED if gateways else Gateway.NONE


def _lines(table: Path) -> list[str]:
    """A table's lines below its heading; none where it cannot be read."""
    try:
        return table.read_text(encoding="ascii", errors="replace").splitlines()[1:]
    except OSError:
        return []


def _default_routes(lines: list[str]) -> list[_Route]:
    """`/proc/net/route`: adapter, destination, gateway, flags …; addresses in hexadecimal, the last byte first."""
    fields = [line.split() for line in lines]
    return [
        _Route(row[0], ".".join(str(byte) for byte in reversed(bytes.fromhex(row[2]))))
        for row in fields
        if len(row) > 7 and row[1] == row[7] == _ANYWHERE and int(row[3], 16) & _TO_A_GATEWAY
    ]


def _heard(lines: list[str]) -> set[str]:
    """`/proc/net/arp`: address, hardware, flags …; the addresses of whom something was heard."""
    fields = [line.split() for line in lines]
    return {row[0] for row in fields if len(row) > 2 and int(row[2], 16) & _HEARD}


def _is_up(place: Path) -> bool:
    """Whether the link works; what the system does not say is taken for yes."""
    try:
        return (place / "operstate").read_text(encoding="ascii").strip() not in {
            "down",
            "lowerlayerdown",
            "dormant",
        }
    except OSError:
        return True
