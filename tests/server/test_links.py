"""Every system tells what its adapters are, in tables of its own; the address is chosen by that, not by a name."""

from __future__ import annotations

import asyncio
import http.client
import struct
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from server.network import linux_links, macos_links, windows_links
from server.network.addresses import Found, bridged, enumerate_addresses, ranked
from server.network.crowd import Crowd
from server.network.guard import GuardedProtocol
from server.network.link_kind import Gateway, Link, LinkKind, link_kind
from server.network.phone_address import ANY, PhoneAddress
from tests.systems import unix

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import Receive, Scope, Send

_ETHERNET, _WIRELESS, _PROP_VIRTUAL, _TUNNEL, _PPP, _MOBILE = 6, 71, 53, 131, 23, 243
"""Windows' interface types."""


def _best(found: list[Found]) -> str:
    return ranked(bridged(found))[0].host


# ── Linux


def _plant(
    folder: Path, name: str, *, hardware: str = "1", uevent: str = "", real: bool = True, **files: str
) -> None:
    """An adapter below `folder`/net as in /sys: a link to its device, real or virtual."""
    place = folder / "devices" / ("pci0000:00" if real else "virtual") / "net" / name
    place.mkdir(parents=True)
    for file, content in {"type": hardware, "uevent": uevent, **files}.items():
        (place / file).write_text(f"{content}\n", encoding="ascii")
    if real:
        (place / "device").mkdir()
    (folder / "net").mkdir(exist_ok=True)
    (folder / "net" / name).symlink_to(place)


def _tables(folder: Path, routes: str = "", neighbours: str = "") -> Path:
    (folder / "route").write_text(
        "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n" + routes,
        encoding="ascii",
    )
    (folder / "arp").write_text(
        "IP address       HW type     Flags       HW address            Mask     Device\n" + neighbours,
        encoding="ascii",
    )
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links as in /sys")
class TestLinux:
    def test_an_adapter_without_hardware_is_virtual_whatever_its_name(self, tmp_path: Path) -> None:
        _plant(tmp_path, "hall0", real=False)
        _plant(tmp_path, "enp3s0")
        assert link_kind("hall0", tmp_path / "net") is LinkKind.VIRTUAL
        assert link_kind("enp3s0", tmp_path / "net") is LinkKind.WIRED

    def test_a_bond_a_vlan_and_a_bridge_over_a_cable_are_that_cable(self, tmp_path: Path) -> None:
        _plant(tmp_path, "enp3s0")
        _plant(tmp_path, "bond0", real=False)
        (tmp_path / "net" / "bond0" / "lower_enp3s0").symlink_to(tmp_path / "net" / "enp3s0")
        _plant(tmp_path, "bond0.7", real=False)
        (tmp_path / "net" / "bond0.7" / "lower_bond0").symlink_to(tmp_path / "net" / "bond0")
        _plant(tmp_path, "br0", real=False)
        _plant(tmp_path, "veth9", real=False)
        (tmp_path / "net" / "br0" / "lower_veth9").symlink_to(tmp_path / "net" / "veth9")
        kinds = [link_kind(name, tmp_path / "net") for name in ("bond0", "bond0.7", "br0")]
        assert kinds == [LinkKind.WIRED, LinkKind.WIRED, LinkKind.VIRTUAL]

    @pytest.mark.parametrize(
        ("given", "kind"),
        [
            ({"uevent": "DEVTYPE=wlan"}, LinkKind.WIRELESS),
            ({"uevent": "DEVTYPE=wwan"}, LinkKind.MOBILE),
            ({"hardware": "519"}, LinkKind.MOBILE),
            ({"hardware": "65534", "tun_flags": "0x1001"}, LinkKind.TUNNEL),
        ],
    )
    def test_antenna_modem_and_tunnel_are_told_apart(
        self, tmp_path: Path, given: dict[str, str], kind: LinkKind
    ) -> None:
        _plant(tmp_path, "hall0", **given)  # type: ignore[arg-type]  # files by name
        assert link_kind("hall0", tmp_path / "net") is kind

    def test_a_phone_on_a_cable_that_shares_its_mobile_data_is_no_hall(self, tmp_path: Path) -> None:
        _plant(tmp_path, "usb0")
        driver = tmp_path / "drivers" / "rndis_host"
        driver.mkdir(parents=True)
        (tmp_path / "net" / "usb0" / "device" / "driver").symlink_to(driver)
        assert link_kind("usb0", tmp_path / "net") is LinkKind.MOBILE

    def test_the_way_out_and_whether_it_was_heard_are_read(self, tmp_path: Path) -> None:
        for name in ("wlp2s0", "enp3s0", "enp4s0"):
            _plant(tmp_path, name, operstate="down" if name == "enp4s0" else "up")
        tables = _tables(
            tmp_path,
            "wlp2s0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"
            "enp3s0\t00000000\t0100000A\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
            "enp3s0\t0000000A\t00000000\t0001\t0\t0\t100\t000000FF\t0\t0\t0\n",
            "192.168.1.1      0x1         0x2         aa:bb:cc:dd:ee:ff     *        wlp2s0\n"
            "10.0.0.1         0x1         0x0         00:00:00:00:00:00     *        enp3s0\n",
        )
        links = linux_links.read_links(["wlp2s0", "enp3s0", "enp4s0", "enp3s0:1"], tmp_path / "net", tables)
        assert links == {
            "wlp2s0": Link(LinkKind.WIRED, is_up=True, gateway=Gateway.ANSWERS),
            "enp3s0": Link(LinkKind.WIRED, is_up=True, gateway=Gateway.NAMED),
            "enp4s0": Link(LinkKind.WIRED, is_up=False),
            "enp3s0:1": Link(LinkKind.WIRED, is_up=True, gateway=Gateway.NAMED),
        }

    def test_where_the_system_tells_nothing_every_link_is_taken_as_it_is(self, tmp_path: Path) -> None:
        assert linux_links.read_links(["odd0"], tmp_path, tmp_path) == {"odd0": Link()}


# ── macOS

_PORTS = """
Hardware Port: Ethernet Adapter (en4)
Device: en4
Ethernet Address: 5e:00:00:00:00:01

Hardware Port: Wi-Fi
Device: en0
Ethernet Address: 5e:00:00:00:00:02

Hardware Port: Bluetooth PAN
Device: en8
Ethernet Address: 5e:00:00:00:00:03

Hardware Port: iPhone USB
Device: en9
Ethernet Address: N/A

Hardware Port: Thunderbolt Bridge
Device: bridge0
Ethernet Address: 5e:00:00:00:00:04

VLAN Configurations
===================
"""

_INTERFACES = """\
lo0: flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> mtu 16384
\tinet 127.0.0.1 netmask 0xff000000
en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
\tether 5e:00:00:00:00:02
\tinet 192.168.1.10 netmask 0xffffff00 broadcast 192.168.1.255
\tmedia: autoselect
\tstatus: active
en4: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
\tmedia: autoselect (none)
\tstatus: inactive
en8: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
\tstatus: active
en9: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
\tstatus: active
utun5: flags=8051<UP,POINTOPOINT,RUNNING,MULTICAST> mtu 1280
\tinet 10.8.0.2 --> 10.8.0.2 netmask 0xffffffff
vnic0: flags=8843<UP,BROADCAST,RUNNING,SIMPLEX,MULTICAST> mtu 1500
\tinet 10.211.55.2 netmask 0xffffff00 broadcast 10.211.55.255
bridge0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
\tstatus: inactive
bridge100: flags=8a63<UP,BROADCAST,SMART,RUNNING,ALLMULTI,SIMPLEX,MULTICAST> mtu 1500
\tinet 192.168.2.1 netmask 0xffffff00 broadcast 192.168.2.255
\tmember: ap1 flags=3<LEARNING,DISCOVER>
\tstatus: active
bridge101: flags=8a63<UP,BROADCAST,SMART,RUNNING,ALLMULTI,SIMPLEX,MULTICAST> mtu 1500
\tmember: vmenet0 flags=3<LEARNING,DISCOVER>
\tstatus: active
"""

_ROUTES = """\
Routing tables

Internet:
Destination        Gateway            Flags               Netif Expire
default            192.168.1.1        UGScg                 en0
default            10.0.0.1           UGScIg                en4
default            link#22            UCSIg               utun5
127                127.0.0.1          UCS                   lo0
"""

_NEIGHBOURS = """\
? (192.168.1.1) at a4:2b:b0:0:0:1 on en0 ifscope [ethernet]
? (10.0.0.1) at (incomplete) on en4 ifscope [ethernet]
"""


def _mac(command: tuple[str, ...]) -> str:
    return {
        macos_links.PORTS: _PORTS,
        macos_links.INTERFACES: _INTERFACES,
        macos_links.ROUTES: _ROUTES,
        macos_links.NEIGHBOURS: _NEIGHBOURS,
    }[command]


def test_macos_tells_what_each_adapter_is() -> None:
    links = macos_links.read_links(
        ["en0", "en4", "en8", "en9", "utun5", "vnic0", "bridge100", "bridge101"], _mac
    )
    assert links == {
        "en0": Link(LinkKind.WIRELESS, is_up=True, gateway=Gateway.ANSWERS),
        "en4": Link(LinkKind.WIRED, is_up=False, gateway=Gateway.NAMED),
        "en8": Link(LinkKind.BLUETOOTH),
        "en9": Link(LinkKind.MOBILE),
        "utun5": Link(LinkKind.TUNNEL),
        "vnic0": Link(LinkKind.VIRTUAL),
        "bridge100": Link(LinkKind.WIRED),
        "bridge101": Link(LinkKind.VIRTUAL),
    }


def test_where_macos_tells_nothing_every_link_is_taken_as_it_is() -> None:
    assert macos_links.read_links(["en0"], lambda _command: "") == {"en0": Link()}


@unix
def test_a_command_that_is_not_there_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(macos_links, "PORTS", ("/no/such/command",))
    assert macos_links.read_links(["of no adapter"]) == {"of no adapter": Link()}


# ── Windows


def _row(
    type_: int,
    *,
    tunnel: int = 0,
    physical: int = 14,
    access: int = 2,
    hardware: bool = True,
    state: int = 1,
    connected: int = 1,
) -> bytes:
    """A MIB_IF_ROW2 with what is read of it."""
    row = bytearray(windows_links.ROW_BYTES)
    struct.pack_into("<5I", row, 1128, type_, tunnel, 0, physical, access)
    row[1152] = 0b101 if hardware else 0
    struct.pack_into("<3I", row, 1156, state, 1, connected)
    return bytes(row)


@pytest.mark.parametrize(
    ("row", "link"),
    [
        (_row(_ETHERNET), Link(LinkKind.WIRED)),
        (_row(_WIRELESS, physical=9), Link(LinkKind.WIRELESS)),
        (_row(_WIRELESS, physical=9, hardware=False), Link(LinkKind.WIRELESS)),
        (_row(_ETHERNET, hardware=False), Link(LinkKind.VIRTUAL)),
        (_row(_PROP_VIRTUAL, hardware=False), Link(LinkKind.TUNNEL)),
        (_row(_PPP, hardware=False), Link(LinkKind.TUNNEL)),
        (_row(_TUNNEL, tunnel=14, hardware=False), Link(LinkKind.TUNNEL)),
        (_row(_ETHERNET, access=3), Link(LinkKind.TUNNEL)),
        (_row(_ETHERNET, physical=10), Link(LinkKind.BLUETOOTH)),
        (_row(_MOBILE, physical=8), Link(LinkKind.MOBILE)),
        (_row(_ETHERNET, state=2), Link(LinkKind.WIRED, is_up=False)),
        (_row(_ETHERNET, connected=2), Link(LinkKind.WIRED, is_up=False)),
    ],
)
def test_windows_tells_what_each_adapter_is(row: bytes, link: Link) -> None:
    assert windows_links.link_of(row) == link


def _routes(*rows: tuple[str, str, str, int]) -> bytes:
    packed = [
        struct.pack("<4s4sI4sI36x", *(_bytes(address) for address in (to, mask)), 0, _bytes(gateway), index)
        for to, mask, gateway, index in rows
    ]
    return struct.pack("<I", len(rows)) + b"".join(packed) + bytes(7)


def _neighbours(*rows: tuple[int, int, str, int]) -> bytes:
    packed = [
        struct.pack("<II8s4sI", index, length, b"\1" * 6, _bytes(address), type_)
        for index, length, address, type_ in rows
    ]
    return struct.pack("<I", len(rows)) + b"".join(packed)


def _bytes(address: str) -> bytes:
    return bytes(int(part) for part in address.split("."))


def test_windows_tells_which_gateways_were_heard() -> None:
    routes = _routes(
        ("0.0.0.0", "0.0.0.0", "192.168.1.1", 12),
        ("0.0.0.0", "0.0.0.0", "10.0.0.1", 7),
        ("0.0.0.0", "128.0.0.0", "10.8.0.1", 30),
        ("192.168.1.0", "255.255.255.0", "192.168.1.10", 12),
    )
    neighbours = _neighbours((12, 6, "192.168.1.1", 3), (7, 0, "10.0.0.1", 2), (30, 6, "10.0.0.1", 3))
    assert windows_links.gateways_of(routes, neighbours) == {12: Gateway.ANSWERS, 7: Gateway.NAMED}
    assert windows_links.gateways_of(b"", b"") == {}


# ── On every system


@pytest.mark.parametrize(
    ("listed", "best"),
    [
        pytest.param(
            [
                Found("Ethernet 9", "10.20.0.2", LinkKind.TUNNEL, gateway=Gateway.ANSWERS),
                Found("tun-hall", "192.168.7.9", LinkKind.WIRED, gateway=Gateway.NAMED),
            ],
            "192.168.7.9",
            id="a tunnel named as a cable loses to a cable named as a tunnel",
        ),
        pytest.param(
            [
                Found("Wi-Fi", "10.0.0.5", LinkKind.WIRELESS),
                Found("Ethernet", "10.1.0.5", LinkKind.WIRED, gateway=Gateway.ANSWERS),
            ],
            "10.1.0.5",
            id="the network with a router wins over one without",
        ),
        pytest.param(
            [
                Found("eth0", "192.168.1.2", LinkKind.WIRED, gateway=Gateway.NAMED),
                Found("wlan0", "10.0.0.2", LinkKind.WIRELESS, gateway=Gateway.ANSWERS),
            ],
            "10.0.0.2",
            id="a router that was heard wins over one that was not",
        ),
        pytest.param(
            [
                Found("eth0", "192.168.1.2", LinkKind.WIRED, is_up=False, gateway=Gateway.NAMED),
                Found("wlan0", "10.0.0.2", LinkKind.WIRELESS),
            ],
            "10.0.0.2",
            id="a cable that is not plugged in loses",
        ),
        pytest.param(
            [
                Found("vEthernet (WSL)", "172.20.0.1", LinkKind.VIRTUAL),
                Found("vEthernet (Hall)", "192.168.1.9", LinkKind.VIRTUAL, gateway=Gateway.ANSWERS),
            ],
            "192.168.1.9",
            id="a switch of virtual machines that took over the cable wins where the cable has no address",
        ),
        pytest.param(
            [
                Found("Ethernet 3", "172.20.0.9", LinkKind.VIRTUAL, gateway=Gateway.ANSWERS),
                Found("Wi-Fi", "192.168.1.9", LinkKind.WIRELESS),
            ],
            "192.168.1.9",
            id="a VPN in the shape of a cable loses to the antenna below it",
        ),
        pytest.param(
            [
                Found("pdp", "10.99.0.2", LinkKind.MOBILE, gateway=Gateway.ANSWERS),
                Found("Wi-Fi", "192.168.1.9", LinkKind.WIRELESS),
            ],
            "192.168.1.9",
            id="mobile data loses",
        ),
        pytest.param(
            [
                Found("eth0", "8.8.4.4", LinkKind.WIRED, gateway=Gateway.NAMED),
                Found("eth1", "192.168.1.9", LinkKind.WIRED),
            ],
            "8.8.4.4",
            id="a campus's public address wins over a private one without a way out",
        ),
    ],
)
def test_the_address_is_chosen_by_what_the_adapter_is(listed: list[Found], best: str) -> None:
    assert _best(listed) == best
    assert _best(listed[::-1]) == best


def test_this_machine_tells_what_its_adapters_are() -> None:
    assert {type(found.link) for found in enumerate_addresses()} == {LinkKind}


_CABLE = Found("eth0", "10.0.0.7", LinkKind.WIRED, gateway=Gateway.NAMED)
_ANTENNA = Found("wlan0", "192.168.1.10", LinkKind.WIRELESS, gateway=Gateway.ANSWERS)


def _doubts(phones: PhoneAddress) -> list[str]:
    return [caution.code for caution in phones.cautions()]


def test_the_host_is_warned_where_two_networks_could_be_the_halls_and_a_choice_ends_it() -> None:
    phones = PhoneAddress(ANY, 8000, lambda: [_CABLE, _ANTENNA])
    (caution,) = phones.cautions()
    assert (caution.code, caution.params) == ("two-addresses", {"host": "192.168.1.10", "others": "10.0.0.7"})
    phones.choose()
    assert phones.host == "10.0.0.7"
    assert not _doubts(phones)


def test_a_phone_that_joins_proves_the_address_and_the_laptops_own_browser_does_not() -> None:
    phones = PhoneAddress(ANY, 8000, lambda: [_CABLE, _ANTENNA])
    phones.joined(None)
    phones.joined(("10.0.0.7", 8000))
    assert _doubts(phones) == ["two-addresses"]
    phones.joined(("192.168.1.10", 8000))
    assert not _doubts(phones)


@pytest.mark.parametrize(
    "other",
    [
        _CABLE._replace(is_up=False),
        _CABLE._replace(link=LinkKind.TUNNEL),
        Found("wlan0", "192.168.1.11", LinkKind.WIRELESS),
    ],
)
def test_what_phones_cannot_reach_is_no_second_network(other: Found) -> None:
    assert not _doubts(PhoneAddress(ANY, 8000, lambda: [other, _ANTENNA]))


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has 127.0.0.1 alone")
@pytest.mark.parametrize(("phone", "told"), [("127.0.0.2", "127.0.0.1"), ("127.0.0.1", None)])
async def test_a_request_tells_where_it_came_in_and_never_from_where(phone: str, told: str | None) -> None:
    scopes: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, send: Send) -> None:
        scopes.append(scope)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    config = Config(app, log_config=None)
    config.load()
    listening = await asyncio.get_running_loop().create_server(
        partial(GuardedProtocol, config, ServerState(), {}, crowd=Crowd(10)), "127.0.0.1", 0
    )
    port = listening.sockets[0].getsockname()[1]

    def visit() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, source_address=(phone, 0))
        connection.request("GET", "/")
        assert connection.getresponse().status == http.client.NO_CONTENT
        connection.close()

    await asyncio.to_thread(visit)
    listening.close()
    (scope,) = scopes
    assert scope["client"] is None
    assert (scope["server"][0] if scope["server"] else None) == told
