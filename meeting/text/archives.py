"""How `zipfile` says that an archive is no use: one list for every door that opens one."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
    OverflowError,
    OSError,
)
"""What reading an archive raises where it is cut, altered, locked with a password (RuntimeError), packed in a way or
version unknown here (NotImplementedError), or leads to places before its beginning (ValueError, OSError).
"""
