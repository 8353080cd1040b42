"""An adapter is what the system says it is, whatever its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.network.addresses import Found, ranked
from server.network.link_kind import LinkKind, link_kind


def _adapter(folder: Path, name: str, hardware: str, uevent: str = "", *, tun: bool = False) -> None:
    place = folder / name
    place.mkdir()
    (place / "type").write_text(f"{hardware}\n", encoding="ascii")
    (place / "uevent").write_text(uevent, encoding="utf-8")
    if tun:
        (place / "tun_flags").write_text("0x1001\n", encoding="ascii")


@pytest.mark.parametrize(
    ("name", "hardware", "tun"),
    [("CloudflareWARP", "65534", True), ("gpd0", "65534", True), ("cscotun0", "65534", True),
     ("nordlynx", "65534", False), ("dial0", "512", False), ("office", "778", False), ("hall0", "1", True)],
)  # fmt: skip
def test_a_tunnel_of_any_name_loses_to_a_real_adapter(
    tmp_path: Path, name: str, hardware: str, tun: bool
) -> None:
    _adapter(tmp_path, name, hardware, tun=tun)
    _adapter(tmp_path, "enp3s0", "1")
    found = [
        Found(name, "192.168.9.2", link_kind(name, tmp_path)),
        Found("enp3s0", "10.1.2.3", link_kind("enp3s0", tmp_path)),
    ]
    assert [address.host for address in ranked(found)] == ["10.1.2.3", "192.168.9.2"]


def test_a_bluetooth_network_loses_to_a_real_adapter(tmp_path: Path) -> None:
    _adapter(tmp_path, "bnep0", "1", "DEVTYPE=bluetooth\nINTERFACE=bnep0\n")
    found = [Found("bnep0", "192.168.44.2", link_kind("bnep0", tmp_path)), Found("enp3s0", "10.1.2.3")]
    assert ranked(found)[0].host == "10.1.2.3"


def test_an_alias_is_of_its_adapters_kind(tmp_path: Path) -> None:
    _adapter(tmp_path, "nordlynx", "65534")
    assert link_kind("nordlynx:1", tmp_path) is LinkKind.TUNNEL


@pytest.mark.parametrize("hardware", ["1", "772", "774"])
def test_ethernet_loopback_and_fibre_are_no_tunnels(tmp_path: Path, hardware: str) -> None:
    _adapter(tmp_path, "net0", hardware)
    assert link_kind("net0", tmp_path) is LinkKind.ORDINARY


@pytest.mark.parametrize("hardware", ["", "ether"])
def test_where_the_system_tells_nothing_a_link_is_ordinary(tmp_path: Path, hardware: str) -> None:
    _adapter(tmp_path, "odd0", hardware)
    assert link_kind("odd0", tmp_path) is LinkKind.ORDINARY
    assert link_kind("absent0", tmp_path) is LinkKind.ORDINARY
