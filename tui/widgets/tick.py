"""A yes or no that can be told without colour: the mark is there, or it is not."""

from __future__ import annotations

from textual.widgets import Checkbox

from tui.widgets.plain import literal


class Tick(Checkbox):
    """A compact Checkbox whose box is empty when it is off. Space or Enter turns it."""

    BUTTON_LEFT = "["
    BUTTON_RIGHT = "]"

    def __init__(self, label: str, value: bool = False, *, id: str | None = None) -> None:  # noqa: A002, FBT001, FBT002  as Checkbox
        super().__init__(literal(label), value, id=id, compact=True)

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802  Textual's own name; there it is a constant
        """The mark in the box."""
        return "x" if self.value else " "
