"""A real server whose disk is full while a file called FULL lies beside the meeting. Run it with the folder."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from server import serve
from store import Record
from tests.faults.failing import FailingFiles

FULL = "full"


class FillingFiles(FailingFiles):
    """Every call on a path under `within` is refused while that file is there."""

    def call(self, path: Path) -> bool:
        assert self.within is not None
        if path.is_relative_to(self.within) and (self.within.parent / FULL).exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return False


class _RecordOnThatDisk(Record):
    @classmethod
    def open(cls, folder: Path | str, **_options: object) -> Record:
        return Record.open(folder, files=FillingFiles(within=Path(folder).parent))


if __name__ == "__main__":
    serve.Record = _RecordOnThatDisk  # type: ignore[attr-defined]  # the seam a server has for its disk
    serve.run(Path(sys.argv[1]), host="127.0.0.1")
