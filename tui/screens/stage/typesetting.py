"""Blocks of a slide set in one lettering: lines broken by measuring, rows with their signs and figures, charts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from meeting.text.clean import each_grapheme
from tui.lettering.face import X_HEIGHTS, Lettering
from tui.screens.stage.canvas import Piece, Setting, stacked
from wall.paging import figure_of
from wall.slide import HUNDREDTHS, ChartKind, Row, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wall.slide import Bar, Block, Chart

PLAIN = Lettering()

SMALLER = 0.6
"""What stands below a row is this much of its height, or plain where no face is that small."""

EIGHTHS = " ▏▎▍▌▋▊▉"
FULL = "█"
SHADES = "█▒▓░▚"
"""Parts of a whole differ in shade, not only in colour."""

SWATCH = 3
LEAST_COLUMNS_HEIGHT = 4
NUMBERS_SHARE = 0.6
"""What the figures above columns and the labels below them may take of a chart's height."""

UPRIGHT = " ▁▂▃▄▅▆▇"


def wrapped(text: str, lettering: Lettering, width: int, beside: int = 0) -> list[str]:
    """The lines of `text`: broken between words, and inside a word only where one is wider than the column.

    `beside` is what stands at the end of the first line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrapped(paragraph, lettering, max(1, width), 0 if lines else beside)
    return lines


def _wrapped(paragraph: str, lettering: Lettering, width: int, beside: int) -> Iterator[str]:
    line, taken = "", beside
    for word in paragraph.split():
        for piece in _pieces(word, lettering, width):
            longer = f"{line} {piece}" if line else piece
            if (line or taken) and lettering.width(longer) > width - taken:
                yield line
                line, taken = piece, 0
            else:
                line = longer
    yield line


def _pieces(word: str, lettering: Lettering, width: int) -> list[str]:
    if lettering.width(word) <= width:
        return [word]
    pieces = [""]
    for grapheme in each_grapheme(word):
        if pieces[-1] and lettering.width(pieces[-1] + grapheme) > width:
            pieces.append("")
        pieces[-1] += grapheme
    return pieces


def breaks_words(text: str, lettering: Lettering, width: int) -> bool:
    """Whether a word of `text` is wider than the column."""
    return any(lettering.width(word) > width for word in text.split())


def paragraph(text: str, lettering: Lettering, width: int, role: str = "text", beside: int = 0) -> Setting:
    """A text in lines, the first of which leaves room for what stands `beside` it."""
    lines = wrapped(text, lettering, width, beside)
    pieces = (
        Piece(0, place * lettering.rows, lettering.line(line), role) for place, line in enumerate(lines)
    )
    return Setting(tuple(pieces), len(lines) * lettering.rows)


def smaller(lettering: Lettering, share: float = SMALLER) -> Lettering:
    """A lettering of about `share` of the height; plain where no face is that small."""
    fitting = [x for x in X_HEIGHTS if x <= lettering.x_height * share]
    return Lettering(fitting[-1], lettering.across) if fitting else PLAIN


def blocks(given: Sequence[Block], lettering: Lettering, width: int, height: int) -> tuple[Setting, ...]:
    """The blocks of a page, each set in `lettering`; charts of columns take what is left of `height`."""
    signs = max(
        (lettering.width(block.sign) for block in given if isinstance(block, Row) and block.sign), default=0
    )
    indent = signs + lettering.width(" ") + 1 if signs else 0
    made = [None if _grows(block) else _set(block, lettering, width, indent) for block in given]
    used = sum(setting.height for setting in made if setting is not None)
    growing = sum(setting is None for setting in made)
    room = (height - used) // growing if growing else 0
    return tuple(
        _columns(block, lettering, width, room) if setting is None else setting  # type: ignore[arg-type]
        for block, setting in zip(given, made, strict=True)
    )


def _grows(block: Block) -> bool:
    return not isinstance(block, Words | Row) and block.kind is ChartKind.COLUMNS


def words_too_wide(given: Sequence[Block], lettering: Lettering, width: int) -> bool:
    """Whether a word of the blocks would have to be broken."""
    texts = [block.text for block in given if isinstance(block, Words | Row)]
    return any(breaks_words(text, lettering, width) for text in texts)


def _set(block: Block, lettering: Lettering, width: int, indent: int) -> Setting:
    if isinstance(block, Words):
        return paragraph(block.text, lettering, width, block.role.value)
    if isinstance(block, Row):
        return _row(block, lettering, width, indent)
    if block.kind is ChartKind.WHOLE:
        return _whole(block, lettering, width)
    if block.kind is ChartKind.PLACES:
        return _places(block, lettering, width)
    return _bars(block, lettering, width)


def _row(row: Row, lettering: Lettering, width: int, indent: int) -> Setting:
    figure = lettering.width(row.figure) + lettering.width(" ") if row.figure else 0
    text = paragraph(row.text, lettering, width - indent - figure, row.role.value)
    pieces = list(text.moved(indent, 0))
    if row.sign:
        pieces.append(
            Piece(0, 0, lettering.line(row.sign), "quiet" if row.role.value == "quiet" else "accent")
        )
    if row.figure:
        at = width - lettering.width(row.figure)
        pieces.append(Piece(at, 0, lettering.line(row.figure), "strong"))
    height = text.height
    if row.below:
        role = "alarm" if row.role.value == "alarm" else "quiet"
        under = paragraph(row.below, smaller(lettering), width - indent, role)
        pieces += under.moved(indent, height)
        height += under.height
    return Setting(tuple(pieces), height)


def _bars(chart: Chart, lettering: Lettering, width: int) -> Setting:
    """Each bar below its label, with its figure at the end of the label's first line."""
    thick = _thickness(lettering)
    return stacked(
        stacked(
            (
                _labelled(bar, lettering, width),
                Setting(_bar(bar.amount, chart.most, width, thick), thick),
            )
        )
        for bar in chart.bars
    )


def _thickness(lettering: Lettering) -> int:
    return 1 if lettering.is_plain else max(1, lettering.rows // 2 - 1)


def _labelled(bar: Bar, lettering: Lettering, width: int) -> Setting:
    """A bar's label with its figure at the end of the first line."""
    figure = figure_of(bar)
    taken = lettering.width(figure)
    label = paragraph(bar.label, lettering, width, beside=taken + lettering.width(" "))
    number = Piece(width - taken, 0, lettering.line(figure), "strong")
    return Setting((*label.pieces, number), label.height)


def _places(chart: Chart, lettering: Lettering, width: int) -> Setting:
    """Below each label a mark on the scale of places; below the last, the scale's numbers."""
    thick = _thickness(lettering)
    mark = min(width, 2 * thick + 1)
    scale = _Scale(chart.most // HUNDREDTHS, width, mark)
    settings = [
        stacked((_labelled(bar, lettering, width), scale.marked(bar.amount, thick))) for bar in chart.bars
    ]
    return stacked((*settings, scale.numbered(smaller(lettering))))


class _Scale(NamedTuple):
    """The places from 1 to `last` over `width` cells, for a mark of `mark` cells that never leaves them."""

    last: int
    width: int
    mark: int

    def _left(self, hundredths: int) -> int:
        """Where a mark begins."""
        span = max(1, HUNDREDTHS * (self.last - 1))
        return round((self.width - self.mark) * (hundredths - HUNDREDTHS) / span)

    def _middle(self, place: int) -> int:
        return self._left(HUNDREDTHS * place) + self.mark // 2

    def marked(self, hundredths: int, thick: int) -> Setting:
        """The scale as a line with a stroke at each place, and the mark on it."""
        line = ["─"] * self.width
        for place in range(1, self.last + 1):
            line[self._middle(place)] = "┼"
        left, row = self._left(hundredths), thick // 2
        right = left + self.mark
        return Setting(
            (
                Piece(0, row, ("".join(line[:left]),), "quiet"),
                Piece(left, 0, (FULL * self.mark,) * thick, "bar"),
                Piece(right, row, ("".join(line[right:]),), "quiet"),
            ),
            thick,
        )

    def numbered(self, lettering: Lettering) -> Setting:
        """The numbers of the places below their strokes: of all, or of every second, third … as many as have room."""
        for step in range(1, self.last + 1):
            places = sorted({1, *range(self.last, 0, -step)})
            spots = [self._under(place, lettering) for place in places]
            if all(x >= end + lettering.width(" ") for (_, end), (x, _) in pairwise(spots)):
                break
        numbers = (
            Piece(x, 0, lettering.line(str(place)), "quiet")
            for place, (x, _) in zip(places, spots, strict=True)
        )
        return Setting(tuple(numbers), lettering.rows)

    def _under(self, place: int, lettering: Lettering) -> tuple[int, int]:
        wide = lettering.width(str(place))
        x = min(max(0, self._middle(place) - wide // 2), self.width - wide)
        return x, x + wide


def _bar(amount: int, most: int, width: int, thick: int) -> tuple[Piece, ...]:
    """A bar, at least a sign of one where there is anything."""
    if not amount or not most or width <= 0:
        return ()
    eighths = min(8 * width, max(1, round(8 * amount * width / most)))
    full, rest = divmod(eighths, 8)
    text = FULL * full + (EIGHTHS[rest] if rest else "")
    return (Piece(0, 0, (text,) * thick, "bar"),)


def _whole(chart: Chart, lettering: Lettering, width: int) -> Setting:
    """One bar of the whole in parts of different shade, and below it what each part is."""
    total = sum(bar.amount for bar in chart.bars)
    thick = max(1, lettering.rows - 1)
    pieces: list[Piece] = []
    passed = start = 0
    for place, bar in enumerate(chart.bars):
        passed += bar.amount
        end = round(width * passed / total) if total else 0
        if end > start:
            pieces.append(Piece(start, 0, (SHADES[place % len(SHADES)] * (end - start),) * thick, "bar"))
        start = max(start, end)
    legend = [
        _legend(bar, SHADES[place % len(SHADES)], lettering, width) for place, bar in enumerate(chart.bars)
    ]
    return stacked((Setting(tuple(pieces), thick), *legend), 0)


def _legend(bar: Bar, shade: str, lettering: Lettering, width: int) -> Setting:
    figure = bar.share or bar.figure
    swatch = 1 if lettering.is_plain else SWATCH
    taken = lettering.width(figure) + lettering.width(" ")
    label = paragraph(bar.label, lettering, width - swatch - 2, beside=taken)
    thick = max(1, lettering.rows - 2)
    above = (lettering.rows - thick) // 2
    mark = Piece(0, above, (shade * swatch,) * thick, "bar")
    number = Piece(width - lettering.width(figure), 0, lettering.line(figure), "strong")
    return Setting((mark, number, *label.moved(swatch + 2, 0)), label.height)


def _columns(chart: Chart, lettering: Lettering, width: int, height: int) -> Setting:
    """Columns side by side in the height there is, each with its figure above and its label below."""
    pitch = max(1, width // max(1, len(chart.bars)))
    texts = [text for bar in chart.bars for text in (bar.label, bar.figure)]
    script = next(
        (
            each
            for each in _no_larger(lettering)
            if _fits(texts, each, pitch) and 2 * each.rows <= height * NUMBERS_SHARE
        ),
        PLAIN,
    )
    tall = height - 2 * script.rows
    if tall < LEAST_COLUMNS_HEIGHT:
        return Setting((), height + 1 if height > 0 else LEAST_COLUMNS_HEIGHT + 2 * script.rows)
    pieces: list[Piece] = []
    for place, bar in enumerate(chart.bars):
        eighths = max(1, round(8 * tall * bar.amount / chart.most)) if bar.amount else 0
        full, rest = divmod(eighths, 8)
        wide = max(1, pitch - max(1, pitch // 4))
        rows = [UPRIGHT[rest] * wide] * bool(rest) + [FULL * wide] * full
        left = place * pitch
        top = script.rows + tall - len(rows)
        middle = left + wide // 2
        pieces.append(Piece(left, top, tuple(rows), "bar"))
        for text, y, role in (
            (bar.figure, top - script.rows, "strong"),
            (bar.label, script.rows + tall, "text"),
        ):
            pieces.append(Piece(max(0, middle - script.width(text) // 2), y, script.line(text), role))
    return Setting(tuple(pieces), height)


def _no_larger(lettering: Lettering) -> Iterator[Lettering]:
    """The lettering, and every smaller one from the largest down."""
    yield lettering
    for x_height in sorted(X_HEIGHTS, reverse=True):
        if x_height < lettering.x_height * lettering.down:
            yield Lettering(x_height, lettering.across)


def _fits(texts: Sequence[str], lettering: Lettering, pitch: int) -> bool:
    return all(lettering.width(text) < pitch for text in texts)
