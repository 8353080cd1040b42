"""Parts of office files as trees. Elements go by their local name, so that Strict and Transitional files read alike."""

from __future__ import annotations

import posixpath
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from intake.archive import let_in
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from meeting.text import archives

_OFF = frozenset({"0", "false", "off", "none"})
"""How Office writes no."""


def name(element: Any) -> str:
    """The element's local name; empty for comments and processing instructions."""
    return _local(element.tag)


@lru_cache(maxsize=2_000)
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, wanted: str, otherwise: str = "") -> str:
    """The attribute called so, in whichever namespace it stands."""
    if (plain := element.get(wanted)) is not None:
        return str(plain)
    for key, text in element.items():
        if key.endswith(wanted) and key.rpartition("}")[2] == wanted:
            return str(text)
    return otherwise


def child(element: Any, *path: str) -> Any:
    """The first child called so, and its first child called so, and so on; None where there is none."""
    for wanted in path:
        if element is None:
            return None
        element = next((one for one in element if name(one) == wanted), None)
    return element


def value(element: Any, *path: str) -> str:
    """The ``val`` of a child, as Office writes most properties; empty where there is none."""
    found = child(element, *path)
    return "" if found is None else attribute(found, "val")


def switched(element: Any, *path: str) -> bool | None:
    """Whether a child that switches something on is there: None where it is not, False where it says no."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val", "1").lower() not in _OFF


def whole(text: str, otherwise: int = 0) -> int:
    """A whole number in an attribute."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise


class Archive:
    """The parts of an office file."""

    def __init__(self, archive: archives.Archive) -> None:
        self._archive = archive

    def __contains__(self, part: str) -> bool:
        return part in self._archive

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises Refusal ``file-damaged`` where there is none."""
        if part not in self:
            raise Refusal("file-damaged")
        return self._archive.read(part)

    def elements(self, part: str, *wanted: str) -> Iterator[Any]:
        """The elements with these names, one after another and forgotten behind one: the part may be large.

        Raises Refusal ``file-damaged`` where it ends or breaks off.
        """
        # lxml is slow to load and only needed while a file is read.
        from lxml import etree

        if part not in self:
            raise Refusal("file-damaged")
        with self._archive.stream(part) as stream:
            found = etree.iterparse(
                stream,
                tag=[f"{{*}}{one}" for one in wanted],
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                remove_comments=True,
            )
            try:
                for _event, element in found:
                    yield element
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
            except etree.XMLSyntaxError:
                raise Refusal("file-damaged") from None

    def tree(self, part: str) -> Any:
        """The root of a part. Raises Refusal ``file-damaged``."""
        return parse(self.read(part))

    def optional(self, part: str) -> Any:
        """The root of a part that helps to understand the others; None where it is missing or broken."""
        try:
            return self.tree(part) if part else None
        except Refusal:
            return None

    def related(self, part: str = "") -> dict[str, tuple[str, str]]:
        """What a part (the file itself, if empty) refers to: by id the last word of the kind, and the part's name."""
        folder, file = posixpath.split(part)
        root = self.optional(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for one in root if root is not None else ():
            if attribute(one, "TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attribute(one, "Target")))
                kind = attribute(one, "Type").rpartition("/")[2]
                found[attribute(one, "Id")] = (kind, target.lstrip("/"))
        return found

    def main(self) -> str:
        """The part that the file is about. Raises Refusal ``file-damaged``."""
        for kind, part in self.related().values():
            if kind == "officeDocument" and part in self:
                return part
        raise Refusal("file-damaged")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The parts of the file at `path`, which `archive.check` let pass. Raises Refusal as `archive.let_in` does."""
    with let_in(path) as archive:
        yield Archive(archive)


def parse(data: bytes) -> Any:
    """The root of a document in XML; nothing outside it is ever fetched. Raises Refusal ``file-damaged``."""
    # lxml is slow to load and only needed while a file is read.
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refusal("file-damaged") from None
