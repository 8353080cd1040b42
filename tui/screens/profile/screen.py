"""The screen of the meeting's profile: a row for each part of it, and a short form for the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.model.profile import Phase
from tui.actions import Actions, Group
from tui.screens.command_screen import HELP
from tui.screens.desk_screen import LEAVE, DeskScreen
from tui.screens.meeting_screen import unread
from tui.screens.profile.fields import ProfileRow, command, form, rows
from tui.screens.undoing import take_last_back
from tui.widgets.measure import cut, padded
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

LABEL_SHARE = 3
"""What a part is called takes at most this part of a row."""

ACTIONS: Actions[ProfileScreen] = Actions(Group.MEETING, unavailable=unread)


@ACTIONS.add(
    "change", "enter e", N_("Change"), N_("Set or correct the chosen part of the profile"), footer=10
)
async def _change(screen: ProfileScreen) -> None:
    row = screen.chosen
    if row is None:
        return
    fields = form(screen.state, row)
    before = {field.name: field.value for field in fields}

    async def send(values: dict[str, str]) -> None:
        if values != before:
            await screen.send(command(row, values, screen.day))

    about = screen.about_change()
    await screen.ask(row.label, fields, send, about=about, key=f"profile-{row.field}-{row.prompt}")


@ACTIONS.add("undo", "z", N_("Undo"), N_("Take your last step back"), footer=20)
async def _undo(screen: ProfileScreen) -> None:
    await take_last_back(screen)


class ProfileScreen(DeskScreen):
    """What is empty is said to be; each change is a step of its own."""

    ACTIONS = (*ACTIONS, *LEAVE, *HELP)
    TITLE_WORDS = N_("The meeting's details")
    HELP_TITLE = TITLE_WORDS
    TABLES = frozenset({"meetings", "prompts"})

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ProfileRow] = []

    def body(self) -> Iterator[Widget]:
        """What changing means now, and the rows."""
        yield Plain(id="about", classes="about")
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """The cursor stands on the first row."""
        self.paint()
        listed = self.query_one(OptionList)
        listed.focus()
        if self._rows:
            listed.highlighted = 0

    def on_resize(self) -> None:
        """Rows are cut to the width."""
        self.call_after_refresh(self.paint)

    @property
    def chosen(self) -> ProfileRow | None:
        """The row under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def about_change(self) -> str:
        """What a change means at this point of the meeting; nothing before its close."""
        if self.state.meeting.phase is not Phase.CLOSED:
            return ""
        return _("The meeting is closed: another value is marked as a correction in the minutes.")

    def paint(self) -> None:
        """The rows as they stand now."""
        if self.known is None:
            return
        usual = _(
            "What heads and ends every document, the network, and the prompts. Kept for the next meeting."
        )
        self.query_one("#about", Plain).show(self.about_change() or usual)
        listed = self.query_one(OptionList)
        at, width = listed.highlighted, max(30, listed.scrollable_content_region.width - 2)
        self._rows = rows(self.state)
        corrected = {one.field for one in self.state.meeting.corrections}
        labels = min(max(cell_len(row.label) for row in self._rows), width // LABEL_SHARE) + 2
        listed.clear_options()
        listed.add_options(
            [Option(_line(row, labels, width, is_corrected=row.field in corrected)) for row in self._rows]
        )
        if at is not None:
            listed.highlighted = min(at, len(self._rows) - 1)

    def on_option_list_option_selected(self) -> None:
        """Enter or a second click."""
        self.action_do("change")


def _line(row: ProfileRow, labels: int, width: int, *, is_corrected: bool) -> Content:
    label = Content.styled(padded(row.label, labels), "$foreground 75%")
    if not row.value:
        return label + Content.styled(_("not set"), "italic $foreground 60%")
    mark = "  " + _("corrected") if is_corrected else ""
    value = cut(row.value.replace("\n", " "), width - labels - cell_len(mark))
    return label + Content.assemble(literal(value).stylize("bold"), (mark, "$text-warning"))
