"""The wall's letters, drawn from DejaVu Sans Condensed: `python -m tools.lettering`.

Writes tui/lettering/faces. It needs what the project itself never does, installed for the while: freetype-py 2.5.1 (its
wheel brings FreeType 2.13.2) and Debian's fonts-dejavu-core and fonts-dejavu-extra 2.37. With these the same bytes come
out; another FreeType may hint otherwise, so look at what it draws (`tools.wall_pictures`).

A letter is made of quarters of a cell, which are half as wide as high. In the small faces an outline's marks would run
into its letter, so theirs are drawn by hand (`SMALL`, `MIDDLE`), a row clear of it, and two marks of a vowel stand side
by side.
"""

from __future__ import annotations

import sys
import unicodedata
import zlib
from pathlib import Path
from typing import NamedTuple

import freetype
import msgspec

from tui.lettering.face import Face, Glyph

FACES = Path(__file__).resolve().parent.parent / "tui" / "lettering" / "faces"
FONTS = Path("/usr/share/fonts/truetype/dejavu")
REGULAR, BOLD = FONTS / "DejaVuSansCondensed.ttf", FONTS / "DejaVuSansCondensed-Bold.ttf"

HINTED = freetype.FT_LOAD_RENDER | freetype.FT_LOAD_TARGET_MONO | freetype.FT_LOAD_MONOCHROME
"""By the face's own hints, which were made by hand."""

FITTED = HINTED | freetype.FT_LOAD_FORCE_AUTOHINT
"""By FreeType's fitter, which keeps strokes of one weight at more sizes."""

DOTS_PER_INCH = 72
ACROSS = 2
"""A quarter of a cell is half as wide as high."""

GRAVE, ACUTE, TILDE, HOOK, DOT_BELOW = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
CIRCUMFLEX, BREVE, HORN, DOT_ABOVE = "\u0302", "\u0306", "\u031b", "\u0307"

Art = tuple[str, ...]

SMALL: dict[str, Art] = {
    CIRCUMFLEX: (".##.", "#..#"),
    BREVE: ("#..#", ".##."),
    ACUTE: (".##", "##."),
    GRAVE: ("##.", ".##"),
    HOOK: ("##", ".#"),
    TILDE: (".#.#", "#.#."),
    DOT_BELOW: ("##",),
    DOT_ABOVE: ("##",),
}
MIDDLE: dict[str, Art] = {
    CIRCUMFLEX: ("..##..", ".####.", "##..##"),
    BREVE: ("##..##", "##..##", ".####."),
    ACUTE: ("..##", ".##.", "##.."),
    GRAVE: ("##..", ".##.", "..##"),
    HOOK: ("###.", "..##", ".##."),
    TILDE: (".##.##", "##.##."),
    DOT_BELOW: ("###",),
    DOT_ABOVE: ("###", "###"),
}
"""Marks for letters of four and five, and of six to eight quarters; a set pixel is a #."""

CLEAR = 2
"""A mark stands on the second row above a letter: one is left clear."""

VIETNAMESE = "aăâeêioôơuưy"
TONES = ("", GRAVE, HOOK, TILDE, ACUTE, DOT_BELOW)
OTHERS = "áàâäãåæçéèêëíìîïñóòôöõøúùûüýÿßÁÀÂÄÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØÚÙÛÜÝ"
SIGNS = "–—‘’“”„…•·×÷°§«»‹›%‰€₫№→←↑↓▲▼▶◀●○■□✓✗≤≥≠±²³½¼¾©®"


class Cut(NamedTuple):
    """How one face is made: the font at `size` pixels an em, the flags it is drawn with, the marks drawn by hand."""

    size: int
    font: Path
    flags: int
    marks: dict[str, Art] | None = None


CUTS = (
    Cut(7, REGULAR, HINTED, SMALL),
    Cut(8, BOLD, FITTED, SMALL),
    Cut(10, BOLD, FITTED, MIDDLE),
    Cut(12, BOLD, FITTED, MIDDLE),
    Cut(14, BOLD, FITTED, MIDDLE),
    Cut(17, BOLD, FITTED),
    Cut(21, BOLD, FITTED),
    Cut(25, BOLD, FITTED),
    Cut(30, BOLD, FITTED),
    Cut(36, BOLD, FITTED),
    Cut(43, BOLD, FITTED),
)

Pixels = set[tuple[int, int]]
"""Quarters that are set: places from the pen to the right, and from the base line up."""


def characters() -> str:
    """Everything a face can draw."""
    vowels = [unicodedata.normalize("NFC", vowel + tone) for vowel in VIETNAMESE for tone in TONES]
    letters = "".join(vowels) + "đ"
    ascii_ = "".join(map(chr, range(33, 127)))
    return "".join(dict.fromkeys(ascii_ + letters + letters.upper() + OTHERS + SIGNS))


def drawn(face: freetype.Face, character: str, flags: int) -> tuple[Pixels, int]:
    """A character as the font draws it, and how far the pen moves."""
    face.load_char(character, flags)
    glyph, bitmap = face.glyph, face.glyph.bitmap
    pixels = {
        (glyph.bitmap_left + column, glyph.bitmap_top - 1 - row)
        for row in range(bitmap.rows)
        for column in range(bitmap.width)
        if (bitmap.buffer[row * bitmap.pitch + (column >> 3)] >> (7 - (column & 7))) & 1
    }
    return pixels, round(glyph.advance.x / 64)


def art(rows: Art, left: float, bottom: int) -> Pixels:
    """A mark drawn by hand, put down."""
    start = round(left + 0.01)
    return {
        (start + column, bottom + len(rows) - 1 - row)
        for row, line in enumerate(rows)
        for column, sign in enumerate(line)
        if sign == "#"
    }


def composed(face: freetype.Face, character: str, cut: Cut) -> tuple[Pixels, int]:
    """A character with its marks: by hand in the small faces, as the font has it in the others."""
    letter, *marks = list(unicodedata.normalize("NFD", character))
    if character in "ij":
        marks = [DOT_ABOVE]
    if cut.marks is None or not marks or not set(marks) <= {*cut.marks, HORN}:
        return drawn(face, character, cut.flags)
    bare = {"i": "ı", "j": "ȷ"}.get(letter, letter)
    outline, _ = drawn(face, bare, cut.flags)
    with_horn = unicodedata.normalize("NFC", letter + HORN) if HORN in marks else bare
    pixels, advance = drawn(face, with_horn, cut.flags)
    middle = (min(x for x, _ in outline) + max(x for x, _ in outline) + 1) / 2
    top = max(y for _, y in outline)
    above = sorted((mark for mark in marks if mark not in {HORN, DOT_BELOW}), key=lambda mark: mark in TONES)
    if DOT_BELOW in marks:
        below = cut.marks[DOT_BELOW]
        right = max(x for x, _ in outline) + 1 - len(below[0])
        pixels = pixels | art(
            below, right if letter == "y" else middle - len(below[0]) / 2, -CLEAR - len(below) + 1
        )
    if len(above) == 1:
        rows = cut.marks[above[0]]
        pixels = pixels | art(rows, middle - len(rows[0]) / 2, top + CLEAR)
    elif above:
        pixels = pixels | _side_by_side(above[0], above[1], middle, top, cut.marks, raised=letter.islower())
    return pixels, advance


def _side_by_side(
    hat: str, tone: str, middle: float, top: int, marks: dict[str, Art], *, raised: bool
) -> Pixels:
    """A circumflex or breve with its tone: a grave before it, the others after it, a row higher where there is room."""
    first, second = (tone, hat) if tone == GRAVE else (hat, tone)
    gap = 1
    left = middle - (len(marks[first][0]) + gap + len(marks[second][0])) / 2
    right = left + len(marks[first][0]) + gap
    height = {hat: top + CLEAR, tone: top + CLEAR + raised}
    return art(marks[first], left, height[first]) | art(marks[second], right, height[second])


def made(cut: Cut) -> Face:
    """The whole face."""
    font = freetype.Face(str(cut.font))
    font.set_char_size(0, cut.size * 64, ACROSS * DOTS_PER_INCH, DOTS_PER_INCH)
    fallback = freetype.Face(str(FONTS / "DejaVuSans.ttf"))
    fallback.set_char_size(0, cut.size * 64, ACROSS * DOTS_PER_INCH, DOTS_PER_INCH)
    glyphs: dict[str, Glyph] = {}
    for character in characters():
        source = font if font.get_char_index(character) else fallback
        if not source.get_char_index(character):
            sys.exit(f"no font has {character!r}")
        pixels, advance = composed(source, character, cut)
        left = min((x for x, _ in pixels), default=0)
        top = max((y for _, y in pixels), default=0)
        bottom = min((y for _, y in pixels), default=0)
        width = max((x for x, _ in pixels), default=0) + 1
        lines = [sum(1 << (x - left) for x, y in pixels if y == row) for row in range(top, bottom - 1, -1)]
        rows = tuple(line.to_bytes(-(-line.bit_length() // 8), "little") for line in lines)
        glyphs[character] = Glyph(left, top, max(advance, width + 1), rows)
    space = drawn(font, " ", cut.flags)[1]
    letters = [glyph for character, glyph in glyphs.items() if character.isalpha()]
    x, capital = glyphs["x"], glyphs["H"]
    return Face(
        x_height=x.top + 1,
        cap_height=capital.top + 1,
        above=max(glyph.top for glyph in letters) + 1,
        below=max(len(glyph.rows) - glyph.top - 1 for glyph in letters),
        space=space,
        glyphs=glyphs,
    )


def main() -> None:
    """Write every face."""
    for cut in CUTS:
        face = made(cut)
        path = FACES / f"{face.x_height:02}.face"
        path.write_bytes(zlib.compress(msgspec.msgpack.encode(face), 9))
        sys.stdout.write(
            f"{path.name}: x {face.x_height}, capitals {face.cap_height}, line {face.above + face.below}, "
            f"{path.stat().st_size} bytes\n"
        )


if __name__ == "__main__":
    main()
