"""Reads a document as one text, to be put into a report, a speech or an answer: paragraphs as lines, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from intake.archive import check
from intake.document import remarks
from intake.encodings import decode
from intake.markup import child, name, opened
from intake.opendocument import text_of
from intake.repairing import Repairing
from intake.sheet import Problem, SourceRow
from intake.sniffing import Format, recognise, require_readable, unreadable
from intake.word.body import Body, Paragraph
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from intake.word.body import Block

SUFFIXES = (".docx", ".odt", ".txt", ".md", ".text")
"""The kinds of file that are read as one text."""

_CELLS = " – "
"""What stands between the cells of a table's row."""

_ITEM = "- "


class Words(NamedTuple):
    """The text of a document, and what was noticed while it was read."""

    text: str
    problems: tuple[Problem, ...] = ()


def read(path: Path) -> Words:
    """The text of the file at `path`: a .docx, an .odt, or plain text in whatever code it was saved.

    Raises Refusal as `intake.reading.read` does, ``file-is-no-text`` for a table.
    """
    require_readable(path)
    try:
        format_ = recognise(path)
        if format_ not in _READERS:
            raise Refusal("file-is-no-text", name=path.name)
        problems: list[Problem] = []
        lines = _READERS[format_](path, problems)
    except RecursionError:
        raise Refusal("file-damaged") from None
    except OSError as error:
        raise unreadable(path, error) from None
    repairing = Repairing(SourceRow("", number, (line,)) for number, line in enumerate(lines, start=1))
    repaired = [row.cells[0].strip() for row in repairing.rows()]
    text = "\n".join(filter(None, repaired))
    if not text:
        raise Refusal("file-empty", name=path.name)
    return Words(text, (*problems, *repairing.problems))


def _plain(path: Path, problems: list[Problem]) -> list[str]:
    text, _encoding, zeros = decode(path.read_bytes())
    if zeros:
        problems.append(Problem("zeros-removed", found=str(zeros)))
    return text.splitlines()


def _word(path: Path, problems: list[Problem]) -> list[str]:
    check(path)
    with opened(path) as archive:
        body = Body(archive)
        blocks = body.blocks()
    problems += remarks(body)
    return list(_lines(blocks))


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    """A paragraph a line with its automatic number; of a table a row a line, merged cells told once."""
    for block in blocks:
        if isinstance(block, Paragraph):
            label = f"{block.numbered.label} " if block.numbered and block.text.strip() else ""
            yield f"{label}{block.text}"
            continue
        for row in block.rows:
            yield _row(cell for place, cell in enumerate(row.cells) if place not in row.filled)


def _row(cells: Iterator[str]) -> str:
    return _CELLS.join(" ".join(cell.split()) for cell in cells if cell.strip())


def _open_document(path: Path, _problems: list[Problem]) -> list[str]:
    check(path)
    with opened(path) as archive:
        text = child(archive.tree("content.xml"), "body", "text")
    return [] if text is None else list(_open_lines(text))


def _open_lines(parent: Any) -> Iterator[str]:
    """The paragraphs, items and rows within an element of OpenDocument, whatever sections stand around them."""
    for one in parent:
        kind = name(one)
        if kind in {"p", "h"}:
            yield text_of(one)
        elif kind == "list-item":
            yield from (f"{_ITEM}{line}" if line.strip() else line for line in _open_lines(one))
        elif kind == "table-row":
            yield _row("\n".join(_open_lines(cell)) for cell in one if name(cell) == "table-cell")
        elif kind != "tracked-changes":
            yield from _open_lines(one)


_READERS: dict[Format, Callable[[Path, list[Problem]], list[str]]] = {
    Format.DOCUMENT: _word,
    Format.OPEN_DOCUMENT: _open_document,
    Format.TEXT: _plain,
}
