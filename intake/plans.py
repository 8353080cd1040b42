"""What a plan is, of questions or of people alike: what becomes of every row of a file, and what is chosen of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from intake.structure import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake.sheet import Problem, Sheet, SourceRow

Item = TypeVar("Item")
"""What a row would be recorded as."""

DUPLICATE = "duplicate"
_AS_PLANNED: Mapping[int, bool] = MappingProxyType({})


class Planned(NamedTuple, Generic[Item]):
    """What becomes of one row of the file.

    `reason` says why it is left out, a code of `intake.problems.SENTENCES`; empty for one that is imported. `item` is
    what would be recorded, a blank one where the row has nothing of its own and so is not `takable`. It says the same
    as number `same_as` of the meeting or row `same_row` of the file: word for word where it is a ``duplicate``,
    otherwise nearly.
    """

    row: SourceRow
    item: Item
    reason: str = ""
    place: int = 0
    same_as: int = 0
    same_row: int = 0
    takable: bool = True

    @property
    def is_part(self) -> bool:
        """Whether it goes on with the row above, and is imported or left out with it."""
        return self.reason == Role.PART.value

    @property
    def is_alike(self) -> bool:
        """Whether it is imported though another says nearly the same."""
        return not self.reason and bool(self.same_as or self.same_row)


@dataclass(frozen=True)
class Plan(Generic[Item]):
    """What becomes of every row, in the order of the file, and what is to be said of some."""

    rows: tuple[Planned[Item], ...]
    problems: tuple[Problem, ...]

    @property
    def planned_in(self) -> tuple[Planned[Item], ...]:
        """The rows that are imported unless people say otherwise."""
        return tuple(row for row in self.rows if not row.reason)

    @property
    def duplicates(self) -> tuple[Planned[Item], ...]:
        """The rows left out because they say the same, word for word."""
        return tuple(row for row in self.rows if row.reason == DUPLICATE)

    @property
    def alike(self) -> tuple[Planned[Item], ...]:
        """The rows that are imported though another says nearly the same."""
        return tuple(row for row in self.rows if row.is_alike)

    @property
    def left_out(self) -> tuple[Planned[Item], ...]:
        """The rows that are not imported, duplicates among them; parts of a question above are, with it."""
        return tuple(row for row in self.rows if row.reason and not row.is_part)

    def chosen(
        self,
        *,
        with_duplicates: bool = False,
        without_alike: bool = False,
        changed: Mapping[int, bool] = _AS_PLANNED,
    ) -> tuple[Planned[Item], ...]:
        """The rows to import. `changed` says by their places which people took in or left out against the plan."""

        def is_in(row: Planned[Item]) -> bool:
            planned = (with_duplicates if row.reason == DUPLICATE else not row.reason) and not (
                without_alike and row.is_alike
            )
            return row.takable and changed.get(row.place, planned)

        return tuple(filter(is_in, self.rows))


def in_order(sheet: Sheet, rows: Iterable[Planned[Item]]) -> tuple[Planned[Item], ...]:
    """`rows` in the order of the file."""
    order = {id(row): place for place, row in enumerate(sheet.source.rows)}
    return tuple(sorted(rows, key=lambda one: order.get(id(one.row), 0)))
