"""The running text of a Word document as the page shows it: what is deleted, hidden or a field's code is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from intake.markup import attribute, child, name, switched, value, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake.word.styles import Styles

_GONE = frozenset(
    {
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "rt", "sdtPr", "sdtEndPr"),
        *("ctrlPr", "rubyPr", "smartTagPr", "customXmlPr", "fldData", "annotationRef", "ffData"),
    }
)
"""What is tracked as deleted or moved away, what only formats, and readings above the letters."""

_DRAWN = frozenset({"drawing", "pict", "object", "txbxContent"})
"""What stands beside the text, with text of its own perhaps."""

_PLAIN = {
    "tab": " ",
    "ptab": " ",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
}
"""Signs that are elements."""

_UNDERSTOOD = frozenset(
    {"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "w16cex", "a14", "aink"}
)
"""Extensions whose text is read; for others the fallback is what an older program shows."""

_PRIVATE = range(0xF000, 0xF100)
_SIGNS = {
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xA8): "☐",
    ("wingdings", 0x6F): "☐",
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xDF): "←",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x54): "☒",
    ("wingdings 2", 0xA3): "☐",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB0): "°",
    ("symbol", 0xAE): "→",
    ("symbol", 0xDE): "⇒",
    ("symbol", 0x2D): "−",
}
_UNKNOWN_SIGN = "□"
_TICKED, _UNTICKED = "☒", "☐"


class Beside(NamedTuple):
    """What stands on the page beside the text of a paragraph: text boxes, ids of notes; and whether it hides words."""

    boxes: list[Any]
    notes: list[tuple[str, str]]
    hidden: list[str]


class _Field:
    """A field that began: until its separator it is code, behind it the result."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.is_code = True
        self.result = ""

    def shown(self) -> str:
        """What a form's field shows that has no result of its own: a tick box, the chosen line of a list."""
        box, listed = child(self.data, "checkBox"), child(self.data, "ddList")
        if box is not None:
            ticked = switched(box, "checked")
            return _TICKED if (switched(box, "default") if ticked is None else ticked) else _UNTICKED
        if listed is None or self.result:
            return ""
        lines = [attribute(one, "val") for one in listed if name(one) == "listEntry"]
        chosen = whole(value(listed, "result") or value(listed, "default"))
        return lines[chosen] if chosen < len(lines) else ""


class RunningText:
    """Reads paragraph after paragraph; a field may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []

    def of(self, paragraph: Any, style: str) -> tuple[str, Beside]:
        """The text of a paragraph of that style, and what stands beside it."""
        beside = Beside([], [], [])
        return "".join(self._walk(paragraph, style, beside)), beside

    def _walk(self, parent: Any, style: str, beside: Beside) -> Iterator[str]:
        for one in parent:
            kind = name(one)
            if kind in _GONE or not kind:
                continue
            if kind == "r":
                yield from self._run(one, style, beside)
            elif kind == "AlternateContent":
                yield from self._alternative(one, style, beside)
            elif kind in _DRAWN:
                beside.boxes.extend(_boxes(one))
            elif kind == "fldChar":
                yield self._field(one)
            elif kind in {"footnoteReference", "endnoteReference"}:
                beside.notes.append((kind.removesuffix("Reference"), attribute(one, "id")))
            else:
                said = _said(one)
                yield from self._walk(one, style, beside) if said is None else [self._visible(said)]

    def _run(self, run: Any, style: str, beside: Beside) -> Iterator[str]:
        properties = child(run, "rPr")
        if self._styles.prompts(properties):
            return
        if not self._styles.hides(style, properties):
            yield from self._walk(run, style, beside)
            return
        # A hidden run may begin or end a field all the same.
        unseen = Beside([], [], [])
        text = "".join(self._walk(run, style, unseen))
        if text.strip() or unseen.boxes:
            beside.hidden.append(text)

    def _alternative(self, one: Any, style: str, beside: Beside) -> Iterator[str]:
        choices = [choice for choice in one if name(choice) == "Choice"]
        understood = (
            choice for choice in choices if set(attribute(choice, "Requires").split()) <= _UNDERSTOOD
        )
        fallback = child(one, "Fallback")
        chosen = next(understood, fallback if fallback is not None else next(iter(choices), None))
        if chosen is not None:
            yield from self._walk(chosen, style, beside)

    def _field(self, one: Any) -> str:
        kind = attribute(one, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(child(one, "ffData")))
        elif kind == "separate" and self._fields:
            self._fields[-1].is_code = False
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            return self._visible(field.shown()) if field.data is not None else ""
        return ""

    def _visible(self, text: str) -> str:
        """`text` unless it belongs to the code of a field."""
        if any(field.is_code for field in self._fields):
            return ""
        for field in self._fields:
            field.result += text
        return text


def _said(one: Any) -> str | None:
    """What an element says by itself; None for one whose children speak."""
    kind = name(one)
    if kind == "t":
        return one.text or ""
    if kind == "sym":
        return _sign(attribute(one, "font").lower(), attribute(one, "char"))
    return _PLAIN.get(kind)


def _sign(font: str, code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number in _PRIVATE or font.startswith(("wingdings", "symbol", "webdings")):
        low = number & 0xFF
        return _SIGNS.get((font, low)) or (
            chr(low) if font == "symbol" and 0x20 < low < 0x7F else _UNKNOWN_SIGN
        )
    return chr(number) if 0x20 <= number < 0xD800 else _UNKNOWN_SIGN


def _boxes(drawn: Any) -> Iterator[Any]:
    """The text boxes within a drawing, each once: what only older programs would show is not looked at."""
    if name(drawn) == "txbxContent":
        yield drawn
        return
    for one in drawn:
        if name(one) == "AlternateContent":
            shown = child(one, "Choice")
            if (shown := child(one, "Fallback") if shown is None else shown) is not None:
                yield from _boxes(shown)
        elif name(one):
            yield from _boxes(one)
