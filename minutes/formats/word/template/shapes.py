"""What a name in a form stands for: words, a number, yes or no, a thing with names of its own, or a list of things."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Plain(Enum):
    """Values that have no names of their own."""

    WORDS = "words"
    NUMBER = "number"
    YES = "yes or no"


@dataclass(frozen=True, eq=False)
class Thing:
    """A thing with facts by name. `said` names the fact that is printed where the thing itself is."""

    facts: Mapping[str, Fact]
    said: str = ""


@dataclass(frozen=True, eq=False)
class Many:
    """A list to loop over."""

    of: Shape


Shape = Plain | Thing | Many


@dataclass(frozen=True, eq=False)
class Fact:
    """One name: what it means, how it is read from what stands behind the thing, and its shape."""

    meaning: str
    read: Callable[[Any], Any]
    shape: Shape = Plain.WORDS


class Filled(dict[str, Any]):
    """A thing filled in: facts by name, and as text what it is printed as."""

    def __init__(self, facts: Mapping[str, Any], said: str) -> None:
        super().__init__(facts)
        self._said = said

    def __str__(self) -> str:
        return self._said

    def __html__(self) -> str:
        from markupsafe import escape

        return str(escape(self._said))


def filled_in(shape: Shape, source: Any) -> Any:
    """What stands behind `source`, as the language of forms reads it: texts without what no document can hold."""
    from minutes.texts import sanitize

    match shape:
        case Thing():
            facts = {name: filled_in(fact.shape, fact.read(source)) for name, fact in shape.facts.items()}
            return Filled(facts, facts.get(shape.said, ""))
        case Many():
            return [filled_in(shape.of, one) for one in source]
        case Plain.WORDS:
            return sanitize(source)
        case _:
            return source
