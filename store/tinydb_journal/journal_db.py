"""The opening call in TinyDB's manner: a database on a journal, made where there is none yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .database import RecordDB, TablesStorage
from .errors import NotFoundError
from .file_tenure import FileTenure
from .record import Record

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from .seam import Tenure


class JournalDB(RecordDB):
    """TinyDB on the journal in the folder `path`, begun there if need be. Each write is safe when it returns.

    `storage` makes, of the address, the right to write there: a folder of this computer unless given. `record` has
    the rest: `undo`, `history`, `digest`. Raises as `Record.open` and `Record.create`.
    """

    def __init__(
        self, path: Path | str, *, storage: Callable[[Path], Tenure] = FileTenure, mend: bool = False
    ) -> None:
        self.record = open_or_begin(storage(Path(path)), mend=mend)
        super().__init__(self.record.storage)

    def transaction(self, **why: str) -> AbstractContextManager[None]:
        """As `Record.transaction`: one commit of every write inside the with-block, or none if it raises."""
        return self.record.transaction(**why)


class JournalStorage(TablesStorage):
    """The same for TinyDB itself: `TinyDB(path, storage=JournalStorage)`.

    TinyDB then reads and compares the whole database at each call, as with every storage; `JournalDB` does not.
    """

    def __init__(self, path: Path | str, **options: Any) -> None:
        record = open_or_begin(FileTenure(Path(path)), **options)
        super().__init__(*record.storage.parts())


def open_or_begin(tenure: Tenure, *, mend: bool = False) -> Record:
    """The record at the tenure's address, begun there if there is none. Raises as `Record.open` and `Record.create`."""
    try:
        return Record.taken(tenure, mend=mend)
    except NotFoundError as missing:
        if missing.code != NotFoundError.code:  # there was a record, and only its journal is gone
            raise
        return Record.began(tenure)
