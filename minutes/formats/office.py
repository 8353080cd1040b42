"""A Word document as PDF through LibreOffice, where this laptop has it: so a form of the agency's own is printed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from minutes.formats.child import never, run

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("soffice", "libreoffice")
SECONDS = 180
"""Longest one document may take: the first start on a slow laptop makes a profile."""

EXPORT = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}
"""PDF/A-2b, tagged. Not marked as PDF/UA: a form that lays things out by tables would not keep that promise."""


class OfficeFailedError(Exception):
    """LibreOffice gave no PDF of a document."""


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """A profile of this process's own, gone when it ends: making one is most of what a first document takes."""
    return tempfile.TemporaryDirectory(prefix="doithoai-", ignore_cleanup_errors=True)


@cache
def program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    # On Windows a search looks in the current folder first, where anybody may have put a file of that name.
    for name in () if sys.platform == "win32" else NAMES:
        if found := shutil.which(name):
            return found
    return next((str(place) for place in _usual_places() if place.is_file()), None)


def _usual_places() -> list[Path]:
    """Where its installers put it, without telling the path."""
    if sys.platform == "darwin":
        return [Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")]
    folders = [os.environ.get(name, "") for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")]
    return [Path(folder, "LibreOffice", "program", "soffice.com") for folder in folders if folder]


def as_pdf(document: bytes, stopped: Callable[[], bool] = never) -> bytes:
    """A .docx as PDF.

    LibreOffice runs with a profile of this process's own that is thrown away in the end, so that neither an open window
    nor anybody's macros and extensions have a part in it. `stopped` is asked while it works. Raises OfficeFailedError
    or StoppedError.
    """
    office = program()
    if office is None:
        raise OfficeFailedError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="doithoai-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        (folder / "van-ban.docx").write_bytes(document)
        command = [
            office,
            f"-env:UserInstallation={Path(_profile().name, 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(EXPORT)}",
            "--outdir",
            str(folder),
            str(folder / "van-ban.docx"),
        ]
        try:
            run(command, folder, SECONDS, stopped)
            return (folder / "van-ban.pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as problem:
            raise OfficeFailedError(str(problem)) from problem
