"""Choosing how the screens look: each theme is seen while one is on it, and turning back brings the former one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from tui import themes
from tui.actions import Actions, Group
from tui.screens.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult

ACTIONS: Actions[LookDialog] = Actions(Group.SCREEN)


@ACTIONS.add("take", "enter", N_("Keep this look"), footer=10)
def _take(dialog: LookDialog) -> None:
    dialog.dismiss(None)


@ACTIONS.add("next", "l", N_("Next look"), footer=20)
def _next(dialog: LookDialog) -> None:
    dialog.move_on()


@ACTIONS.add("back", "escape", N_("Former look"), footer=30)
def _back(dialog: LookDialog) -> None:
    dialog.app.theme = dialog.former
    dialog.dismiss(None)


class LookDialog(Dialog[None]):
    """Stands low on the screen, so that what is behind it shows the look."""

    ACTIONS = ACTIONS

    def __init__(self) -> None:
        super().__init__(_("Look"))
        self.former = ""
        """The theme to go back to."""

    def compose(self) -> ComposeResult:
        """The themes by name."""
        with self.box():
            yield OptionList(
                *[Option(Content(_(name)), id=theme) for theme, name in themes.NAMES.items()], markup=False
            )
            yield self.key_hints()

    def on_mount(self) -> None:
        """Begin at the theme in force."""
        self.former = self.app.theme
        names = list(themes.NAMES)
        listed = self.query_one(OptionList)
        listed.highlighted = names.index(self.former) if self.former in names else 0
        listed.focus()

    def move_on(self) -> None:
        """Go to the next one, from the last to the first."""
        listed = self.query_one(OptionList)
        listed.highlighted = ((listed.highlighted or 0) + 1) % listed.option_count

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show it at once."""
        if event.option.id is not None and event.option.id != self.app.theme:
            self.app.theme = event.option.id

    def on_option_list_option_selected(self) -> None:
        """Enter or a click keeps it."""
        self.dismiss(None)
