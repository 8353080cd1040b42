"""The run of show at the desk: where the meeting stands, what comes next, and what was forgotten; one key goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.commands.showing import is_final
from meeting.commands.staging import StartTimer
from meeting.dialogue.run_of_show import Act, position, reminders, timeline
from tui.actions import Actions, Group
from tui.going_on import BACK_KEYS, command_backward, command_onward, step_command
from tui.screens.command_screen import HELP
from tui.screens.desk_screen import LEAVE, DeskScreen
from tui.screens.meeting_screen import unread
from tui.widgets.measure import cut
from tui.widgets.plain import Plain, literal
from wording import run_of_show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType
    from textual.widget import Widget

DONE, NOW, AHEAD = "✓", "►", "·"

ACTIONS: Actions[RunOfShowScreen] = Actions(Group.STAGE, unavailable=unread)


@ACTIONS.add(
    "on", "enter space pagedown right", N_("On"), N_("The next step, with one key or a clicker"), footer=10
)
async def _on(screen: RunOfShowScreen) -> None:
    command = command_onward(screen.state)
    if command is None:
        screen.app.notify(_("This was the last step."))
    elif await screen.execute(command) is not None and isinstance(command, StartTimer):
        screen.app.notify(_("The hall sees a countdown. The next press cannot be taken back; PgUp stops it."))


@ACTIONS.add(
    "back-step", BACK_KEYS, N_("Step back"), N_("Show the step before; nothing is started again"), footer=20
)
async def _back_step(screen: RunOfShowScreen) -> None:
    command = command_backward(screen.state)
    if command is None:
        screen.app.notify(_("This is the first step."))
    else:
        await screen.execute(command)


@ACTIONS.add("to", "g", N_("Go to"), N_("Go to the chosen step"), footer=30)
async def _to(screen: RunOfShowScreen) -> None:
    at = screen.query_one(OptionList).highlighted
    steps = timeline(screen.state)
    if at is None or at >= len(steps):
        return
    command = step_command(screen.state, steps[at])
    if is_final(screen.state, steps[at]):
        words = run_of_show.step(screen.state, steps[at])
        if not await screen.confirm(words, _("This cannot be taken back."), _("Yes, go there")):
            return
    await screen.execute(command)


@ACTIONS.add("cover", "full_stop b", N_("Cover"), N_("Cover the projector at once"), footer=40)
def _cover(screen: RunOfShowScreen) -> None:
    screen.app.action_cover()


class Steps(OptionList, inherit_bindings=False):
    """The list of steps: the page keys are a clicker's, so that they go on and back and never only move the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", show=False),
        Binding("up", "cursor_up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]


class RunOfShowScreen(DeskScreen):
    """The steps in order; the cursor may look ahead, Enter always goes on from where the meeting stands."""

    ACTIONS = (*ACTIONS, *LEAVE, *HELP)
    TITLE_WORDS = N_("Run of show")
    HELP_TITLE = TITLE_WORDS
    TABLES = frozenset(
        {"agenda", "meetings", "stages", "prompts", "polls", "surveys", "pledges", "questions", "conclusions"}
    )

    def body(self) -> Iterator[Widget]:
        """What to think of, and the steps."""
        yield Plain(id="reminders", classes="about")
        yield Steps(markup=False)

    def on_mount(self) -> None:
        """The cursor stands on the next step."""
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        """Rows are cut to the width."""
        self.call_after_refresh(self.paint)

    def on_option_list_option_selected(self) -> None:
        """Enter goes on, wherever the cursor looks."""
        self.action_do("on")

    def paint(self) -> None:
        """The timeline as it stands now."""
        state = self.known
        if state is None:
            return
        found = reminders(state)
        told = Content("\n").join(
            [Content.styled(f"! {run_of_show.reminder(state, one)}", "bold $warning") for one in found]
        )
        self.query_one("#reminders", Plain).show(told if found else literal(_("Nothing was forgotten.")))
        listed = self.query_one(OptionList)
        width = max(30, listed.scrollable_content_region.width - 2)
        at = position(state)
        rows = []
        for place, step in enumerate(timeline(state)):
            sign = NOW if place == at else DONE if place < at else AHEAD
            indent = "" if step.act is Act.START or not step.part else "    "
            rows.append(Option(cut(f"{sign} {indent}{run_of_show.step(state, step)}", width)))
        listed.clear_options()
        listed.add_options(rows)
        if rows:
            listed.highlighted = min(at + 1, len(rows) - 1)
