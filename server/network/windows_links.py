"""How Windows tells of its adapters: three calls of its IP Helper, whose tables are read here byte by byte.

`MIB_IF_ROW2`, `MIB_IPFORWARDTABLE` and `MIB_IPNETTABLE` as `netioapi.h` and `ipmib.h` lay them out; every field that is
read stands at the same place on 32 and 64 bits.
"""

from __future__ import annotations

import struct
import sys
from typing import TYPE_CHECKING, Any

from server.network.link_kind import UNKNOWN, Gateway, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

ROW_BYTES = 1352
_INDEX_AT, _TYPE_AT, _FLAGS_AT, _STATE_AT = 8, 1128, 1152, 1156
_DOWN = frozenset({2, 5, 6, 7})
"""IfOperStatusDown, Dormant, NotPresent, LowerLayerDown."""
_DISCONNECTED = 2
_HARDWARE_INTERFACE = 0x1

_TUNNEL_TYPES = frozenset({23, 53, 131})
_MOBILE_TYPES = frozenset({243, 244})
_WIRELESS_TYPE = 71
"""Of `ipifcons.h`: IF_TYPE_PPP, PROP_VIRTUAL and TUNNEL; WWANPP and WWANPP2; IEEE80211."""
_POINT_TO_POINT = frozenset({3, 4})
_WWAN, _NATIVE_WIRELESS, _BLUETOOTH = 8, 9, 10
"""Of `ntddndis.h`: NdisPhysicalMediumWirelessWan, Native802_11 and Bluetooth."""

_ROUTE, _NEIGHBOUR = struct.Struct("<4sI I4sI36x"), struct.Struct("<II8s4sI")
_KNOWN = frozenset({3, 4})
"""MIB_IPNET_TYPE_DYNAMIC and STATIC."""
_NOWHERE = bytes(4)


def link_of(row: bytes) -> Link:
    """The link that a MIB_IF_ROW2 describes, its gateway apart. Pure."""
    type_, tunnel, _medium, physical, access = struct.unpack_from("<5I", row, _TYPE_AT)
    state, _admin, connected = struct.unpack_from("<3I", row, _STATE_AT)
    is_hardware = bool(row[_FLAGS_AT] & _HARDWARE_INTERFACE)
    is_up = state not in _DOWN and connected != _DISCONNECTED
    return Link(_kind(type_, tunnel, physical, access, is_hardware=is_hardware), is_up)


def _kind(type_: int, tunnel: int, physical: int, access: int, *, is_hardware: bool) -> LinkKind:
    if type_ in _MOBILE_TYPES or physical == _WWAN:
        return LinkKind.MOBILE
    if type_ in _TUNNEL_TYPES or tunnel or access in _POINT_TO_POINT:
        return LinkKind.TUNNEL
    if physical == _BLUETOOTH:
        return LinkKind.BLUETOOTH
    if type_ == _WIRELESS_TYPE or physical == _NATIVE_WIRELESS:
        return LinkKind.WIRELESS
    return LinkKind.WIRED if is_hardware else LinkKind.VIRTUAL


def gateways_of(routes: bytes, neighbours: bytes) -> dict[int, Gateway]:
    """The default gateway of each adapter, by its index, from a MIB_IPFORWARDTABLE and a MIB_IPNETTABLE. Pure."""
    heard = {
        (index, address)
        for index, length, _hardware, address, type_ in _rows(_NEIGHBOUR, neighbours)
        if length and type_ in _KNOWN
    }
    found: dict[int, Gateway] = {}
    for destination, mask, _policy, gateway, index in _rows(_ROUTE, routes):
        if destination == _NOWHERE and not mask and gateway != _NOWHERE:
            told = Gateway.ANSWERS if (index, gateway) in heard else Gateway.NAMED
            found[index] = max(found.get(index, Gateway.NONE), told)
    return found


def _rows(shape: struct.Struct, table: bytes) -> Iterator[tuple[Any, ...]]:
    """The rows of a table that says first how many it has."""
    count = struct.unpack_from("<I", table)[0] if len(table) >= 4 else 0
    for number in range(count):
        yield shape.unpack_from(table, 4 + number * shape.size)


if sys.platform == "win32":
    import ctypes

    _IP_HELPER = ctypes.WinDLL("iphlpapi")
    _TOO_SMALL = 122
    _TRIES = 3
    """A table may grow between the call that asks its size and the one that fetches it."""

    def read_links(indices: list[int]) -> dict[int, Link]:
        """The link of each adapter, by its index."""
        gateways = gateways_of(_table("GetIpForwardTable"), _table("GetIpNetTable"))
        return {index: _link(index)._replace(gateway=gateways.get(index, Gateway.NONE)) for index in indices}

    def _link(index: int) -> Link:
        row = ctypes.create_string_buffer(ROW_BYTES)
        struct.pack_into("<I", row, _INDEX_AT, index)
        return UNKNOWN if _IP_HELPER.GetIfEntry2(row) else link_of(row.raw)

    def _table(call: str) -> bytes:
        size = ctypes.c_ulong(0)
        for _ in range(_TRIES):
            table = ctypes.create_string_buffer(size.value)
            status = getattr(_IP_HELPER, call)(table, ctypes.byref(size), False)
            if status != _TOO_SMALL:
                return b"" if status else table.raw
        return b""
