"""Tells what a file is by what is in it, whatever its name says, and refuses by its own name what is not read."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from intake import limits
from intake.archive import let_in
from intake.encodings import decode
from intake.sheet import shortened
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path


class Format(Enum):
    """The formats that are read."""

    WORKBOOK = "xlsx"
    DOCUMENT = "docx"
    OPEN_SPREADSHEET = "ods"
    OPEN_DOCUMENT = "odt"
    XML_SPREADSHEET = "xml"
    HTML = "html"
    TEXT = "txt"


SUFFIXES = (".xlsx", ".ods", ".csv", ".docx", ".txt")
"""The kinds of file that people are told of."""

_TABLES = frozenset({".csv", ".tsv"})
_TEXTS = frozenset({*_TABLES, ".txt", ".text", ".md", ".html", ".htm", ".mht", ".mhtml", ".xml"})
_OFFICE = frozenset(
    {
        *(".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods", ".ots"),
        *(".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".rtf"),
    }
)
"""Office files: text called so is looked at for a table, as many programs write one under such a name."""

LISTED = tuple(sorted(_TEXTS | _OFFICE))
"""What a file may be called that is read, or refused by its own name."""

_HEAD = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of Office 97-2003 begins, and one locked with a password."""

_OLE_STREAMS = (
    ("EncryptedPackage", "file-is-locked"),
    ("Workbook", "file-is-old-excel"),
    ("Book", "file-is-old-excel"),
    ("WordDocument", "file-is-old-word"),
    ("PowerPoint Document", "file-is-presentation"),
    ("__substg1.0_", "file-is-mail"),
)
"""What is in such a file, by the names in its directory."""

_BEGINNINGS = (
    (b"%PDF", "file-is-pdf"),
    (b"{\\rtf", "file-is-rtf"),
    (b"\x89PNG", "file-is-picture"),
    (b"\xff\xd8\xff", "file-is-picture"),
    (b"GIF8", "file-is-picture"),
    (b"II*\0", "file-is-picture"),
    (b"MM\0*", "file-is-picture"),
    (b"Rar!", "file-is-packed"),
    (b"7z\xbc\xaf", "file-is-packed"),
    (b"\x1f\x8b", "file-is-packed"),
)
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
_HTML = ("<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<style", "<div", "mime-version")
_PARTS = (
    ("xl/workbook.bin", "file-is-binary-excel"),
    ("ppt/", "file-is-presentation"),
    ("index/document.iwa", "file-is-apple"),
    ("index.zip", "file-is-apple"),
    ("index.xml", "file-is-apple"),
    ("index/", "file-is-apple"),
)
"""What a packed file is that is not read, by the parts it has."""

_ODF = {
    "opendocument.presentation": "file-is-presentation",
    "opendocument.graphics": "file-is-picture",
}


def require_readable(path: Path) -> None:
    """Raise Refusal ``file-missing``, ``file-too-large``, ``file-empty`` or ``file-unreadable``."""
    try:
        if not path.is_file():
            raise Refusal("file-missing", name=path.name)
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from None
    if size > limits.FILE_BYTES:
        raise Refusal("file-too-large", limit=limits.FILE_BYTES // 1024 // 1024)
    if not size:
        raise Refusal("file-empty", name=path.name)


def unreadable(path: Path, error: OSError) -> Refusal:
    """What is said of a file that the system does not let one read."""
    return Refusal("file-unreadable", name=shortened(path.name), reason=error.strerror or "")


def recognise(path: Path) -> Format:
    """What the file at `path` is, told from its beginning.

    Raises Refusal: ``file-kind`` for what nobody knows, ``file-damaged`` for an office file that is none, and for what
    is known and not read ``file-is-locked``, ``file-is-old-excel``, ``file-is-old-word``, ``file-is-old-office``,
    ``file-is-binary-excel``, ``file-is-rtf``, ``file-is-pdf``, ``file-is-apple``,
    ``file-is-presentation``, ``file-is-picture``, ``file-is-packed`` or ``file-is-mail``, with its `name`.
    """
    suffix = path.suffix.lower()
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    if head.startswith(_OLE):
        raise Refusal(_ole(path), name=path.name)
    for beginning, code in _BEGINNINGS:
        if head.startswith(beginning):
            raise Refusal(code, name=path.name)
    if head[4:12] in _HEIC:
        raise Refusal("file-is-picture", name=path.name)
    if head.startswith(b"PK"):
        return _packed(path)
    if suffix not in _TEXTS | _OFFICE:
        raise Refusal("file-kind", found=suffix or shortened(path.name), known=", ".join(SUFFIXES))
    return _text(path, suffix)


def _ole(path: Path) -> str:
    data = path.read_bytes()
    found = (code for stream, code in _OLE_STREAMS if stream.encode("utf-16-le") in data)
    return next(found, "file-is-old-office")


def _packed(path: Path) -> Format:
    with let_in(path) as archive:
        names = archive.names
        kind = archive.read("mimetype")[:200].decode("ascii", "replace") if "mimetype" in archive else ""
    if "opendocument.spreadsheet" in kind:
        return Format.OPEN_SPREADSHEET
    if "opendocument.text" in kind:
        return Format.OPEN_DOCUMENT
    for mark, code in _ODF.items():
        if mark in kind:
            raise Refusal(code, name=path.name)
    for part, code in _PARTS:
        if any(name.startswith(part) for name in names):
            raise Refusal(code, name=path.name)
    if any(name.startswith("xl/") for name in names):
        return Format.WORKBOOK
    if any(name.startswith("word/") for name in names):
        return Format.DOCUMENT
    if "[content_types].xml" in names:
        return (
            Format.DOCUMENT
            if path.suffix.lower() in {".docx", ".docm", ".dotx", ".dotm"}
            else Format.WORKBOOK
        )
    raise Refusal("file-damaged" if path.suffix.lower() in _OFFICE else "file-is-packed", name=path.name)


def _text(path: Path, suffix: str) -> Format:
    """Text, or what is written as text. An office file of plain text is one only where it is a table."""
    text = decode(path.read_bytes()).text
    beginning = text.lstrip("\ufeff \t\r\n")[:_HEAD].lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in beginning and beginning.startswith("<?xml"):
        return Format.XML_SPREADSHEET
    if beginning.startswith(_HTML) or (beginning.startswith("<?xml") and "<html" in beginning):
        return Format.HTML
    if beginning.startswith("<?xml"):
        raise Refusal("file-damaged")
    if suffix in _OFFICE:
        from intake import delimited

        if not delimited.is_table(text):
            raise Refusal("file-damaged")
    return Format.TEXT


def is_table_by_name(path: Path) -> bool:
    """Whether the file's name says that its text is a table."""
    return path.suffix.lower() in _TABLES | _OFFICE
