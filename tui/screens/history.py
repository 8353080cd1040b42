"""The steps of the desk, each in words with its object: which can be taken back, and how far to go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from language import ngettext
from meeting.dialogue.steps import StepStanding
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.screens.command_screen import HELP
from tui.screens.desk_screen import LEAVE, DeskScreen
from tui.screens.meeting_screen import unread
from tui.screens.undoing import do_again, take_back
from tui.widgets.plain import Plain, literal
from wording.dates import time_of_day
from wording.meetings import role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from link.control import StepLine

SIGNS = {
    StepStanding.UNDOABLE: ("↶", ""),
    StepStanding.TAKEN_BACK: ("↷", "$foreground 60%"),
    StepStanding.FINAL: ("■", ""),
    StepStanding.PAST: ("·", "$foreground 60%"),
}
"""One cell each, and the style of the row."""

STANDINGS = {
    StepStanding.UNDOABLE: "",
    StepStanding.TAKEN_BACK: N_("taken back"),
    StepStanding.FINAL: N_("stands: it cannot be taken back"),
    StepStanding.PAST: N_("too long ago to be taken back"),
}

NAMED = 8
"""Most steps named before they are taken back together."""

ACTIONS: Actions[HistoryScreen] = Actions(Group.OUTCOME, unavailable=unread)


def _not_undoable(screen: HistoryScreen) -> str | None:
    if (reason := unread(screen)) or screen.chosen is None:
        return reason or _("Nothing has been done yet.")
    standing = screen.chosen.standing
    return None if standing is StepStanding.UNDOABLE else _(STANDINGS[standing])


def _not_taken_back(screen: HistoryScreen) -> str | None:
    if (reason := unread(screen)) or (
        screen.chosen is not None and screen.chosen.standing is StepStanding.TAKEN_BACK
    ):
        return reason
    return _("This step was not taken back.")


@ACTIONS.add(
    "undo", "z", N_("Take back"), N_("Take back this step alone"), footer=10, unavailable=_not_undoable
)
async def _undo(screen: HistoryScreen) -> None:
    if screen.chosen is not None:
        await take_back(screen, screen.chosen)


@ACTIONS.add(
    "redo", "r", N_("Do again"), N_("Do again what was taken back"), footer=20, unavailable=_not_taken_back
)
async def _redo(screen: HistoryScreen) -> None:
    if screen.chosen is not None:
        await do_again(screen, screen.chosen)


@ACTIONS.add(
    "back-to",
    "enter",
    N_("Back to here"),
    N_("Take back every step from the last one to this one"),
    footer=30,
    destructive=True,
    unavailable=_not_undoable,
)
async def _back_to(screen: HistoryScreen) -> None:
    back = screen.down_to_chosen()
    standing = [step for step in back if step.standing in {StepStanding.FINAL, StepStanding.PAST}]
    if standing:
        screen.warn(
            _("Between now and this step stands “{step}”, which cannot be taken back.").format(
                step=standing[0].words
            )
        )
        return
    count = ngettext("{count} step is taken back:", "{count} steps are taken back:", len(back))
    shown = [step.words for step in back]
    about = "\n".join([count.format(count=len(back)), *shown[:NAMED]])
    if not await screen.confirm(_("Back to here?"), about, _("Yes, take them back")):
        return
    for step in back:
        if not await take_back(screen, step):
            return


class HistoryScreen(DeskScreen):
    """Newest first. What cannot be taken back stands among the others."""

    ACTIONS = (*ACTIONS, *LEAVE, *HELP)
    TITLE_WORDS = N_("Steps so far")
    HELP_TITLE = TITLE_WORDS
    TABLES = frozenset({"log"})

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[StepLine] = []

    def body(self) -> Iterator[Widget]:
        """What the signs mean, and the list."""
        yield Plain(id="signs", classes="about")
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """The list has the keyboard."""
        self.query_one(OptionList).focus()

    def paint(self) -> None:
        """What the signs mean, and the steps as the server tells them."""
        self.query_one("#signs", Plain).show(_("↶ can be taken back   ↷ was taken back   ■ stands for good"))
        self.run_worker(self._ask_steps(), group="steps", exclusive=True)

    async def _ask_steps(self) -> None:
        try:
            told = await self.app.desk.steps()
        except Refusal as refusal:
            self.warn(refusal)
            return
        chosen, listed = self.chosen, self.query_one(OptionList)
        self._steps = told
        listed.clear_options()
        listed.add_options([Option(self._line(step)) for step in self._steps])
        if self._steps:
            numbers = [step.n for step in self._steps]
            listed.highlighted = numbers.index(chosen.n) if chosen and chosen.n in numbers else 0

    def _line(self, step: StepLine) -> Content:
        sign, style = SIGNS[step.standing]
        words = Content.assemble(
            (f" {sign} ", "bold"),
            (f"{time_of_day(step.at)}  ", "$foreground 60%"),
            literal(step.words).stylize(style),
            (f"  ({role(step.by)})", "$foreground 60%"),
        )
        message = STANDINGS[step.standing]
        return words + Content.styled(f"  {_(message)}", "$text-warning") if message else words

    @property
    def chosen(self) -> StepLine | None:
        """The step under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._steps[at] if at is not None and at < len(self._steps) else None

    def down_to_chosen(self) -> list[StepLine]:
        """The steps from the last one to the chosen one, without those taken back already."""
        at = self.query_one(OptionList).highlighted or 0
        return [step for step in self._steps[: at + 1] if step.standing is not StepStanding.TAKEN_BACK]

    def on_option_list_option_selected(self) -> None:
        """Enter or a click."""
        self.action_do("back-to")
