"""Help: the keys of the screen it was asked for on, by group."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from language import gettext as _
from tui.actions import Action, grouped
from tui.widgets.measure import padded
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

KEY_WIDTH = 8
LABEL_WIDTH = 28
"""Most cells of an action's name: an agency may have areas with long ones."""

GAP = "  "
FEWEST_CELLS = 16
EXPLAINED = "$foreground 65%"


class HelpScreen(ModalScreen[None]):
    """Any of Esc, q, Enter, ? closes it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,f1", "dismiss", show=False)
    ]

    def __init__(self, title: str, actions: Sequence[Action[Any]]) -> None:
        super().__init__()
        self._title = title
        self._actions = list(actions)

    def compose(self) -> ComposeResult:
        """One block a group."""
        with VerticalScroll(id="help") as whole:
            whole.border_title = Content(self._title)
            whole.border_subtitle = Content(_("Esc: close"))
            for group, _members in grouped(self._actions):
                yield Plain(_(group.value), classes="group")
                yield Plain(classes="keys", id=f"group-{group.name.lower()}")

    def on_mount(self) -> None:
        """Fill in the keys once it is known how wide a row is."""
        self.call_after_refresh(self._render_groups)

    def on_resize(self) -> None:
        """Explanations are folded to the width."""
        self.call_after_refresh(self._render_groups)

    def _render_groups(self) -> None:
        width = self.query(".keys").first().content_region.width
        longest = max(cell_len(_(action.label)) for action in self._actions)
        label_width = min(LABEL_WIDTH, longest, max(FEWEST_CELLS, width // 4))
        for group, members in grouped(self._actions):
            lines = [line for member in members for line in _lines(member, label_width, width)]
            self.query_one(f"#group-{group.name.lower()}", Plain).show(Content("\n").join(lines))


def _lines(action: Action[Any], label_width: int, width: int) -> list[Content]:
    """The action's key, name and explanation; what does not fit on its row goes on below itself."""
    named = Content.assemble(
        (action.key.rjust(KEY_WIDTH), "bold $footer-key-foreground"),
        f"{GAP}{padded(_(action.label), label_width)}{GAP}",
    )
    indent = KEY_WIDTH + label_width + len(GAP) * 2
    is_narrow = width - indent < FEWEST_CELLS
    if is_narrow:
        indent = KEY_WIDTH + len(GAP)
    message = [
        Content.styled(row, EXPLAINED) for row in wrap(_(action.tooltip), max(FEWEST_CELLS, width - indent))
    ]
    if message and not is_narrow:
        named += message.pop(0)
    return [named, *(Content(" " * indent) + more for more in message)]
