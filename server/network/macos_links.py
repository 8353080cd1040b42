"""How macOS tells of its adapters, by four commands of its own whose words are the same in every language."""

from __future__ import annotations

import ipaddress
import re
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from server.network.link_kind import UNKNOWN, Gateway, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Callable

PORTS = ("/usr/sbin/networksetup", "-listallhardwareports")
INTERFACES = ("/sbin/ifconfig", "-a")
ROUTES = ("/usr/sbin/netstat", "-rn", "-f", "inet")
NEIGHBOURS = ("/usr/sbin/arp", "-an")
_SECONDS = 5

_PORT = re.compile(r"^Hardware Port: (?P<port>.+)\nDevice: (?P<device>\S+)$", re.MULTILINE)
_INTERFACE = re.compile(
    r"^(?P<name>[^\s:]+): flags=\w+<(?P<flags>[^>]*)>.*(?P<rest>(?:\n[\t ].*)*)", re.MULTILINE
)
_MEMBER = re.compile(r"^\s+member: (\S+)", re.MULTILINE)
_STATUS = re.compile(r"^\s+status: (\S+)", re.MULTILINE)
_NEIGHBOUR = re.compile(r"\((?P<address>[0-9.]+)\) at (?P<hardware>\S+)")

_KINDS = (
    (re.compile(r"Wi-Fi|AirPort"), LinkKind.WIRELESS),
    (re.compile(r"Bluetooth"), LinkKind.BLUETOOTH),
    (re.compile(r"iPhone|iPad|Modem|WWAN"), LinkKind.MOBILE),
    (re.compile(r"Bridge"), LinkKind.VIRTUAL),
)
"""What the name of a hardware port says, which is the system's and nobody's choice; any other is a cable's."""

_ACCESS_POINT = re.compile(r"ap\d+$")
"""The adapter of the Wi-Fi that this Mac itself gives (Internet Sharing); it is no port of its own."""


def read_links(adapters: list[str], run: Callable[[tuple[str, ...]], str] | None = None) -> dict[str, Link]:
    """The link of each of `adapters`, by its name; `run` gives what a command prints, nothing where it fails."""
    run = run or _run
    ports = _ports(run, tuple(adapters))
    interfaces = {found["name"]: found for found in _INTERFACE.finditer(run(INTERFACES))}
    ways_out, heard = _default_routes(run(ROUTES)), _heard(run(NEIGHBOURS))
    found: dict[str, Link] = {}
    for name in adapters:
        if not ports or name not in interfaces:
            found[name] = UNKNOWN
            continue
        rest = interfaces[name]["rest"]
        status = _STATUS.search(rest)
        gateways = ways_out.get(name, set())
        found[name] = Link(
            _kind(name, interfaces[name]["flags"].split(","), _MEMBER.findall(rest), ports),
            status is None or status[1] == "active",
            Gateway.ANSWERS if gateways & heard else Gateway.NAMED if gateways else Gateway.NONE,
        )
    return found


def _run(command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")


@cache
def _ports(run: Callable[[tuple[str, ...]], str], _adapters: tuple[str, ...]) -> dict[str, LinkKind]:
    """The kind of each hardware port, by its adapter. Asked again only when another adapter comes or goes."""
    return {found["device"]: _kind_of_port(found["port"]) for found in _PORT.finditer(run(PORTS))}


def _kind_of_port(port: str) -> LinkKind:
    return next((kind for pattern, kind in _KINDS if pattern.search(port)), LinkKind.WIRED)


def _kind(name: str, flags: list[str], members: list[str], ports: dict[str, LinkKind]) -> LinkKind:
    if "POINTOPOINT" in flags:
        return LinkKind.TUNNEL
    if any(member in ports or _ACCESS_POINT.match(member) for member in members):
        return LinkKind.WIRED
    return ports.get(name, LinkKind.VIRTUAL)


def _default_routes(text: str) -> dict[str, set[str]]:
    """The gateways of `netstat -rn`, by adapter: destination, gateway, flags, adapter …"""
    found: dict[str, set[str]] = {}
    for row in (line.split() for line in text.splitlines()):
        if len(row) > 3 and row[0] == "default" and _is_address(row[1]):
            found.setdefault(row[3], set()).add(row[1])
    return found


def _heard(text: str) -> set[str]:
    """The addresses of `arp -an` of which the hardware is known."""
    return {found["address"] for found in _NEIGHBOUR.finditer(text) if found["hardware"] != "(incomplete)"}


def _is_address(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True
