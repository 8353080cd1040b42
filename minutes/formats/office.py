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
def program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return next((str(place) for place in _usual_places() if place.is_file()), None)


def _usual_places() -> list[Path]:
    """Where its installers put it, without telling the path."""
    if sys.platform == "darwin":
        return [Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")]
    folders = [os.environ.get(name, "") for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")]
    return [Path(folder, "LibreOffice", "program", "soffice.com") for folder in folders if folder]


def as_pdf(document: bytes) -> bytes:
    """A .docx as PDF.

    LibreOffice runs with a profile of its own that is thrown away, so that neither an open window nor anybody's macros
    and extensions have a part in it. Raises OfficeFailedError.
    """
    office = program()
    if office is None:
        raise OfficeFailedError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="doithoai-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        (folder / "van-ban.docx").write_bytes(document)
        command = [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(EXPORT)}",
            "--outdir",
            str(folder),
            str(folder / "van-ban.docx"),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, cwd=folder)
            return (folder / "van-ban.pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as problem:
            raise OfficeFailedError(str(problem)) from problem
