"""The body of a Word document as blocks: paragraphs with their automatic numbers, and tables in their grid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from intake import limits
from intake.markup import attribute, child, name, switched, value, whole
from intake.word.numbering import Numbering
from intake.word.running import RunningText
from intake.word.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from intake.markup import Archive
    from intake.word.numbering import Numbered

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent"})
"""What stands around blocks, rows or cells and shows nothing itself."""


class Paragraph(NamedTuple):
    """A paragraph of the page. `number` counts the paragraphs from 1, as a person would."""

    number: int
    text: str
    numbered: Numbered | None = None
    is_heading: bool = False


class Cells(NamedTuple):
    """One row of a table in its grid, merged cells told as `intake.sheet.SourceRow` tells them."""

    cells: tuple[str, ...]
    filled: frozenset[int] = frozenset()
    wide: tuple[tuple[int, int], ...] = ()


class Table(NamedTuple):
    """A table that stands after the paragraph `number`; `inner` are the tables within its cells."""

    number: int
    rows: tuple[Cells, ...]
    inner: tuple[Table, ...] = ()


Block = Paragraph | Table


@dataclass
class Unread:
    """What the page has and the blocks have not, by the number of the paragraph it stands at."""

    boxes: list[tuple[int, str]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    hidden_rows: int = 0
    cells_beyond: int = 0


class Body:
    """Reads the blocks of one document in the order of the page."""

    def __init__(self, archive: Archive) -> None:
        main = archive.main()
        related = dict(archive.related(main).values())
        self._styles = Styles(archive.optional(related.get("styles", "")))
        self._numbering = Numbering(archive.optional(related.get("numbering", "")), self._styles)
        self._running = RunningText(self._styles)
        self._notes = {
            kind: _notes(archive.optional(related.get(f"{kind}s", ""))) for kind in ("footnote", "endnote")
        }
        self._root = child(archive.tree(main), "body")
        if self._root is not None:
            _clear_prompts(self._root)
        self._number = 0
        self.unread = Unread()
        comments = archive.optional(related.get("comments", ""))
        self.comments = 0 if comments is None else len(comments)

    def blocks(self) -> list[Block]:
        """The blocks. Where nothing but text boxes has text, these are the page's text."""
        found = [] if self._root is None else list(self._blocks(self._root))
        if self.unread.boxes and not any(isinstance(one, Table) or one.text.strip() for one in found):
            found = [
                Paragraph(number, line) for number, text in self.unread.boxes for line in text.split("\n")
            ]
            self.unread.boxes.clear()
        return found

    def _blocks(self, parent: Any) -> Iterator[Block]:
        begun = ""
        for one in _within(parent, {"p", "tbl"}):
            if name(one) == "tbl":
                if begun.strip():
                    yield Paragraph(self._number, begun)
                begun = ""
                yield self._table(one)
                continue
            paragraph = self._paragraph(one)
            if _goes_on(one):
                begun += paragraph.text
            else:
                yield paragraph._replace(text=begun + paragraph.text)
                begun = ""
        if begun.strip():
            yield Paragraph(self._number, begun)

    def _paragraph(self, element: Any) -> Paragraph:
        self._number += 1
        properties = child(element, "pPr")
        style = self._styles.paragraph_style(properties)
        text, beside = self._running.of(element, style)
        # An automatic number counts on even where the paragraph shows nothing, unless its mark is gone too.
        numbered = None if _goes_on(element) else self._numbering.of(properties, style)
        for box in beside.boxes:
            shown = "\n".join(filter(None, self._lines(box, [])))
            if shown.strip():
                self.unread.boxes.append((self._number, shown))
        if beside.hidden:
            self.unread.hidden.append(self._number)
        for kind, id_ in beside.notes:
            text += self._note(kind, id_)
        return Paragraph(self._number, text, numbered, self._styles.is_heading(style, properties))

    def _note(self, kind: str, id_: str) -> str:
        """A note at the foot of the page or the end, on a line of its own behind the text it belongs to."""
        note = self._notes[kind].get(id_)
        if note is None:
            return ""
        # Popped, so that a note that points at itself ends.
        del self._notes[kind][id_]
        shown = " ".join(filter(None, (line.strip() for line in self._lines(note, []))))
        if not shown:
            return ""
        self.unread.notes.append((self._number, shown))
        return f"\n({shown})"

    def _lines(self, parent: Any, inner: list[Table]) -> list[str]:
        """The paragraphs of a cell, a box or a note; a table within it, a line a row, is put with the `inner` ones."""
        counted = self._number
        lines, labels = [], []
        for block in self._blocks(parent):
            if isinstance(block, Table):
                inner += [block, *block.inner]
                lines += [" – ".join(filter(None, row.cells)) for row in block.rows]
                labels += [""] * len(block.rows)
            else:
                lines.append(block.text.strip())
                labels.append(block.numbered.label if block.numbered else "")
        self._number = counted
        if sum(map(bool, lines)) > 1 or not any(lines):
            # One number before a text is its place in the list; several within a cell, or one alone, are its text.
            return [f"{label} {line}".strip() for label, line in zip(labels, lines, strict=True)]
        return lines

    def _table(self, table: Any) -> Table:
        rows: list[Cells] = []
        inner: list[Table] = []
        for row in _within(table, {"tr"}):
            properties = child(row, "trPr")
            if properties is not None and child(properties, "del") is not None:
                continue
            if properties is not None and switched(properties, "hidden"):
                self.unread.hidden_rows += 1
                continue
            rows.append(self._row(row, rows[-1].cells if rows else (), inner))
        return Table(self._number, tuple(rows), tuple(inner))

    def _row(self, row: Any, above: tuple[str, ...], inner: list[Table]) -> Cells:
        """The cells at their places in the grid; what is merged downwards stands in every row that it reaches."""
        cells = [""] * min(whole(value(child(row, "trPr"), "gridBefore")), limits.COLUMNS)
        filled = set()
        wide = []
        for cell in _within(row, {"tc"}):
            properties = child(cell, "tcPr")
            if properties is not None and child(properties, "cellDel") is not None:
                continue
            text = "\n".join(filter(None, self._lines(cell, inner)))
            place = len(cells)
            if place >= limits.COLUMNS:
                self.unread.cells_beyond += bool(text.strip())
                continue
            if not text and _continues(properties, "vMerge") and place < len(above):
                text = above[place]
                filled.add(place)
            if _continues(properties, "hMerge"):
                text = ""
            cells += [text, *[""] * (_width(properties) - 1)]
            if len(cells) - place > 1:
                wide.append((place, len(cells) - 1))
        return Cells(tuple(cells[: limits.COLUMNS]), frozenset(filled), tuple(wide))


def _clear_prompts(root: Any) -> None:
    """Empty the content controls that nobody filled in: what they show is a prompt, wherever they stand."""
    for control in root.iter("{*}sdt"):
        if child(control, "sdtPr", "showingPlcHdr") is not None:
            for text in control.iter("{*}t"):
                text.text = ""


def _within(parent: Any, wanted: set[str]) -> Iterator[Any]:
    """The children of these kinds, whatever controls, tracked insertions or alternatives stand around them."""
    for one in parent:
        if name(one) in wanted:
            yield one
        elif name(one) == "AlternateContent":
            shown = child(one, "Choice")
            yield from _within(child(one, "Fallback") if shown is None else shown, wanted)
        elif name(one) in _WRAPPERS:
            yield from _within(one, wanted)


def _goes_on(paragraph: Any) -> bool:
    """Whether the paragraph's end is deleted, moved away or hidden, so that the next one goes on in its line."""
    mark = child(paragraph, "pPr", "rPr")
    if mark is None:
        return False
    tracked = any(child(mark, kind) is not None for kind in ("del", "moveFrom"))
    return tracked or bool(switched(mark, "vanish")) or bool(switched(mark, "specVanish"))


def _notes(root: Any) -> dict[str, Any]:
    notes: Iterable[Any] = () if root is None else root
    return {attribute(one, "id"): one for one in notes if attribute(one, "type", "normal") == "normal"}


def _width(properties: Any) -> int:
    """How many columns of the table's grid a cell covers."""
    return min(whole(value(properties, "gridSpan"), 1) or 1, limits.COLUMNS) if properties is not None else 1


def _continues(properties: Any, merged: str) -> bool:
    """Whether a cell is a further part of one merged in this direction."""
    found = child(properties, merged) if properties is not None else None
    return found is not None and attribute(found, "val", "continue") == "continue"
