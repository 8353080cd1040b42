"""Help: the keys of the screen it was asked for on, by group."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from language import gettext as _
from tui.actions import Action, grouped
from tui.widgets.measure import padded
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

KEY_WIDTH = 8
LABEL_WIDTH = 28


class HelpScreen(ModalScreen[None]):
    """Any of Esc, q, Enter, ? closes it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,f1", "dismiss", show=False)
    ]

    def __init__(self, title: str, actions: Sequence[Action]) -> None:
        super().__init__()
        self._title = title
        self._actions = list(actions)

    def compose(self) -> ComposeResult:
        """One block a group."""
        with VerticalScroll(id="help") as whole:
            whole.border_title = Content(self._title)
            whole.border_subtitle = Content(_("Esc: close"))
            for group, members in grouped(self._actions):
                yield Plain(_(group.value), classes="group")
                yield Plain(classes="keys", id=f"group-{group.name.lower()}")
                self.call_after_refresh(self._fill, group.name.lower(), members)

    def _fill(self, name: str, members: Iterable[Action]) -> None:
        lines = [
            Content.assemble(
                (member.key.rjust(KEY_WIDTH), "bold $footer-key-foreground"),
                f"  {padded(_(member.label), LABEL_WIDTH)} ",
                (_(member.tooltip), "$foreground 65%"),
            )
            for member in members
        ]
        self.query_one(f"#group-{name}", Plain).say(Content("\n").join(lines))
