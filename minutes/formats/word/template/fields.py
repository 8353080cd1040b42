"""The fields of a form (ECMA-376 part 1, 17.16): those that only count and number stay, all others become their text.

A field can read another file (INCLUDETEXT), ask a database or start a program (DDEAUTO), and its code may be cut over
any number of runs; so it is read whole, and kept only if it is one of a few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

KEPT = frozenset(
    {
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "SEQ",
        "REF",
        "PAGEREF",
        "NOTEREF",
        "STYLEREF",
        "TOC",
        "LISTNUM",
    }
)
"""Fields that look at nothing but the document itself."""


def clean(root: etree._Element) -> None:
    """Turn every field that is not on the list into the text it last showed."""
    for simple in list(root.iter(f"{_W}fldSimple")):
        if _name(simple.get(f"{_W}instr", "")) not in KEPT:
            for child in list(simple):
                simple.addprevious(child)
            _remove(simple)
    _clean_complex(root)


def _clean_complex(root: etree._Element) -> None:
    """Fields between a begin and an end mark; one may stand inside another."""
    stack: list[list[etree._Element]] = []
    for part in list(root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}delInstrText")):
        kind = part.get(f"{_W}fldCharType") if part.tag == f"{_W}fldChar" else ""
        if kind == "begin":
            stack.append([part])
            continue
        if not stack:
            _remove(part)
            continue
        stack[-1].append(part)
        if kind == "end":
            _settle(stack.pop())
    for unfinished in stack:
        _settle([*unfinished[:1], *unfinished[1:]], whole=False)


def _settle(parts: list[etree._Element], *, whole: bool = True) -> None:
    code = "".join(part.text or "" for part in parts if part.tag != f"{_W}fldChar")
    if not whole or _name(code) not in KEPT:
        for part in parts:
            _remove(part)


def _name(code: str) -> str:
    words = code.split()
    return words[0].upper() if words else ""


def _remove(part: etree._Element) -> None:
    keep_tail(part)
    parent = part.getparent()
    if parent is not None:
        parent.remove(part)


def keep_tail(part: etree._Element) -> None:
    """Hand text that stands after an element to what is before it, so that taking it away loses no text."""
    parent = part.getparent()
    if parent is None or not part.tail:
        return
    before = part.getprevious()
    if before is None:
        parent.text = (parent.text or "") + part.tail
    else:
        before.tail = (before.tail or "") + part.tail
    part.tail = None
