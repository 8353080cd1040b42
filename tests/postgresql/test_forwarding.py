"""What a phone asks at a server that follows reaches the keeper, over few connections, and holds none it has left."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING

from server.agency.forwarding import REQUESTS
from tests.postgresql.agency import Agency, established, joined, two
from tests.waiting import PATIENCE, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.postgresql.cluster import Cluster


def test_many_requests_go_over_few_connections_and_none_is_slowed(cluster: Cluster, tmp_path: Path) -> None:
    agency = Agency(cluster, tmp_path)
    try:
        keeper, follower = two(agency)
        phone = follower.phone(joined(follower.phone(), keeper.code())["pass"])
        # More than the keeper reads at once of one connection; a phone reads the list no faster than it may.
        for _ in range(3 * REQUESTS):
            assert phone.get("/api/meeting").status == http.client.OK
        assert established(keeper.port) <= 1
    finally:
        agency.close()


def test_a_stream_is_let_go_at_the_keeper_when_its_phone_leaves(cluster: Cluster, tmp_path: Path) -> None:
    agency = Agency(cluster, tmp_path)
    try:
        keeper, follower = two(agency)
        stream = joined(follower.phone(), keeper.code())["live"]
        phone = http.client.HTTPConnection(follower.authority, timeout=PATIENCE)
        phone.request("GET", f"{stream}?after=0")
        assert phone.getresponse().status == http.client.OK
        wait_until(lambda: keeper.host.health_now().phones == 1)
        phone.close()
        wait_until(lambda: keeper.host.health_now().phones == 0)
    finally:
        agency.close()
