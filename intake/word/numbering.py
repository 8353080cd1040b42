"""The automatic numbers of a Word document: which paragraphs have one, at which level, and how it reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from intake.markup import attribute, child, name, value, whole

if TYPE_CHECKING:
    from intake.word.styles import Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_LETTERS = 26
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
BULLET = "-"
"""How every bullet reads, whatever sign the page has."""


class Numbered(NamedTuple):
    """A paragraph's automatic number: its level from 0, and how it reads (``1.``, ``a)``, ``-`` for a bullet)."""

    level: int
    label: str

    @property
    def is_bullet(self) -> bool:
        """Whether it is a bullet, which counts nothing."""
        return self.label == BULLET


def _roman(number: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        count, number = divmod(number, size)
        written += letters * count
    return written


def _figure(number: int, format_: str) -> str:
    """One number in the format of its level; in figures where the format is none of those in use here."""
    if format_ in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        return letter if format_ == "lowerLetter" else letter.upper()
    if format_ in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        return _roman(number).lower() if format_ == "lowerRoman" else _roman(number)
    if format_ == "decimalZero":
        return f"{number:02}"
    return "" if format_ == "none" else str(number)


class _Level(NamedTuple):
    start: int
    format: str
    text: str


class Numbering:
    """Counts through a document; each numbered paragraph is asked for once, in the order of the page."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        parts = [] if root is None else list(root)
        self._abstract = {attribute(one, "abstractNumId"): one for one in parts if name(one) == "abstractNum"}
        self._lists = {attribute(one, "numId"): one for one in parts if name(one) == "num"}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def of(self, properties: Any, style: str) -> Numbered | None:
        """The number of the next paragraph, with its `properties` and `style`; None if it has none."""
        own = child(properties, "numPr") if properties is not None else None
        by_style = self._styles.numbering(style)
        list_id = self._said(own, by_style, "numId")
        if list_id in {"", "0"} or list_id not in self._lists:
            return None
        abstract = self._abstract_of(list_id)
        if abstract is None:
            return None
        level = self._said(own, by_style, "ilvl")
        at = whole(level) if level else self._linked(abstract, style)
        return self._count(list_id, abstract, min(at, _LEVELS - 1))

    @staticmethod
    def _said(own: Any, by_style: Any, what: str) -> str:
        said = value(own, what) if own is not None else ""
        return said or (value(by_style, what) if by_style is not None else "")

    def _abstract_of(self, list_id: str) -> Any:
        """The list's definition, where it stands in a numbering style too."""
        abstract = self._abstract.get(value(self._lists[list_id], "abstractNumId"))
        linked = value(abstract, "numStyleLink") if abstract is not None else ""
        if not linked:
            return abstract
        named = self._styles.numbering(linked)
        other = value(named, "numId") if named is not None else ""
        return (
            self._abstract.get(value(self._lists[other], "abstractNumId")) if other in self._lists else None
        )

    @staticmethod
    def _linked(abstract: Any, style: str) -> int:
        """The level that a style has in the list, where the list says so."""
        levels = (one for one in abstract if name(one) == "lvl" and value(one, "pStyle") == style)
        found = next(levels, None)
        return 0 if found is None else whole(attribute(found, "ilvl"))

    def _level(self, list_id: str, abstract: Any, at: int) -> _Level:
        overrides = [
            one
            for one in self._lists[list_id]
            if name(one) == "lvlOverride" and whole(attribute(one, "ilvl"), -1) == at
        ]
        own = next((found for one in overrides if (found := child(one, "lvl")) is not None), None)
        levels = (one for one in abstract if name(one) == "lvl" and whole(attribute(one, "ilvl"), -1) == at)
        defined = own if own is not None else next(levels, None)
        if defined is None:
            return _Level(1, "decimal", f"%{at + 1}.")
        restart = next((said for one in overrides if (said := value(one, "startOverride"))), "")
        return _Level(
            whole(restart or value(defined, "start"), 1),
            value(defined, "numFmt") or "decimal",
            value(defined, "lvlText"),
        )

    def _count(self, list_id: str, abstract: Any, at: int) -> Numbered | None:
        level = self._level(list_id, abstract, at)
        if level.format == "bullet":
            return Numbered(at, BULLET)
        # Lists with one definition count on from each other, unless one of them says where it begins.
        counters = self._counters.setdefault(attribute(abstract, "abstractNumId"), {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for one in self._lists[list_id]:
                if name(one) == "lvlOverride" and value(one, "startOverride"):
                    counters.pop(whole(attribute(one, "ilvl")), None)
        counters[at] = counters[at] + 1 if at in counters else level.start
        for deeper in range(at + 1, _LEVELS):
            counters.pop(deeper, None)

        def figure(place: re.Match[str]) -> str:
            wanted = int(place[1]) - 1
            other = self._level(list_id, abstract, wanted)
            return _figure(counters.get(wanted, other.start), other.format)

        label = _PLACE.sub(figure, level.text).strip()
        return Numbered(at, label) if label else None
