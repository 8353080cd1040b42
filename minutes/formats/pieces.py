"""A long document cut into pieces that are set in type one after another: what Typst holds grows with each page.

Plain data in, plain data out: the document as the template reads it (`minutes.formats.pdf`). The minutes and each
annex are its parts. A part that goes on in another piece stands alone in its own, so that all pages of a piece that is
followed are that part's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Data = dict[str, Any]

PIECE_LETTERS = 500_000
"""Most letters of a piece: some 200 pages, for which Typst holds about 170 MB (`benchmarks/minutes`)."""


class Piece(NamedTuple):
    """A piece of a document: the template's data, and whether its only part goes on in the piece after it."""

    data: Data
    goes_on: bool


def cut(document: Data, letters: int) -> list[Piece]:
    """The document in pieces of about `letters` letters; whole, as its one piece, where it has no more.

    Pages end between blocks or between the rows of a table, never behind what belongs to the block after it.
    """
    parts = [_Part(None, document["blocks"])]
    parts += [_Part(annex, annex["blocks"]) for annex in document["annexes"]]
    made: list[list[_Share]] = [[]]
    room = letters
    for part in parts:
        shares = list(_shares(part, letters))
        size = _weight(shares[0].blocks)
        if made[-1] and (len(shares) > 1 or size > room):
            made.append([])
            room = letters
        for share in shares:
            if share.continued:
                made.append([])
                room = letters
            made[-1].append(share)
            room -= _weight(share.blocks)
    return [_piece(document, shares) for shares in made]


class _Part(NamedTuple):
    """The minutes themselves (no annex), or an annex."""

    annex: Data | None
    blocks: Sequence[Data]


class _Share(NamedTuple):
    """What of a part stands in one piece."""

    part: _Part
    blocks: list[Data]
    continued: bool
    goes_on: bool


def _piece(document: Data, shares: Sequence[_Share]) -> Piece:
    main = [share for share in shares if share.part.annex is None]
    annexes = [
        {**share.part.annex, "blocks": share.blocks, "continued": share.continued}
        for share in shares
        if share.part.annex is not None
    ]
    data = document | {
        "blocks": main[0].blocks if main else [],
        "opens": bool(main) and not main[0].continued,
        "closes": bool(main) and not main[0].goes_on,
        "annexes": annexes,
    }
    return Piece(data, shares[-1].goes_on)


def _shares(part: _Part, letters: int) -> Iterator[_Share]:
    blocks = [piece for block in part.blocks for piece in _cut_table(block, letters)]
    groups = [[]] if not blocks else list(_groups(blocks, letters))
    for n, group in enumerate(groups):
        yield _Share(part, group, continued=n > 0, goes_on=n < len(groups) - 1)


def _groups(blocks: Sequence[Data], letters: int) -> Iterator[list[Data]]:
    group: list[Data] = []
    size = 0
    for block in blocks:
        weight = _weight([block])
        if group and size + weight > letters and not _holds_on(group[-1]):
            yield group
            group, size = [], 0
        group.append(block)
        size += weight
    yield group


def _holds_on(block: Data) -> bool:
    """Whether a block stands on the page of the block after it."""
    return block["type"] == "heading" or bool(block.get("leads"))


def _cut_table(block: Data, letters: int) -> Iterator[Data]:
    """A table of more than `letters` letters as several of the same columns; anything else as it is."""
    if block["type"] != "table" or _weight([block]) <= letters:
        yield block
        return
    start = size = 0
    for n, row in enumerate(block["rows"]):
        weight = _row_weight(row)
        if n > start and size + weight > letters:
            yield _rows(block, start, n)
            start, size = n, 0
        size += weight
    yield _rows(block, start, len(block["rows"]))


def _rows(table: Data, start: int, end: int) -> Data:
    is_last = end == len(table["rows"])
    return table | {
        "rows": table["rows"][start:end],
        "whole": table["whole"][start:end],
        "has_total": table["has_total"] and is_last,
    }


def _weight(blocks: Iterable[Data]) -> int:
    return sum(map(_block_weight, blocks))


def _block_weight(block: Data) -> int:
    if block["type"] == "table":
        return sum(map(_row_weight, block["rows"]))
    if block["type"] == "paragraph":
        return sum(len(words) for words, _bold, _italic in block["runs"])
    if block["type"] == "grid":
        return sum(len(word) for cell in block["cells"] for word in cell.values())
    return len(block["text"])


def _row_weight(row: Sequence[str]) -> int:
    return sum(map(len, row))
