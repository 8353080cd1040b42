"""The minutes as Markdown, for reading and comparing: one sentence a line would hide nothing, so texts stay whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minutes.outline.blocks import (
    Annex,
    Block,
    Grid,
    Heading,
    Manner,
    Paragraph,
    Run,
    Signature,
    Signed,
    Table,
)

if TYPE_CHECKING:
    from minutes.outline.blocks import Minutes

# Everything CommonMark or GFM could read as markup inside a line.
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&$^{}!@])")
_OPENING = re.compile(r"^([-+=]|\d+[.)])")
_LINK = re.compile(r"(?<=http)(s?)(:)|(?<=www)(\.)", re.IGNORECASE)


def escaped(words: str) -> str:
    """`words` so that a Markdown reader shows exactly them within a line."""
    line = _MARKUP.sub(r"\\\1", words)
    line = _LINK.sub(lambda found: found[0].replace(":", "\\:").replace(".", "\\."), line)
    return "<br>".join(part.lstrip() for part in line.split("\n"))


def opening(line: str) -> str:
    """`line`, already escaped, as the start of a block: a dash or number there would open a list."""
    return _OPENING.sub(lambda found: found[1][:-1] + "\\" + found[1][-1], line)


def render(minutes: Minutes) -> str:
    """The whole document as CommonMark with GFM tables; ends with a newline."""
    head = minutes.letterhead
    parts = [
        *([f"**{escaped(minutes.mark)}**"] if minutes.mark else []),
        *([opening(escaped(_on_one_line(head.parent)))] if head.parent else []),
        f"**{escaped(_on_one_line(head.agency))}**",
        *([opening(escaped(head.number))] if head.number else []),
        f"**{escaped(head.nation)}**",
        f"**{escaped(head.motto)}**",
        *([f"*{escaped(head.dateline)}*"] if head.dateline else []),
        *([f"# {escaped(minutes.kind)}"] if minutes.kind else []),
        *([f"**{escaped(minutes.subject)}**"] if minutes.subject else []),
        *([f"*{escaped(minutes.about)}*"] if minutes.about else []),
        *([f"Kính gửi: {escaped('; '.join(minutes.addressees))}"] if minutes.addressees else []),
        *_blocks(minutes.blocks),
        *([opening(escaped(minutes.closing))] if minutes.closing else []),
        *(line for signed in (minutes.secretary, minutes.chair) if signed for line in _signature(signed)),
        *(_recipients(minutes.recipients) if minutes.recipients else []),
        *(f"*{escaped(line)}*" for line in minutes.seal),
        *(part for annex in minutes.annexes for part in _annex(annex)),
    ]
    return "\n\n".join(parts) + "\n"


def _on_one_line(name: str) -> str:
    return name.replace("\n", " ")


def _signature(signature: Signature) -> list[str]:
    lines = (signature.part, signature.post, signature.name)
    return [f"**{escaped(line)}**" for line in lines if line]


def _recipients(lines: tuple[str, ...]) -> list[str]:
    return ["***Nơi nhận:***", "\n".join(f"- {opening(escaped(line))}" for line in lines)]


def _annex(annex: Annex) -> list[str]:
    opening = [
        "---",
        f"# {escaped(annex.label)}",
        f"**{escaped(annex.title)}**",
        *([f"*{escaped(annex.note)}*"] if annex.note else []),
    ]
    return [*opening, *_blocks(annex.blocks)]


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {escaped(block.text)}"
        case Paragraph(manner=Manner.ITEM):
            return f"- {opening(_runs(block.runs))}"
        case Paragraph():
            return opening(_runs(block.runs))
        case Table():
            return _table(block)
        case Grid():
            return "\n".join(_signed(cell) for cell in block.cells)


def _signed(cell: Signed) -> str:
    parts = (cell.organisation, cell.name, cell.post, cell.state)
    return "- " + opening(", ".join(escaped(part) for part in parts if part))


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    """Emphasis marks must touch the words, so spaces at the ends stay outside."""
    words = escaped(run.text)
    mark = "**" * run.bold + "*" * run.italic
    if not mark or not words.strip():
        return words
    inner = words.strip()
    return words.replace(inner, f"{mark}{inner}{mark}", 1)


def _table(table: Table) -> str:
    titles = " | ".join(escaped(column.title) for column in table.columns)
    rule = " | ".join(":-:" if column.centred else "---" for column in table.columns)
    rows = (" | ".join(escaped(cell) for cell in row) for row in table.rows)
    return "\n".join(f"| {line} |" for line in (titles, rule, *rows))
