"""Styles of a Word document, as far as they hide text, number paragraphs or make headings of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intake.markup import attribute, child, name, switched, value, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLES = frozenset({"title", "subtitle"})
_PROMPT = "placeholder text"
_BODY_LEVEL = 9
"""The outline level of text that is no heading (ECMA-376, 17.3.1.20)."""


class Styles:
    """The styles of one document; without any, nothing is hidden, numbered or a heading by its style."""

    def __init__(self, root: Any) -> None:
        styles = [] if root is None else [one for one in root if name(one) == "style"]
        self._by_id = {attribute(style, "styleId"): style for style in styles}
        self._default = next(
            (
                attribute(style, "styleId")
                for style in styles
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}
            ),
            "",
        )
        self._defaults = child(root, "docDefaults", "rPrDefault", "rPr") if root is not None else None

    def _chain(self, style: str) -> Iterator[Any]:
        """A style and those it is based on."""
        seen = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            yield self._by_id[style]
            style = value(self._by_id[style], "basedOn")

    def paragraph_style(self, properties: Any) -> str:
        """The id of the style a paragraph has."""
        return (value(properties, "pStyle") if properties is not None else "") or self._default

    def hides(self, paragraph_style: str, run_properties: Any) -> bool:
        """Whether a run is hidden: by its own word, or else by one of its styles and not by both (17.7.3)."""
        own = switched(run_properties, "vanish") if run_properties is not None else None
        if own is not None:
            return own
        run_style = value(run_properties, "rStyle") if run_properties is not None else ""
        by_style = [self._vanish(style) for style in (paragraph_style, run_style)]
        return (by_style[0] ^ by_style[1]) or bool(
            self._defaults is not None and switched(self._defaults, "vanish") and not any(by_style)
        )

    def _vanish(self, style: str) -> bool:
        said = (switched(one, "rPr", "vanish") for one in self._chain(style))
        return next((word for word in said if word is not None), False)

    def prompts(self, run_properties: Any) -> bool:
        """Whether a run is no text but a content control's prompt to enter some."""
        style = value(run_properties, "rStyle") if run_properties is not None else ""
        return any(value(one, "name").lower() == _PROMPT for one in self._chain(style))

    def numbering(self, style: str) -> Any:
        """The ``numPr`` of a style or the nearest it is based on; None where none numbers its paragraphs."""
        found = (child(one, "pPr", "numPr") for one in self._chain(style))
        return next((one for one in found if one is not None), None)

    def is_heading(self, style: str, properties: Any) -> bool:
        """Whether a paragraph is a heading or a title of the document."""
        own = value(properties, "outlineLvl") if properties is not None else ""
        levels = [own, *(value(one, "pPr", "outlineLvl") for one in self._chain(style))]
        level = next((whole(text, _BODY_LEVEL) for text in levels if text), _BODY_LEVEL)
        return level < _BODY_LEVEL or any(value(one, "name").lower() in _TITLES for one in self._chain(style))
