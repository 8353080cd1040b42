"""The console's actions on the meeting itself: agenda, intake, prompts, opening, closing, slips, server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from language import gettext as _
from link import control
from meeting.dialogue.queue import WAITING, counts_by_progress
from meeting.model.profile import Phase
from meeting.model.stage import View
from meeting.refusal import Refusal
from tui.desk import GONE, refusal_message
from tui.screens.console.base import SECRETARY
from tui.screens.console.importing import ImportingActions
from tui.screens.dialogs.asked import Choice, FormField

if TYPE_CHECKING:
    from meeting.commands.asking import Ask


class RunningActions(ImportingActions):
    """What the whole hall notices asks first."""

    @work
    async def action_meeting_type(self) -> None:
        """Type in slips, one a line."""
        from tui.screens.dialogs.fast_entry import FastEntryDialog

        async def record(asked: Ask) -> int:
            reply = await self.send(asked)
            return int(reply.result["number"])

        await self.app.push_screen_wait(FastEntryDialog(record, self.drafts))

    def action_meeting_agenda(self) -> None:
        """Start and end the parts of the meeting, and plan them."""
        from tui.screens.dialogs.agenda import AgendaDialog

        if self.state is not None:
            self.app.push_screen(AgendaDialog(self.clock))

    @work
    async def action_meeting_conclude(self) -> None:
        """Take down a conclusion of the chair."""
        from tui.screens.dialogs.concluding import conclude

        if self.state is not None:
            await conclude(self.app, self.drafts)

    @work
    async def action_meeting_prompt(self) -> None:
        """Put an open question to the hall and show it."""
        from meeting.commands.asking import AddPrompt
        from meeting.commands.staging import ShowView

        async def send(values: dict[str, str]) -> None:
            reply = await self.send(AddPrompt(values["text"]))
            await self.send(ShowView(View.PROMPT, reply.result["number"]))

        entry = FormField(
            "text", _("Question to the hall"), hint=_("It shows on the projector with its own QR code.")
        )
        await self.ask(_("Prompt"), [entry], send, key="prompt")

    def action_meeting_votes(self) -> None:
        """Polls, surveys and pledges."""
        from tui.screens.votes.screen import VotesScreen

        self.app.push_screen(VotesScreen())

    def action_meeting_attend(self) -> None:
        """Who is here, and check-in by phone."""
        from tui.screens.dialogs.attendance import AttendanceDialog

        self.app.push_screen(AttendanceDialog(self.drafts))

    @work
    async def action_meeting_intake(self) -> None:
        """Open or close the door for phones."""
        from meeting.commands.running import SetIntake

        if self.state is not None:
            await self.execute(SetIntake(not self.state.meeting.intake_open))

    @work
    async def action_meeting_moderation(self) -> None:
        """Switch moderation; switching it off asks, for what comes in then shows at once."""
        from meeting.commands.running import SetModeration

        if self.state is None:
            return
        on = self.state.meeting.settings.moderation
        about = _("New questions will show on phones and projector at once, before anybody has read them.")
        if on and not await self.confirm(_("Moderation off?"), about, _("Yes, without approval")):
            return
        await self.execute(SetModeration(not on))

    @work
    async def action_meeting_open(self) -> None:
        """Open the meeting, or open a closed one again."""
        from meeting.commands.running import OpenMeeting, ReopenMeeting

        if self.state is None:
            return
        meeting = self.state.meeting
        if meeting.phase is Phase.OPEN:
            self.app.notify(_("The meeting is open already."))
            return
        if meeting.phase is Phase.PREPARED:
            await self.execute(OpenMeeting())
            return
        about = _("The meeting was closed. Opening it again is counted in the minutes.")
        if await self.confirm(meeting.title, about, _("Yes, open it again")):
            await self.execute(ReopenMeeting())

    @work
    async def action_meeting_close(self) -> None:
        """Close the meeting, after saying what still waits."""
        from meeting.commands.running import CloseMeeting

        if self.state is None:
            return
        if self.state.meeting.phase is not Phase.OPEN:
            self.app.notify(_("The meeting is not open."))
            return
        counts = counts_by_progress(self.state)
        waiting = sum(counts[progress] for progress in WAITING)
        about = _("Phones can no longer ask. {count} questions still wait for an outcome.").format(
            count=waiting
        )
        if not await self.confirm(_("Close the meeting?"), about, _("Yes, close it")):
            return
        if await self.execute(CloseMeeting()) is not None:
            self.app.notify(
                _("The meeting is closed. Press X to complete and export the minutes."), timeout=10
            )

    def action_meeting_minutes(self) -> None:
        """Go over to the secretary's screen in this terminal."""
        self.app.exit(SECRETARY)

    @work
    async def action_meeting_address(self) -> None:
        """Put another of this laptop's addresses into the QR."""
        health = self.app.health
        if health is None:
            self.app.notify(refusal_message(Refusal(GONE)), severity="warning")
            return
        choices = [
            Choice(address.host, f"{address.host}  {address.adapter} ({address.kind})")
            for address in health.addresses
            if address.kind != "loopback"  # no phone reaches it
        ]
        if not choices:
            self.app.notify(_("This laptop has no address that phones reach: join the hall's network first."))
            return
        chosen = await self.choose(_("Which address do phones reach?"), choices)
        if chosen is None:
            return
        try:
            await (await self.app.desk.client()).call(control.ADDRESS, control.AddressChoice(chosen))
        except Refusal as refusal:
            self.app.notify(refusal_message(refusal), severity="warning")

    @work
    async def action_meeting_server(self) -> None:
        """Start the server again if it does not answer."""
        if self.app.health is None:
            await self.app.restart_server()
        else:
            self.app.notify(_("The meeting's server runs."))

    @work
    async def action_meeting_seat(self) -> None:
        """Command from this console; another one then only looks on."""
        if self.app.health is None or not self.app.health.lock_holder:
            self.app.notify(_("This console commands already."))
            return
        try:
            now = await (await self.app.desk.client()).call(control.TAKE_CONSOLE_LOCK)
        except Refusal as refusal:
            self.app.notify(refusal_message(refusal), severity="warning")
        else:
            self.app.health = now
            self.app.healths.publish(now)

    def action_meeting_resume(self) -> None:
        """Write again after the disk refused, here or in another folder."""
        from tui.screens.dialogs.resuming import ResumeDialog

        self.app.push_screen(ResumeDialog())

    def action_meeting_link(self) -> None:
        """Let a secretary at another laptop in, or out again."""
        from tui.screens.dialogs.desk_link import DeskLinkDialog

        self.app.push_screen(DeskLinkDialog())
