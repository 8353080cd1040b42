"""The sockets that phones come to."""

from __future__ import annotations

import asyncio
import socket
import sys

import pytest

from server.network.sockets import listen
from tests.loopback import LOOPBACK
from tests.waiting import PATIENCE


@pytest.mark.skipif(sys.platform == "win32", reason="the loop there sets it on every connection")
async def test_the_second_part_of_a_reply_waits_for_no_acknowledgement_of_the_first() -> None:
    accepted: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    class Noticing(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            connection = transport.get_extra_info("socket")
            accepted.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    bound = listen(LOOPBACK, 0)
    address = bound.getsockname()
    async with await asyncio.get_running_loop().create_server(Noticing, sock=bound):
        _, writer = await asyncio.open_connection(*address)
        async with asyncio.timeout(PATIENCE):
            assert await accepted
        writer.close()
