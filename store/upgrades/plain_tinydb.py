"""From the one file of stock TinyDB, which its storage rewrites whole, to a journal that begins with its tables."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from store.commit import Document
from store.generations import RESERVED
from store.journal import header_line

_decode = msgspec.json.Decoder(dict[str, dict[int, Document]]).decode


def is_plain_tinydb(data: bytes) -> bool:
    """Whether these bytes look like TinyDB's own file: an object of tables, and no journal."""
    return data.lstrip()[:1] == b"{" and not data.startswith(b'{"journal":')


def journal_from_plain_tinydb(data: bytes) -> bytes:
    """A journal without commits whose header holds the tables in `data`.

    The record's number is taken from the bytes, so that the same file gives the same journal. Raises ValueError for
    what is not a TinyDB file.
    """
    tables = _decode(data)
    tables.pop(RESERVED, None)
    return header_line(sha256(data).hexdigest()[:32], tables=tables)
