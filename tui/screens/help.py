"""Help: the keys of the screen it was asked for on, by group, and fewer as one types what one looks for."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from language import gettext as _
from tui.actions import Action, Group, find, grouped
from tui.terminal_filter import sanitize
from tui.widgets.measure import padded
from tui.widgets.plain import Plain
from tui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from tui.widgets.key_bar import Reasons

KEY_WIDTH = 8
LABEL_WIDTH = 28
"""Most cells of an action's name: an agency may have areas with long ones."""

GAP = "  "
FEWEST_CELLS = 16
EXPLAINED = "$foreground 65%"


class HelpScreen(ModalScreen[None]):
    """What is typed leaves the actions whose name or explanation has it, with or without tone marks.

    Esc, Enter, F1 and a ? that begins nothing close it; the arrows move on.
    """

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss", show=False, priority=True),
        Binding("down", "scroll(1)", show=False, priority=True),
        Binding("up", "scroll(-1)", show=False, priority=True),
        Binding("pagedown", "scroll(10)", show=False, priority=True),
        Binding("pageup", "scroll(-10)", show=False, priority=True),
    ]

    def __init__(self, title: str, actions: Sequence[Action[Any]], reason: Reasons | None = None) -> None:
        """`reason` says why an action does nothing now, None where it does something."""
        super().__init__()
        self._title = title
        self._actions = list(actions)
        self._found = self._actions
        self._reason: Reasons = reason or (lambda _action: None)

    def compose(self) -> ComposeResult:
        """A field above one block a group."""
        with Vertical(id="help") as whole:
            whole.border_title = Content(self._title)
            whole.border_subtitle = Content(_("Esc: close"))
            yield SearchField(placeholder=_("Type what you are looking for"), enter=self._close, id="wanted")
            with VerticalScroll(can_focus=False, id="listed"):
                for group in Group:
                    yield Plain(_(group.value), classes="group", id=f"title-{group.name.lower()}")
                    yield Plain(classes="keys", id=f"group-{group.name.lower()}")
                yield Plain(_("No action is called so. Other words may find it."), id="none")

    def on_mount(self) -> None:
        """Fill in the keys once it is known how wide a row is."""
        self.query_one(SearchField).focus()
        self.call_after_refresh(self._render_groups)

    def on_resize(self) -> None:
        """Explanations are folded to the width."""
        self.call_after_refresh(self._render_groups)

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what the typed words find."""
        if event.value == "?":  # the key that opened it
            self._close("")
            return
        self._found = find(self._actions, event.value) if event.value.strip() else self._actions
        self._render_groups()
        self.query_one("#listed").scroll_home(animate=False)

    def _close(self, _typed: str) -> None:
        self.dismiss(None)

    def action_scroll(self, rows: int) -> None:
        """Move on while the field keeps the keyboard."""
        self.query_one("#listed").scroll_relative(y=rows, animate=False)

    def _render_groups(self) -> None:
        width = self.query_one("#listed").scrollable_content_region.width
        longest = max((cell_len(_(action.label)) for action in self._actions), default=0)
        label_width = min(LABEL_WIDTH, longest, max(FEWEST_CELLS, width // 4))
        listed = dict(grouped(self._found))
        for group in Group:
            members = listed.get(group, [])
            lines = [
                line
                for member in members
                for line in _lines(member, self._reason(member), label_width, width)
            ]
            shown = self.query_one(f"#group-{group.name.lower()}", Plain)
            shown.show(Content("\n").join(lines))
            shown.display = self.query_one(f"#title-{group.name.lower()}").display = bool(members)
        self.query_one("#none").display = not listed


def _lines(action: Action[Any], reason: str | None, label_width: int, width: int) -> list[Content]:
    """The action's key, name and explanation; what does not fit on its row goes on below itself.

    One that does nothing now is greyed, and the reason stands for the explanation.
    """
    named = Content.assemble(
        (action.key.rjust(KEY_WIDTH), EXPLAINED if reason else "bold $footer-key-foreground"),
        (f"{GAP}{padded(_(action.label), label_width)}{GAP}", EXPLAINED if reason else ""),
    )
    indent = KEY_WIDTH + label_width + len(GAP) * 2
    is_narrow = width - indent < FEWEST_CELLS
    if is_narrow:
        indent = KEY_WIDTH + len(GAP)
    told = sanitize(f"– {reason}") if reason else _(action.tooltip)
    style = f"italic {EXPLAINED}" if reason else EXPLAINED
    message = [Content.styled(row, style) for row in wrap(told, max(FEWEST_CELLS, width - indent))]
    if message and not is_narrow:
        named += message.pop(0)
    return [named, *(Content(" " * indent) + more for more in message)]
