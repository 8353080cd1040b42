"""The sockets the server listens on, bound by ourselves so that a busy port is an answer and not an exit."""

from __future__ import annotations

import errno
import ipaddress
import socket
import sys
import time
from contextlib import suppress

from meeting.refusal import Refusal
from server import limits

FIRST_PORT, LAST_PORT = 8000, 8099
"""Ports tried for phones, all below 32768: above that the system hands them out for outgoing connections."""

SAME_PORT_SECONDS = 3.0
"""How long a server waits for the port it had before: connections of the one before it may hold it a little longer, on
Windows above all, where nobody may share it (learn.microsoft.com, Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE)."""

HELD = frozenset({errno.EADDRINUSE, errno.EACCES})
"""What a system says of a port that is taken; Windows says EACCES where its holder shares it with nobody."""

TRY_EVERY = 0.1
ANSWER_SECONDS = 0.2

WANTED_FILES = 8192
"""Open files asked for at start; common soft limits of 1,024 are fewer than a full hall's sockets."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on exactly this address (an IP) and port. Raises OSError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named: asyncio sends at once (TCP_NODELAY) only on connections that say they are TCP, and the
    # second part of a reply would wait 40 ms for its reader's delayed acknowledgement.
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":  # there SO_REUSEADDR would let two programs share the port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if host == "::":
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        opened.bind((host, port))
        opened.listen(limits.BACKLOG)
        opened.setblocking(False)
    except BaseException:
        opened.close()
        raise
    return opened


def listen_for_phones(host: str, port: int | None, last: int = 0) -> socket.socket:
    """The phones' socket on `host`: at `port` if given, else at the `last` one used, else at the first free one.

    A restarted server must come back where the phones look for it. Raises Refusal ``port-taken``, or
    ``no-such-address`` where this laptop has no such address.
    """
    tried = [port] if port is not None else [last, *range(FIRST_PORT, LAST_PORT + 1)]
    for candidate in tried:
        if candidate or port is not None:
            try:
                had = candidate in {port, last}
                return _listen_again(host, candidate) if had else listen(host, candidate)
            except OSError as refused:
                if isinstance(refused, socket.gaierror) or refused.errno == errno.EADDRNOTAVAIL:
                    raise Refusal("no-such-address", host=host[:60]) from None
    raise Refusal("port-taken", host=host, port=port or FIRST_PORT)


def _listen_again(host: str, port: int) -> socket.socket:
    """As `listen`, and where nobody listens at a port that is taken, wait for what still holds it."""
    until = time.monotonic() + SAME_PORT_SECONDS
    while True:
        try:
            return listen(host, port)
        except OSError as refused:
            is_held = refused.errno in HELD and not _somebody_listens(host, port)
            if not is_held or time.monotonic() > until:
                raise
        time.sleep(TRY_EVERY)


def _somebody_listens(host: str, port: int) -> bool:
    """Whether a connection is taken there; a wildcard address is asked on this laptop."""
    here = "::1" if ":" in host else "127.0.0.1"
    asked = here if ipaddress.ip_address(host).is_unspecified else host
    try:
        socket.create_connection((asked, port), ANSWER_SECONDS).close()
    except OSError:
        return False
    return True


def allow_many_files() -> int:
    """Raise this process's soft limit of open files as far as the system lets us; what it is then."""
    if sys.platform == "win32":  # there sockets are no files
        return WANTED_FILES
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED_FILES if hard == resource.RLIM_INFINITY else min(WANTED_FILES, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return wanted
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def phones_connections(files: int) -> int:
    """Most connections of phones where the process may have so many open `files`: some are kept for all the rest."""
    return max(1, min(limits.CONNECTIONS, files - limits.RESERVED_FILES))
