"""A form as it may be filled: looked at before it is unpacked, and without anything that runs or reaches outside.

What is kept is listed, whatever else a file holds goes: so no spelling of a macro, of a relationship to another
place or of a field that reads files comes through.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from meeting.refusal import Refusal
from meeting.text import archives
from meeting.text.archives import UNREADABLE, ArchiveError, Bounds, Fault
from minutes.formats.word.template import fields

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_BYTES = 5 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
"""A form with a picture or two stays far below; a zip made to burst a laptop's memory does not."""

TYPES = "[Content_Types].xml"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD_MAINS = frozenset(
    f"application/vnd.{name}.main+xml"
    for name in (
        "openxmlformats-officedocument.wordprocessingml.template",
        "ms-word.document.macroenabled",
        "ms-word.template.macroenabledtemplate",
    )
)
"""Main parts of templates and of documents with macros, read as a document."""

_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KEPT = frozenset(
    f"{_RELATIONSHIPS}/{name}"
    for name in (
        "officeDocument",
        "styles",
        "settings",
        "numbering",
        "fontTable",
        "theme",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "image",
    )
)
_IMAGES = frozenset(
    f"image/{name}" for name in ("png", "jpeg", "jpg", "gif", "bmp", "tiff", "x-emf", "x-wmf")
)
_OF_ADDRESSES = ":\\?#"
"""What no path to a part of a package holds (ECMA-376 part 2, 6.2.2): a scheme, a drive, a share, a query."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DROPPED = frozenset(
    f"{{{_W}}}{name}"
    for name in (
        "altChunk",
        "subDoc",
        "attachedTemplate",
        "attachedSchema",
        "mailMerge",
        "control",
        "object",
        "movie",
        "dataBinding",
        "docVars",
        "printerSettings",
        "saveThroughXslt",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
    )
)
"""Elements that run, reach outside, or point at a part that is not kept."""

_HYPERLINK = f"{{{_W}}}hyperlink"
_ADDRESSES = frozenset({"href", "hlinkHref", "src", "althref"})
"""Attributes that hold an address themselves, as those of VML (ECMA-376 part 4, 19.1.2)."""

_PICTURES = frozenset({"blip", "imagedata", "fill"})
"""Elements that may stay when the picture they name is gone."""


def opened(form: Path) -> bytes:
    """The form as a plain .docx.

    Raises Refusal ``template-missing``, ``template-unreadable`` or ``template-too-large``.
    """
    name = form.name
    if not form.is_file():
        raise Refusal("template-missing", name=name)
    if form.stat().st_size > LARGEST_BYTES:
        raise Refusal("template-too-large", name=name, limit=LARGEST_BYTES // 1024 // 1024)
    try:
        with archives.opened(form.read_bytes(), Bounds(LARGEST_UNPACKED)) as packed:
            parts = {packed.spelling(part): packed.read(part) for part in packed.names}
        return _packed(cleaned(parts))
    except ArchiveError as refused:
        if refused.fault in {Fault.SIZE, Fault.RATIO}:
            limit = LARGEST_UNPACKED // 1024 // 1024
            raise Refusal("template-too-large", name=name, limit=limit) from None
        raise Refusal("template-unreadable", name=name) from refused
    except (*UNREADABLE, etree.LxmlError) as problem:
        raise Refusal("template-unreadable", name=name) from problem


def cleaned(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a package without what is not on the list. Raises ValueError for a package that is none."""
    types = _Types(parts[TYPES])
    kept: dict[str, bytes] = {}
    waiting = [""]
    seen: set[str] = set()
    while waiting:
        owner = waiting.pop()
        if owner in seen:
            continue
        seen.add(owner)
        ids = _clean_relationships(parts, kept, owner, types, waiting)
        if owner and types.of(owner).endswith("+xml"):
            kept[owner] = _clean_part(parts[owner], ids)
        elif owner:
            kept[owner] = parts[owner]
    kept[TYPES] = types.rendered(kept)
    return kept


class _Types:
    """[Content_Types].xml: which part is what."""

    def __init__(self, content: bytes) -> None:
        self._defaults: dict[str, str] = {}
        self._overrides: dict[str, str] = {}
        for entry in _parsed(content):
            if not isinstance(entry.tag, str):
                continue
            kind = entry.get("ContentType", "")
            if entry.tag.endswith("}Default"):
                self._defaults[entry.get("Extension", "").casefold()] = kind
            else:
                self._overrides[entry.get("PartName", "").lstrip("/")] = kind

    def of(self, part: str) -> str:
        """A part's content type, in small letters but for a document's own."""
        kind = self._overrides.get(part) or self._defaults.get(part.rpartition(".")[2].casefold(), "")
        return DOCUMENT_TYPE if kind.casefold() in _WORD_MAINS else kind

    def rendered(self, parts: dict[str, bytes]) -> bytes:
        """The list again, of `parts` alone."""
        root = etree.Element(
            "{http://schemas.openxmlformats.org/package/2006/content-types}Types",
            nsmap={None: "http://schemas.openxmlformats.org/package/2006/content-types"},
        )
        tag = root.tag.replace("Types", "")
        etree.SubElement(
            root,
            f"{tag}Default",
            Extension="rels",
            ContentType="application/vnd.openxmlformats-package.relationships+xml",
        )
        for part in parts:
            if not part.endswith(".rels"):
                etree.SubElement(root, f"{tag}Override", PartName=f"/{part}", ContentType=self.of(part))
        return _rendered(root)


def _parsed(content: bytes) -> etree._Element:
    """XML without anything looked up elsewhere. Raises ValueError for a document type: no Word file has one."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type")
    return root


def _rendered(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _clean_relationships(
    parts: dict[str, bytes], kept: dict[str, bytes], owner: str, types: _Types, waiting: list[str]
) -> set[str]:
    """Keep the relationships of `owner` that are on the list; their ids. What they lead to is `waiting`."""
    folder, name = posixpath.split(owner)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in parts:
        return set()
    root = _parsed(parts[path])
    ids: set[str] = set()
    for relation in list(root):
        target = _kept_target(relation, folder, parts, types)
        if target:
            ids.add(relation.get("Id", ""))
            waiting.append(target)
        else:
            root.remove(relation)
    kept[path] = _rendered(root)
    return ids


def _kept_target(relation: etree._Element, folder: str, parts: dict[str, bytes], types: _Types) -> str:
    """The part a relationship leads to if it may stay; empty otherwise."""
    kind = relation.get("Type", "")
    outside = any(
        name.casefold() == "targetmode" and value.strip().casefold() != "internal"
        for name, value in relation.items()
    )
    if kind not in _KEPT or outside:
        return ""
    target = relation.get("Target", "")
    if target.startswith("//") or any(mark in target for mark in _OF_ADDRESSES):
        return ""  # a part may be named like an address, and who follows the link reads the address
    part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    content = types.of(part).casefold()
    fits = (
        content in _IMAGES if kind.endswith("/image") else content.endswith("+xml") and "macro" not in content
    )
    return part if part in parts and fits else ""


def _clean_part(content: bytes, ids: set[str]) -> bytes:
    root = _parsed(content)
    for part in [part for part in root.iter() if part.tag in _DROPPED]:
        _remove(part)
    fields.clean(root)
    for part in list(root.iter(etree.Element)):
        _unlink(part, ids)
    return _rendered(root)


def _unlink(part: etree._Element, ids: set[str]) -> None:
    """Take away where an element points to what is not kept: its address, itself, or only the link around its text."""
    for name, value in list(part.items()):
        space, _, local = name.rpartition("}")
        if space == f"{{{_RELATIONSHIPS}" and value not in ids:
            if part.tag == _HYPERLINK:
                _unwrap(part)
                return
            if etree.QName(part).localname not in _PICTURES:
                _remove(part)
                return
            del part.attrib[name]
        elif local in _ADDRESSES and space != f"{{{_RELATIONSHIPS}":
            del part.attrib[name]


def _remove(part: etree._Element) -> None:
    """Take an element away; what stands after it stays."""
    parent = part.getparent()
    if parent is not None:
        fields.keep_tail(part)
        parent.remove(part)


def _unwrap(part: etree._Element) -> None:
    for child in list(part):
        part.addprevious(child)
    _remove(part)


def _packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()
