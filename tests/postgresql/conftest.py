from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.postgresql.cluster import Cluster
from tests.postgresql.link import Link

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def running_cluster() -> Iterator[Cluster]:
    made = Cluster.make()
    try:
        yield made
    finally:
        made.remove()


@pytest.fixture
def cluster(running_cluster: Cluster) -> Cluster:
    """The one cluster of this run; each test has records of its own in it."""
    if not running_cluster.answers():
        running_cluster.start()
    return running_cluster


@pytest.fixture
def standby(cluster: Cluster) -> Iterator[Cluster]:
    """A standby of that cluster, called "second", for which no commit waits yet."""
    made = cluster.standby("second")
    try:
        yield made
    finally:
        if cluster.answers():
            cluster.set("synchronous_standby_names", "")
        made.remove()


@pytest.fixture
def link(cluster: Cluster) -> Iterator[Link]:
    made = Link(cluster.port)
    yield made
    made.close()
