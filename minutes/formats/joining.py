"""PDF pieces of one document joined into one file, with their tags, bookmarks and properties.

pypdf copies pages and leaves behind what stands above them. Here the tags are put under one root (ISO 32000-1, 14.7):
the numbers by which pages find their tags (StructParents in the ParentTree) go on from piece to piece, and the names by
which cells find their headers (IDTree) begin with the piece's number, for each piece began with the same ones.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    Fit,
    IndirectObject,
    NameObject,
    NumberObject,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pypdf.generic import Destination, PdfObject

ROOT, TAGS, PAGES_TAGS, NAMED_TAGS = "/Root", "/StructTreeRoot", "/ParentTree", "/IDTree"
STRUCT_PARENTS, KIDS, PARENT, ATTRIBUTES = "/StructParents", "/K", "/P", "/A"
CATALOGUE = ("/MarkInfo", "/OutputIntents", "/Lang", "/ViewerPreferences")
"""What the catalogue of the first piece says of the whole document, too."""


class Made(NamedTuple):
    """A piece in a file, and the levels of its headings, of which each has a bookmark, in their order."""

    path: Path
    levels: Sequence[int]


def page_count(path: Path) -> int:
    """How many pages a PDF has."""
    with PdfReader(path) as reader:
        return len(reader.pages)


def joined(pieces: Sequence[Made]) -> bytes:
    """One PDF of the pieces' pages. Its properties are the first piece's but for the count of pages and the ids."""
    whole = _Whole()
    digest = hashlib.sha256()
    for number, piece in enumerate(pieces):
        content = piece.path.read_bytes()
        digest.update(content)
        with PdfReader(io.BytesIO(content)) as reader:
            whole.add(reader, number, piece.levels)
    return whole.finished(digest.digest()[:16])


class _Whole:
    """The document as it grows."""

    def __init__(self) -> None:
        self._writer = PdfWriter()
        self._tags = DictionaryObject({NameObject("/Type"): NameObject(TAGS)})
        self._tags_at = self._writer._add_object(self._tags)
        self._document: DictionaryObject | None = None
        self._roles = DictionaryObject()
        self._pages_tags = ArrayObject()
        self._named_tags: list[tuple[str, PdfObject]] = []
        self._above: list[tuple[int, IndirectObject]] = []
        self._properties = ""
        self._version = ""

    def add(self, reader: PdfReader, number: int, levels: Sequence[int]) -> None:
        """Put the pages of `reader`, the piece `number` counted from 0, behind those that are there."""
        catalogue: Any = reader.trailer[ROOT]
        before = len(self._writer.pages)
        page: Any
        for page in reader.pages:
            added = self._writer.add_page(page)
            # Left out by pypdf, since it knows no tags. The piece's numbers are those from 0 on.
            if STRUCT_PARENTS in page:
                added[NameObject(STRUCT_PARENTS)] = NumberObject(page[STRUCT_PARENTS] + before)
        self._add_tags(catalogue[TAGS], number, before)
        self._add_bookmarks(reader, levels, before)
        if number == 0:
            self._version = reader.pdf_header
            self._properties = catalogue["/Metadata"].get_data().decode()
            self._writer.metadata = reader.metadata  # pypdf would name itself as what made it
            for name in CATALOGUE:
                self._writer.root_object[NameObject(name)] = catalogue[name].clone(self._writer)

    def _add_tags(self, found: DictionaryObject, number: int, before: int) -> None:
        cloned: Any = found.clone(self._writer, ignore_fields=("/Type",))
        self._roles |= cloned["/RoleMap"]
        [document] = cloned[KIDS]
        document = document.get_object()
        if self._document is None:
            self._document = document
            document[NameObject(PARENT)] = self._tags_at
            self._tags[NameObject(KIDS)] = ArrayObject([document.indirect_reference])
        else:
            kept: Any = self._document
            for kid in document[KIDS]:
                kid.get_object()[NameObject(PARENT)] = kept.indirect_reference
                kept[KIDS].append(kid)
        for key, tags in _leaves(cloned[PAGES_TAGS], "/Nums"):
            self._pages_tags += [NumberObject(key + before), tags]
        for name, found_tag in _leaves(cloned.get(NAMED_TAGS, {}), "/Names"):
            tag: Any = found_tag.get_object()
            self._named_tags.append((_renamed(str(name), number), found_tag))
            tag[NameObject("/ID")] = ByteStringObject(_renamed(str(name), number).encode())
        _rename_headers(document, number)

    def _add_bookmarks(self, reader: PdfReader, levels: Sequence[int], before: int) -> None:
        for destination, level in zip(_flat(reader.outline), levels, strict=True):
            while self._above and self._above[-1][0] >= level:
                self._above.pop()
            page = reader.get_destination_page_number(destination)
            assert page is not None
            mark = self._writer.add_outline_item(
                title=str(destination.title),
                page_number=before + page,
                parent=self._above[-1][1] if self._above else None,
                fit=Fit.xyz(destination.left, destination.top, 0),
            )
            self._above.append((level, mark))

    def finished(self, identity: bytes) -> bytes:
        """The file. `identity` (16 bytes) tells it from any other."""
        tags = self._tags
        tags[NameObject(PAGES_TAGS)] = DictionaryObject({NameObject("/Nums"): self._pages_tags})
        tags[NameObject("/RoleMap")] = self._roles
        tags[NameObject("/ParentTreeNextKey")] = NumberObject(len(self._writer.pages))
        if self._named_tags:
            self._named_tags.sort(key=lambda named: named[0])
            names = ArrayObject()
            for name, tag in self._named_tags:
                names += [ByteStringObject(name.encode()), tag]
            first, last = (ByteStringObject(self._named_tags[n][0].encode()) for n in (0, -1))
            leaf = DictionaryObject(
                {NameObject("/Names"): names, NameObject("/Limits"): ArrayObject([first, last])}
            )
            kids = ArrayObject([self._writer._add_object(leaf)])
            tags[NameObject(NAMED_TAGS)] = DictionaryObject({NameObject("/Kids"): kids})
        root = self._writer.root_object
        root[NameObject(TAGS)] = self._tags_at
        about = DecodedStreamObject()
        about.set_data(self._about(identity).encode())
        about |= {NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")}
        root[NameObject("/Metadata")] = self._writer._add_object(about)
        self._writer.pdf_header = self._version
        self._writer._ID = ArrayObject([ByteStringObject(identity)] * 2)
        made = io.BytesIO()
        self._writer.write(made)
        return made.getvalue()

    def _about(self, identity: bytes) -> str:
        """The first piece's XMP with the whole's count of pages and ids."""
        words = re.sub(
            r"(<xmpTPg:NPages>)\d+(</xmpTPg:NPages>)",
            rf"\g<1>{len(self._writer.pages)}\g<2>",
            self._properties,
        )
        own = base64.b64encode(identity).decode()
        return re.sub(r"(<(xmpMM:(?:Instance|Document)ID|stEvt:instanceID)>)[^<_]+", rf"\g<1>{own}", words)


def _renamed(name: str, number: int) -> str:
    return f"{number}-{name}"


def _rename_headers(tag: Any, number: int) -> None:
    """Have every cell below a tag name its headers as they are called in the whole."""
    below = [tag]
    while below:
        one = below.pop().get_object()
        if not isinstance(one, DictionaryObject):
            continue
        for attributes in one.get(ATTRIBUTES, ()):
            held = attributes.get_object()
            if "/Headers" in held:
                held[NameObject("/Headers")] = ArrayObject(
                    ByteStringObject(_renamed(_plain(name), number).encode()) for name in held["/Headers"]
                )
        below += one.get(KIDS, ())


def _plain(name: Any) -> str:
    return name.decode() if isinstance(name, bytes) else str(name)


def _leaves(tree: Any, holding: str) -> list[tuple[Any, PdfObject]]:
    """The pairs of a number tree or a name tree (ISO 32000-1, 7.9.6 and 7.9.7)."""
    tree = tree.get_object() if hasattr(tree, "get_object") else tree
    found: list[tuple[Any, PdfObject]] = []
    for kid in tree.get("/Kids", ()):
        found += _leaves(kid, holding)
    pairs = tree.get(holding, ())
    found += [
        (_plain(key) if holding == "/Names" else key, held)
        for key, held in zip(pairs[::2], pairs[1::2], strict=True)
    ]
    return found


def _flat(outline: Iterable[Any]) -> Iterable[Destination]:
    """Bookmarks in the order of the pages, whatever hangs below whatever."""
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one
