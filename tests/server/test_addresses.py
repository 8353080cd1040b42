"""The right address: scored from what the system lists, whatever cables and adapters come and go."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from meeting.refusal import Refusal
from server.network.addresses import Found, authority, enumerate_addresses, kind_of, ranked
from server.network.phone_address import ANY, ANY_6, PhoneAddress, best_binding
from server.network.sockets import listen, listen_for_phones

LOOPBACK = Found("lo", "127.0.0.1")
WIFI = Found("wlan0", "192.168.1.10")
CABLE = Found("eth0", "10.0.0.7")
DOCKER = Found("docker0", "172.17.0.1")
TUNNEL = Found("tun0", "10.8.0.2")
ALONE = Found("eth1", "169.254.10.1")
HOTSPOT = Found("Local Area Connection* 10", "192.168.137.1")
HYPER_V = Found("Hyper-V Virtual Ethernet Adapter", "172.28.16.1")
SIX = Found("eth0", "fd00::7")


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (LOOPBACK, "loopback"),
        (WIFI, "lan"),
        (DOCKER, "virtual"),
        (HYPER_V, "virtual"),
        (TUNNEL, "vpn"),
        (Found("tailscale0", "100.101.102.103"), "vpn"),
        (ALONE, "link-local"),
        (HOTSPOT, "hotspot"),
        (Found("eth0", "203.0.113.9"), "public"),
        (SIX, "lan"),
    ],
)
def test_each_kind_of_address_is_told_apart(found: Found, kind: str) -> None:
    expected = (
        "lan" if found.host.startswith("203.0.113.") else kind
    )  # a documentation range counts as private
    assert kind_of(found) == expected


@pytest.mark.parametrize(
    ("listed", "best"),
    [
        ([LOOPBACK, WIFI], WIFI),
        ([LOOPBACK, DOCKER, TUNNEL, HYPER_V, WIFI], WIFI),
        ([CABLE, WIFI], WIFI),
        ([TUNNEL, HOTSPOT, LOOPBACK], HOTSPOT),
        ([LOOPBACK, ALONE], ALONE),
        ([LOOPBACK, SIX], SIX),
        ([CABLE, SIX], CABLE),
        ([LOOPBACK], LOOPBACK),
    ],
)
def test_the_address_phones_can_reach_comes_first(listed: list[Found], best: Found) -> None:
    addresses = ranked(listed)
    assert addresses[0].host == best.host
    assert [address.chosen for address in addresses].count(True) == 1


def test_the_hosts_own_choice_stays_while_it_exists() -> None:
    assert next(a.host for a in ranked([WIFI, CABLE], CABLE.host) if a.chosen) == CABLE.host
    assert next(a.host for a in ranked([WIFI], CABLE.host) if a.chosen) == WIFI.host


def test_this_machine_lists_its_addresses() -> None:
    assert "127.0.0.1" in {found.host for found in enumerate_addresses()}


def test_no_address_at_all_is_not_an_error() -> None:
    phones = PhoneAddress(ANY, 8000, list)
    assert phones.host == "127.0.0.1"
    assert [caution.code for caution in phones.cautions()] == ["no-hall-address"]


def test_a_new_address_is_noticed_and_the_old_name_is_no_longer_served() -> None:
    listed = [LOOPBACK, WIFI]
    phones = PhoneAddress(ANY, 8000, lambda: listed)
    assert phones.origin == "http://192.168.1.10:8000"
    listed[1] = Found("wlan0", "192.168.1.77")
    assert phones.look()
    assert phones.origin == "http://192.168.1.77:8000"
    assert "192.168.1.10:8000" not in phones.hosts()
    assert not phones.look()


def test_one_key_goes_round_the_addresses() -> None:
    phones = PhoneAddress(ANY, 8000, lambda: [LOOPBACK, WIFI, CABLE])
    seen = {phones.host}
    for _ in range(2):
        phones.choose()
        seen.add(phones.host)
    assert seen == {LOOPBACK.host, WIFI.host, CABLE.host}
    with pytest.raises(Refusal, match="no-such-address"):
        phones.choose("203.0.113.1")


def test_a_hall_with_only_ipv6_is_served_on_both_families() -> None:
    assert best_binding([LOOPBACK, SIX]) == ANY_6
    assert best_binding([LOOPBACK, SIX, WIFI]) == ANY
    assert PhoneAddress(ANY_6, 8000, lambda: [LOOPBACK, SIX]).origin == "http://[fd00::7]:8000"
    assert authority("fd00::7", 80) == "[fd00::7]:80"


def test_an_address_given_by_hand_is_the_only_one() -> None:
    phones = PhoneAddress("127.0.0.1", 8000, lambda: [LOOPBACK, WIFI])
    assert [address.host for address in phones.addresses] == ["127.0.0.1"]


def test_a_silent_address_is_reported() -> None:
    with listen("127.0.0.1", 0) as bound:
        phones = PhoneAddress("127.0.0.1", bound.getsockname()[1], lambda: [LOOPBACK])
    assert not phones.probe()
    assert "address-silent" in [caution.code for caution in phones.cautions()]


def test_an_answering_address_is_reachable() -> None:
    class Pulse(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  likewise
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Pulse) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        phones = PhoneAddress("127.0.0.1", server.server_port, lambda: [LOOPBACK])
        assert phones.probe()
        thread.join()


def test_a_port_in_use_is_an_answer_not_an_exit() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match="port-taken"):
            listen_for_phones("127.0.0.1", port)
        with listen_for_phones("127.0.0.1", None, last=port) as other:
            assert other.getsockname()[1] != port


def test_the_last_port_is_taken_again() -> None:
    with listen("127.0.0.1", 0) as bound:
        port = bound.getsockname()[1]
    with listen_for_phones("127.0.0.1", None, last=port) as again:
        assert again.getsockname()[1] == port


@pytest.mark.parametrize("told", [True, False], ids=["told", "known from before"])
def test_a_port_that_connections_of_an_earlier_server_still_hold_is_waited_for(told: bool) -> None:
    held = socket.socket()
    held.bind(("127.0.0.1", 0))  # held, and nobody listens
    port = held.getsockname()[1]
    with pytest.raises(OSError):
        listen("127.0.0.1", port)
    letting_go = threading.Timer(0.3, held.close)
    letting_go.start()
    with listen_for_phones("127.0.0.1", port if told else None, last=0 if told else port) as again:
        assert again.getsockname()[1] == port
    letting_go.join()
