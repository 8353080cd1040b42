"""The console's actions on the projector."""

from __future__ import annotations

from textual import work

from language import gettext as _
from meeting.model.stage import View
from meeting.refusal import Refusal
from tui.screens.console.base import ConsoleBase
from tui.screens.dialogs.asked import Choice, FormField
from wording.meetings import VIEWS

CHOOSABLE = (
    (View.JOIN, "j"),
    (View.BOARD, "b"),
    (View.AREAS, "a"),
    (View.AGENDA, "g"),
    (View.PLEDGES, "p"),
    (View.CARRY_OVER, "c"),
    (View.ATTENDANCE, "v"),
    (View.CLOSING, "x"),
)
"""Views that need no number."""

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


class StagingActions(ConsoleBase):
    """Nothing here asks first but what the hall would notice as a mistake: covering is always one key."""

    @work
    async def action_stage_show(self) -> None:
        """Put the chosen question on the projector."""
        from meeting.commands.staging import StageQuestion

        if (question := self.question()) is not None:
            await self.execute(StageQuestion(question.number))

    @work
    async def action_stage_off(self) -> None:
        """Take the question off; the board shows."""
        from meeting.commands.staging import Unstage

        await self.execute(Unstage())

    @work
    async def action_stage_blank(self) -> None:
        """Cover the projector, or uncover it."""
        from meeting.commands.staging import Blank

        if self.state is not None:
            await self.execute(Blank(not self.state.stage.blank))

    @work
    async def action_stage_next(self) -> None:
        """Choose the question as the next one; once more chooses nothing."""
        from meeting.commands.staging import PinNext

        question = self.question()
        if question is not None and self.state is not None:
            pinned = self.state.stage.next == question.number
            await self.execute(PinNext(0 if pinned else question.number))

    @work
    async def action_stage_go(self) -> None:
        """Show what was chosen as next."""
        from meeting.commands.staging import StageQuestion

        if self.state is None:
            return
        if not self.state.stage.next:
            self.app.notify(_("Nothing is chosen as next. Press n on a question first."))
            return
        await self.execute(StageQuestion(self.state.stage.next))

    @work
    async def action_stage_view(self) -> None:
        """Choose another view."""
        from meeting.commands.staging import ShowView

        if self.state is None:
            return
        choices = [Choice((view, 0), _(VIEWS[view]), key) for view, key in CHOOSABLE]
        prompts = sorted(self.state.prompts.items())[-PROMPTS_LISTED:]
        choices += [
            Choice((View.PROMPT, number), _("Prompt: {text}").format(text=prompt.text))
            for number, prompt in prompts
        ]
        polls = sorted(self.state.polls.items())[-PROMPTS_LISTED:]
        choices += [
            Choice((View.POLL, number), _("Poll: {text}").format(text=poll.text)) for number, poll in polls
        ]
        chosen = await self.choose(_("What shall the hall see?"), choices)
        if chosen is not None:
            await self.execute(ShowView(*chosen))

    @work
    async def action_stage_timer(self) -> None:
        """Start the countdown anew with so many minutes; 0 stops it."""
        from meeting.commands.staging import StartTimer, StopTimer

        if self.state is None:
            return
        usual = str(self.state.meeting.settings.answer_minutes)

        async def send(values: dict[str, str]) -> None:
            seconds = read_minutes(values["minutes"])
            await self.send(StartTimer(seconds) if seconds else StopTimer())

        hint = _("Minutes, or minutes:seconds. 0 takes the countdown away.")
        await self.ask(_("Countdown"), [FormField("minutes", _("Minutes"), usual, hint, limit=8)], send)

    def action_stage_preview(self) -> None:
        """See here what the hall sees."""
        from tui.screens.console.preview import PreviewScreen

        self.previewing = True
        self.app.push_screen(PreviewScreen(self.action_stage_blank, self.action_stage_go), self._previewed)

    def _previewed(self, _nothing: None) -> None:
        self.previewing = False
