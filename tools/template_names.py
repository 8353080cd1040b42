"""Prints docs/templates.md: what an agency's own form may say, with every name and what it means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from minutes.formats.word.template import facts
from minutes.formats.word.template.language import FILTERS, LOOP_FACTS
from minutes.formats.word.template.shapes import Many, Plain, Thing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minutes.formats.word.template.shapes import Fact, Shape

PATH = Path(__file__).parents[1] / "docs" / "templates.md"

BEGINS = "## Alone in a paragraph"
"""What stands above this line in the page is written by hand."""


def page() -> str:
    """The whole page."""
    by_hand, _, _ = PATH.read_text(encoding="utf-8").partition(BEGINS)
    parts = [by_hand, BEGINS, "\n\nIn small letters or capitals.\n\n"]
    parts.append(_table({f"{{{{ {name.upper()} }}}}": meaning for name, meaning in facts.BLOCKS.items()}))
    parts.append(
        f"\n## Every document\n\nIn capitals too: {', '.join(f'`{name.upper()}`' for name in facts.CAPITALS)}.\n\n"
    )
    parts.append(_facts(facts.DOCUMENT))
    parts.append("\n## The meeting\n\n")
    parts.append(_facts(facts.MEETING))
    for title, thing in _things(facts.MEETING).items():
        parts.append(f"\n### {title}\n\n{_facts(thing.facts, thing.said)}")
    parts.append(f"\n## Filters\n\n{', '.join(f'`{name}`' for name in FILTERS)}.\n\n")
    parts.append(f"Inside a loop: {', '.join(f'`loop.{name}`' for name in LOOP_FACTS)}.\n")
    return "".join(parts)


def _things(names: Mapping[str, Fact]) -> dict[str, Thing]:
    """Every thing with facts of its own, once, under the name it is first reached by."""
    found: dict[str, Thing] = {}
    waiting = list(names.items())
    while waiting:
        name, fact = waiting.pop(0)
        shape = fact.shape.of if isinstance(fact.shape, Many) else fact.shape
        if isinstance(shape, Thing) and shape not in found.values():
            found[f"`{name}`"] = shape
            waiting[0:0] = [(f"{name}.{inner}", one) for inner, one in shape.facts.items()]
    return found


def _facts(names: Mapping[str, Fact], said: str = "") -> str:
    return _table({f"`{name}`": _meaning(fact, is_said=name == said) for name, fact in names.items()})


def _meaning(fact: Fact, *, is_said: bool) -> str:
    return f"{fact.meaning}{_kind(fact.shape)}{'; what the thing itself prints' if is_said else ''}"


def _kind(shape: Shape) -> str:
    match shape:
        case Plain.WORDS:
            return ""
        case Plain.NUMBER:
            return " (number)"
        case Plain.YES:
            return " (yes or no)"
        case Many():
            return " (list)"
        case Thing():
            return " (has names of its own)"


def _table(rows: Mapping[str, str]) -> str:
    return "| name | becomes |\n|---|---|\n" + "".join(
        f"| {name} | {meaning} |\n" for name, meaning in rows.items()
    )


if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
