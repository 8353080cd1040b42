"""A pledge typed in at the desk, line by line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meeting.model.pledge import Direction, Pledge, Target, Task
from meeting.refusal import Refusal
from meeting.text import numbers
from meeting.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TARGET_PARTS = 9
"""Parts of a target's line: task; text; unit; direction; indicator; plan; deadline; evidence; quality."""

DIRECTIONS = {
    **dict.fromkeys(("", "tang", "cao", "higher", ">"), Direction.HIGHER),
    **dict.fromkeys(("giam", "thap", "lower", "<"), Direction.LOWER),
}
"""What may be typed for a target's direction, without diacritics; nothing means higher."""

GROUNDS = "căn cứ "
"""How a line of grounds begins in the document; whoever types it too means it once."""


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def pledge_typed(
    title: str,
    slogan: str = "",
    grounds: str = "",
    tasks: str = "",
    targets: str = "",
    measures: str = "",
    promises: str = "",
) -> Pledge:
    """A pledge from a form's fields, one ground, task, target, measure or promise a line.

    Raises Refusal ``target-unclear`` or ``direction-unclear`` with the line's `place`, from 1.
    """
    named = tuple(Task(str(number), text) for number, text in enumerate(lines_of(tasks), start=1))
    return Pledge(
        number=0,
        title=title,
        slogan=slogan,
        grounds=tuple(_ground(line) for line in lines_of(grounds)),
        tasks=named,
        targets=numbered([_target(line, place) for place, line in enumerate(lines_of(targets), start=1)]),
        measures=lines_of(measures),
        promises=lines_of(promises),
    )


def _ground(line: str) -> str:
    text = line.rstrip(" ;.")
    return text[len(GROUNDS) :].strip() if text.lower().startswith(GROUNDS) else text


def numbered(targets: Iterable[Target]) -> tuple[Target, ...]:
    """The targets, numbered within their tasks: 1.1, 1.2, 2.1."""
    so_far: Counter[str] = Counter()
    made = []
    for target in targets:
        so_far[target.task] += 1
        made.append(replace(target, id=f"{target.task}.{so_far[target.task]}"))
    return tuple(made)


def _target(line: str, place: int) -> Target:
    return target_of(target_parts(line, place), place)


def from_cells(text: str) -> str:
    """Rows of a worksheet, whose cells are parted by tabs, as lines parted by semicolons."""
    rows = (line.split("\t") for line in text.split("\n"))
    return "\n".join(
        "; ".join(cell.replace(";", ",") for cell in row) if len(row) > 1 else row[0] for row in rows
    )


def target_parts(line: str, place: int) -> tuple[str, ...]:
    """The `TARGET_PARTS` of a target's line, parted by semicolons.

    Raises Refusal ``target-unclear`` with the line's `place` for too few or too many.
    """
    parts = [part.strip() for part in line.split(";")]
    if not 2 <= len(parts) <= TARGET_PARTS:
        raise Refusal("target-unclear", place=place)
    return (*parts, *[""] * (TARGET_PARTS - len(parts)))


def target_of(parts: Sequence[str], place: int) -> Target:
    """The target of its `TARGET_PARTS`, without an id. Raises Refusal ``direction-unclear`` with its `place`."""
    task, text, unit, direction, indicator, plan, deadline, evidence, quality = parts
    if fold(direction) not in DIRECTIONS:
        raise Refusal("direction-unclear", place=place)
    return Target(
        id="",
        task=task,
        text=text,
        unit=unit,
        direction=DIRECTIONS[fold(direction)],
        indicator=indicator,
        plan=plan,
        deadline=_day(deadline),
        evidence=evidence,
        quality=quality,
    )


def _day(text: str) -> str:
    """15/12/2024 as the record writes it; anything else as it stands, for the rules to judge."""
    parts = text.split("/")
    if len(parts) == 3 and all(part.isascii() and part.isdecimal() for part in parts):
        return f"{int(parts[2]):04}-{int(parts[1]):02}-{int(parts[0]):02}"
    return text


def parts_of(target: Target) -> tuple[str, ...]:
    """The `TARGET_PARTS` of a target as they are typed."""
    return (
        target.task,
        target.text,
        target.unit,
        "giảm" if target.direction is Direction.LOWER else "tăng",
        numbers.plainly(target.indicator),
        numbers.plainly(target.plan),
        "/".join(reversed(target.deadline.split("-"))),
        target.evidence,
        target.quality,
    )


def target_line(target: Target) -> str:
    """A target as it is typed."""
    return "; ".join(parts_of(target)).rstrip("; ")
