"""Finding the commits that changed one document, without decoding the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.journal import FileJournal


def lines_naming(journal: FileJournal, table: str, number: int) -> Iterator[bytes]:
    """The lines of `journal` that may hold an op on document `number` of `table`: all that do, and few others.

    Within a text a quotation mark stands escaped, so no one's words can look like an op of a commit; a document
    that itself holds these members may, which is why the caller decodes and looks again.
    """
    needle = b'"table":' + msgspec.json.encode(table) + b',"id":' + str(number).encode()
    named = needle + b",", needle + b"}"
    return (line for line in journal.read(0) if named[0] in line or named[1] in line)
