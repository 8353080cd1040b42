"""One edition of a meeting's documents: the record, its seal and the wishes that hold for every format."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from minutes.layout import DEFAULT
from minutes.outline import outline
from minutes.sheets import Sheet, sheets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from meeting.refusal import Refusal
    from meeting.state import State
    from minutes.chain import Journal
    from minutes.layout import Layout
    from minutes.outline.blocks import Minutes
    from minutes.seal import Seal


class Document(NamedTuple):
    """A finished file: `part` and `suffix` make its name."""

    part: str
    suffix: str
    content: bytes


class Edition:
    """What every format is printed from; the projections are made once, when first asked for.

    `names` off leaves out the names askers offered, `layout` is what the clerk chose.
    `journal` is the record's own, for a bundle that proves itself.
    `template` is the agency's own .docx, None for the built-in form;
    one that cannot be used is told to `refused`, and the built-in form is used.
    `cancelled` tells, while a document takes long, that nobody waits for it any more.
    """

    def __init__(
        self,
        state: State,
        seal: Seal,
        *,
        names: bool = True,
        layout: Layout = DEFAULT,
        journal: Journal | None = None,
        template: Path | None = None,
        refused: Callable[[Refusal], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self.state = state
        self.seal = seal
        self.names = names
        self.layout = layout
        self.journal = journal
        self.template = template
        self.is_cancelled = cancelled or (lambda: False)
        self._refused = refused
        self._told: set[str] = set()

    def refuse_template(self, refusal: Refusal) -> None:
        """Tell whoever asked, once, that the agency's own form could not be used."""
        if self._refused is not None and str(refusal) not in self._told:
            self._told.add(str(refusal))
            self._refused(refusal)

    @cached_property
    def minutes(self) -> Minutes:
        """The minutes as a typed document."""
        return outline(self.state, self.seal, names=self.names, layout=self.layout)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The record as sheets."""
        return sheets(self.state, names=self.names)
