"""Taking a step back and doing it again, at any screen of the desk: in words, and never on the wall unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from language import gettext as _
from meeting.commands.undo import Redo, Undo, WallConsent
from meeting.dialogue.steps import StepStanding, is_next_to_go
from meeting.refusal import Refusal
from tui.screens.dialogs.asked import Choice

if TYPE_CHECKING:
    from link.control import StepLine
    from tui.screens.meeting_screen import MeetingScreen

CHANGES_WALL = "undo-changes-wall"


async def take_last_back(screen: MeetingScreen[Any]) -> None:
    """Take back this role's last step. One that cannot be taken back is named, and nothing older is touched."""
    try:
        known = await screen.app.desk.steps()
    except Refusal as refusal:
        screen.warn(refusal)
        return
    role = screen.app.desk.role.value
    step = next((s for s in known if is_next_to_go(s.by, s.did, s.standing, role)), None)
    if step is None:
        screen.warn(Refusal("nothing-to-undo"))
    else:
        await take_back(screen, step)


async def take_back(screen: MeetingScreen[Any], step: StepLine) -> bool:
    """Take one step back; True when it was."""
    words = step.words
    if step.standing is not StepStanding.UNDOABLE:
        screen.warn(
            _("“{step}” cannot be taken back, and nothing older was touched. Z shows all steps.").format(
                step=words
            )
        )
        return False
    if await _sent(screen, Undo(step.n), words):
        screen.app.notify(_("Undone: {step}").format(step=words))
        return True
    return False


async def do_again(screen: MeetingScreen[Any], step: StepLine) -> bool:
    """Do again what was taken back; True when it was."""
    words = step.words
    if await _sent(screen, Redo(step.n), words):
        screen.app.notify(_("Done again: {step}").format(step=words))
        return True
    return False


async def _sent(screen: MeetingScreen[Any], command: Undo | Redo, words: str) -> bool:
    """Send it; where the hall would see something else, only as the person then chooses."""
    try:
        await screen.send(command)
    except Refusal as refusal:
        if refusal.code != CHANGES_WALL:
            screen.warn(refusal)
            return False
        consent = await _consent(screen, words, keeps=bool(refusal.params.get("keeps")))
        if consent is None:
            return False
        return await screen.execute(type(command)(command.n, consent)) is not None
    return True


async def _consent(screen: MeetingScreen[Any], words: str, *, keeps: bool) -> WallConsent | None:
    choices = [Choice(WallConsent.CHANGE, _("Yes, and the projector changes with it"), "y")]
    if keeps:
        choices.append(Choice(WallConsent.KEEP, _("Yes, but leave the projector as it is"), "g"))
    return await screen.choose(_("The hall would see something else"), choices, about=words)
