"""The console's actions on the projector. Nothing here asks first: covering is always one key."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.model.stage import View
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.screens.console.questions import no_question
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.meeting_screen import unread
from wording.meetings import VIEWS

if TYPE_CHECKING:
    from tui.screens.console.screen import ConsoleScreen

ACTIONS: Actions[ConsoleScreen] = Actions(Group.STAGE, unavailable=unread)

CHOOSABLE = (
    (View.JOIN, "j"),
    (View.BOARD, "b"),
    (View.AREAS, "a"),
    (View.AGENDA, "g"),
    (View.PLEDGES, "p"),
    (View.CARRY_OVER, "c"),
    (View.ATTENDANCE, "v"),
    (View.CLOSING, "x"),
    (View.TEST, "t"),
)
"""Views that need no number."""

MEANT_SECONDS = 2.0
"""How long after covering the same key does not uncover: whoever panics presses more than once."""

PROMPTS_LISTED = 9
LONGEST_MINUTES = 240


def read_minutes(typed: str) -> int:
    """Seconds from "3", "3:30" or "0:45" (minutes, or minutes and seconds). Raises Refusal ``bad-timer``."""
    minutes, _colon, seconds = typed.strip().partition(":")
    try:
        total = int(minutes or "0") * 60 + int(seconds or "0")
    except ValueError:
        total = -1
    if total < 0:
        raise Refusal("bad-timer", most=LONGEST_MINUTES * 60)
    return total


@ACTIONS.add(
    "stage.show",
    "s",
    N_("Stage"),
    N_("Put the question on the projector (approves it)"),
    footer=20,
    unavailable=no_question,
)
async def show(console: ConsoleScreen) -> None:
    """Put the chosen question on the projector."""
    from meeting.commands.staging import StageQuestion

    await console.execute(StageQuestion(console.chosen))


@ACTIONS.add("stage.blank", "b", N_("Cover"), N_("Cover the projector at once, or uncover it"), footer=30)
async def blank(console: ConsoleScreen) -> None:
    """Cover the projector, or uncover it."""
    from meeting.commands.staging import Blank

    if not console.state.stage.blank:
        console.app.action_cover()
    elif monotonic() - console.app.covered_at < MEANT_SECONDS:
        console.app.notify(_("The projector is covered. Press b once more in a moment to uncover it."))
    else:
        await console.execute(Blank(on=False))


@ACTIONS.add(
    "stage.next",
    "n",
    N_("Next"),
    N_("Choose the question as the next one, or not"),
    footer=70,
    also=N_("pin"),
    unavailable=no_question,
)
async def _next(console: ConsoleScreen) -> None:
    from meeting.commands.staging import PinNext

    pinned = console.state.stage.next == console.chosen
    await console.execute(PinNext(0 if pinned else console.chosen))


@ACTIONS.add("stage.off", "u", N_("Take off"), N_("Take the question off; the board of questions shows"))
async def _off(console: ConsoleScreen) -> None:
    from meeting.commands.staging import Unstage

    await console.execute(Unstage())


def _nothing_next(console: ConsoleScreen) -> str | None:
    if (reason := unread(console)) or console.state.stage.next:
        return reason
    return _("Nothing is chosen as next. Press n on a question first.")


@ACTIONS.add(
    "stage.go", "space", N_("Go on"), N_("Show the question chosen as next"), unavailable=_nothing_next
)
async def go_on(console: ConsoleScreen) -> None:
    """Show what was chosen as next."""
    from meeting.commands.staging import StageQuestion

    await console.execute(StageQuestion(console.state.stage.next))


@ACTIONS.add(
    "stage.view",
    "v",
    N_("View"),
    N_("Choose what the projector shows"),
    also=N_("QR, board, summary, screen"),
)
async def _view(console: ConsoleScreen) -> None:
    from meeting.commands.staging import ShowView

    choices = [Choice((view, 0), _(VIEWS[view]), key) for view, key in CHOOSABLE]
    prompts = sorted(console.state.prompts.items())[-PROMPTS_LISTED:]
    choices += [
        Choice((View.PROMPT, number), _("Prompt: {text}").format(text=prompt.text))
        for number, prompt in prompts
    ]
    polls = sorted(console.state.polls.items())[-PROMPTS_LISTED:]
    choices += [
        Choice((View.POLL, number), _("Poll: {text}").format(text=poll.text)) for number, poll in polls
    ]
    chosen = await console.choose(_("What shall the hall see?"), choices)
    if chosen is not None:
        await console.execute(ShowView(*chosen))


@ACTIONS.add("stage.timer", "t", N_("Timer"), N_("Start, change or stop the countdown"))
async def _timer(console: ConsoleScreen) -> None:
    from meeting.commands.staging import StartTimer, StopTimer

    usual = str(console.state.meeting.settings.answer_minutes)

    async def send(values: dict[str, str]) -> None:
        seconds = read_minutes(values["minutes"])
        await console.send(StartTimer(seconds) if seconds else StopTimer())

    hint = _("Minutes, or minutes:seconds. 0 takes the countdown away.")
    await console.ask(_("Countdown"), [FormField("minutes", _("Minutes"), usual, hint, limit=8)], send)


@ACTIONS.add("stage.preview", "P", N_("Preview"), N_("See here what the hall sees"), unavailable=None)
def preview(console: ConsoleScreen) -> None:
    """Show in this terminal what the hall sees."""
    from tui.screens.console.preview import PreviewScreen

    def left(_nothing: None) -> None:
        console.previewing = False

    console.previewing = True
    console.app.push_screen(PreviewScreen(console), left)


@ACTIONS.add("stage.page", "greater_than_sign", N_("Page on"), N_("Turn the projector to the next page"))
async def page_on(console: ConsoleScreen) -> None:
    """Turn to the next page of what the projector shows."""
    await _turn(console, 1)


@ACTIONS.add("stage.page_back", "less_than_sign", N_("Page back"), N_("Turn the projector a page back"))
async def page_back(console: ConsoleScreen) -> None:
    """Turn a page back."""
    await _turn(console, -1)


async def _turn(console: ConsoleScreen, by: int) -> None:
    """Turn pages from the one that stands now; past an end nothing is turned."""
    from language import using
    from meeting.commands.staging import TurnPage
    from tui.screens.stage.view import now, way_in
    from wall.projection import slide
    from wall.scene import Scene

    state = console.state
    with using(state.meeting.settings.language):
        found = slide(Scene(state, way_in(console.app.desk.live), now()))
    if found is not None and 1 <= found.page + by <= found.pages:
        await console.execute(TurnPage(found.page + by))
