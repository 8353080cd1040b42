"""The page of phones that come in for the first time: made once for every commit, with each phone's own letters put in.

A hall fills within a minute, and all that such pages differ in is the pass and the receipt. The page of the first phone
is compressed once; for the next one these two are exchanged in what is sent, compressed or not.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

KINDS = 16
"""Most pages kept: some prompts in two languages."""

GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""No name, no time, compressed as well as can be (RFC 1952, 2.3)."""

RAW = -15
"""The largest window, without a wrapper of zlib's."""

LAST_BLOCK = b"\x03\x00"
"""An empty final block of fixed codes (RFC 1951, 3.2.6)."""


class Own(NamedTuple):
    """What is one phone's own on its page: letters that stand nowhere else."""

    given_pass: str
    receipt: str


class FreshPage:
    """The page of the phone `own`, from which those of others are made."""

    def __init__(self, text: str, own: Own) -> None:
        self._text = text
        self._own = own
        self._packed = _packed(text.encode(), own)

    def fits(self, own: Own) -> bool:
        """Whether another phone's letters take the same room."""
        return [len(part) for part in own] == [len(part) for part in self._own]

    def plain(self, own: Own) -> bytes:
        """The page of another phone."""
        exchanged = self._text.replace(self._own.given_pass, own.given_pass)
        return exchanged.replace(self._own.receipt, own.receipt).encode()

    def gzipped(self, own: Own) -> bytes | None:
        """The same compressed; None where letters cannot be exchanged in it."""
        if self._packed is None:
            return None
        plain = self.plain(own)
        trailer = struct.pack("<LL", zlib.crc32(plain), len(plain) & 0xFFFFFFFF)
        return b"".join([GZIP_HEAD, *_with(self._packed, own), LAST_BLOCK, trailer])


class FreshPages:
    """The newest page of each kind."""

    def __init__(self) -> None:
        self._pages: dict[Hashable, tuple[int, FreshPage]] = {}

    def page(self, kind: Hashable, n: int, own: Own, render: Callable[[], str]) -> FreshPage:
        """The page of this kind as of commit `n`; where there is none yet, what `render` gives for the phone `own`."""
        made = self._pages.get(kind)
        if made is None or made[0] != n or not made[1].fits(own):
            if len(self._pages) >= KINDS:
                self._pages.clear()  # of codes and languages gone by, or somebody makes up numbers
            made = self._pages[kind] = n, FreshPage(render(), own)
        return made[1]


def _packed(plain: bytes, own: Own) -> tuple[bytes, ...] | None:
    """The page deflated in pieces (RFC 1951), between which the letters of `own` were, where they stand first.

    Where they stand again, what is deflated only says how far back they are, which is true of any phone's. Chance may
    have other words lean on them too; so that is tried with other letters, and None is given where it is not so.
    """
    letters = [part.encode() for part in own]
    if not all(part in plain for part in letters):
        return None
    places = sorted((plain.index(part), part) for part in letters)
    deflating = zlib.compressobj(9, zlib.DEFLATED, RAW)
    pieces, end = [], 0
    for place, part in places:
        pieces.append(deflating.compress(plain[end:place]) + deflating.flush(zlib.Z_SYNC_FLUSH))
        deflating.compress(part)
        deflating.flush(zlib.Z_SYNC_FLUSH)
        end = place + len(part)
    pieces.append(deflating.compress(plain[end:]) + deflating.flush(zlib.Z_SYNC_FLUSH))
    if [part for _place, part in places] != letters:
        return None
    other = Own(*(part[::-1].swapcase() for part in own))
    found = zlib.decompress(b"".join([*_with(tuple(pieces), other), LAST_BLOCK]), RAW)
    expected = plain
    for mine, theirs in zip(own, other, strict=True):
        expected = expected.replace(mine.encode(), theirs.encode())
    return tuple(pieces) if found == expected else None


def _with(pieces: tuple[bytes, ...], own: Own) -> list[bytes]:
    """The pieces with a phone's letters between them, each in a block that is stored as it is (RFC 1951, 3.2.4)."""
    filled = [pieces[0]]
    for part, piece in zip(own, pieces[1:], strict=True):
        letters = part.encode()
        filled += [struct.pack("<BHH", 0, len(letters), len(letters) ^ 0xFFFF), letters, piece]
    return filled
