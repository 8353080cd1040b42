"""Zip containers (DOCX, XLSX) with nothing of the moment in them: the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip file can hold, given to every part."""


def timeless(packed: bytes) -> bytes:
    """The same container with every part dated alike and written in the same order."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as before,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            after.writestr(part, before.read(name))
    return made.getvalue()
