"""The console's actions on the meeting itself: slips, agenda, votes, intake, opening, closing, server, second laptop.

What the whole hall notices asks first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from language import ngettext
from link import control
from meeting.dialogue.close_out import secret, unanswered
from meeting.model.profile import Phase
from meeting.model.stage import View
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.clock_problem import clock_problem
from tui.desk import GONE, refusal_message
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.meeting_screen import unread
from tui.screens.taking_down import conclude, type_slips

if TYPE_CHECKING:
    from tui.screens.console.screen import ConsoleScreen

ACTIONS: Actions[ConsoleScreen] = Actions(Group.MEETING, unavailable=unread)

SECRETARY = "secretary"
"""What a console ends with when the person goes over to the secretary's screen."""


@ACTIONS.add(
    "meeting.type",
    "y",
    N_("Type in"),
    N_("Type questions from slips, one a line"),
    footer=110,
    also=N_("slip, paper"),
    unavailable=None,
)
async def _type(console: ConsoleScreen) -> None:
    await type_slips(console)


@ACTIONS.add("meeting.import", "F", N_("From a file"), N_("Bring in questions collected beforehand"))
async def _import(console: ConsoleScreen) -> None:
    from intake.sniffing import LISTED
    from tui.screens.dialogs.import_subjects import Questions
    from tui.screens.dialogs.importing import ImportDialog
    from tui.screens.dialogs.path import PathDialog

    typed = await console.app.push_screen_wait(
        PathDialog(_("Questions from a file (.xlsx, .ods, .csv, .docx, .txt)"), LISTED)
    )
    if not typed:
        return
    questions = list(console.state.questions.values())
    dialog = ImportDialog(typed, Questions(typed.name, questions, console.state.meeting.settings.areas))
    command = await console.app.push_screen_wait(dialog)
    reply = await console.execute(command) if command is not None else None
    if reply is not None and reply.result:
        message = _("Recorded as questions {first} to {last}.").format(**reply.result)
        undo = _("z takes it all back.")
        console.app.notify(f"{message} {undo}")


@ACTIONS.add(
    "meeting.profile",
    "f2",
    N_("Meeting's details"),
    N_(
        "Agency, place, chair, secretary, recipients, grounds, network, prompts: set or correct them at any time"
    ),
    also=N_("profile, head and foot, wi-fi, correct"),
)
def _profile(console: ConsoleScreen) -> None:
    from tui.screens.profile.screen import ProfileScreen

    console.app.push_screen(ProfileScreen())


@ACTIONS.add("meeting.agenda", "A", N_("Agenda"), N_("Plan, start and end the parts of the meeting"))
def _agenda(console: ConsoleScreen) -> None:
    from tui.screens.agenda import AgendaScreen

    console.app.push_screen(AgendaScreen(console.clock))


@ACTIONS.add("meeting.prompt", "G", N_("Prompt"), N_("Put an open question to the hall"))
async def _prompt(console: ConsoleScreen) -> None:
    from meeting.commands.asking import AddPrompt
    from meeting.commands.staging import ShowView

    async def send(values: dict[str, str]) -> None:
        reply = await console.send(AddPrompt(values["text"]))
        await console.send(ShowView(View.PROMPT, reply.result["number"]))

    hint = _("It shows on the projector with its own QR code.")
    field = FormField("text", _("Question to the hall"), hint=hint)
    await console.ask(_("Prompt"), [field], send, key="prompt")


@ACTIONS.add(
    "meeting.votes",
    "B",
    N_("Votes"),
    N_("Polls, surveys and pledges: make, run, reveal"),
    footer=120,
    also=N_("ballot, vote"),
    unavailable=None,
)
def _votes(console: ConsoleScreen) -> None:
    from tui.screens.votes.actions import Votes

    console.app.push_screen(Votes())


@ACTIONS.add("meeting.attend", "V", N_("Attendance"), N_("Who is here; check-in by phone"), unavailable=None)
def _attend(console: ConsoleScreen) -> None:
    from tui.screens.attendance import AttendanceScreen

    console.app.push_screen(AttendanceScreen())


@ACTIONS.add("meeting.conclude", "U", N_("Conclusion"), N_("Take down a conclusion of the chair"))
async def _conclude(console: ConsoleScreen) -> None:
    await conclude(console)


@ACTIONS.add(
    "meeting.minutes",
    "X",
    N_("Minutes, export"),
    N_("To the secretary's screen: complete and export the minutes; leaving it leads back here"),
    also=N_("secretary, export, print"),
    unavailable=None,
)
def _minutes(console: ConsoleScreen) -> None:
    console.app.exit(SECRETARY)


@ACTIONS.add(
    "meeting.intake",
    "I",
    N_("Intake"),
    N_("Open or close the door for phones"),
    also=N_("pause, stop questions"),
)
async def _intake(console: ConsoleScreen) -> None:
    from meeting.commands.running import SetIntake

    await console.execute(SetIntake(not console.state.meeting.intake_open))


@ACTIONS.add("meeting.moderation", "D", N_("Moderation"), N_("Whether questions wait for approval"))
async def _moderation(console: ConsoleScreen) -> None:
    from meeting.commands.running import SetModeration

    on = console.state.meeting.settings.moderation
    about = _("New questions will show on phones and projector at once, before anybody has read them.")
    if on and not await console.confirm(_("Moderation off?"), about, _("Yes, without approval")):
        return
    await console.execute(SetModeration(not on))


def _open_already(console: ConsoleScreen) -> str | None:
    if (reason := unread(console)) or console.state.meeting.phase is not Phase.OPEN:
        return reason
    return _("The meeting is open already.")


@ACTIONS.add(
    "meeting.open",
    "O",
    N_("Open the meeting"),
    N_("Phones may ask from now on"),
    also=N_("start, begin"),
    unavailable=_open_already,
)
async def _open(console: ConsoleScreen) -> None:
    from meeting.commands.running import OpenMeeting, ReopenMeeting

    meeting = console.state.meeting
    wrong = clock_problem(console.state)
    if wrong and not await console.confirm(_("Is the clock right?"), wrong, _("Yes, open the meeting")):
        return
    if meeting.phase is Phase.PREPARED:
        await console.execute(OpenMeeting())
        return
    about = _("The meeting was closed. Opening it again is counted in the minutes.")
    if await console.confirm(meeting.title, about, _("Yes, open it again")):
        await console.execute(ReopenMeeting())


def _not_open(console: ConsoleScreen) -> str | None:
    if (reason := unread(console)) or console.state.meeting.phase is Phase.OPEN:
        return reason
    return _("The meeting is not open.")


@ACTIONS.add(
    "meeting.close",
    "C",
    N_("Close the meeting"),
    N_("End it; the record stays"),
    destructive=True,
    also=N_("end, finish"),
    unavailable=_not_open,
)
async def _close(console: ConsoleScreen) -> None:
    from meeting.commands.running import CloseMeeting

    state = console.state
    about = _("Phones can no longer ask. {count} questions still wait for an outcome.")
    lines = [about.format(count=len(unanswered(state)))]
    if unseen := secret(state):
        told = ngettext(
            "{count} decided question is not approved: only its asker learns of its outcome.",
            "{count} decided questions are not approved: only their askers learn of their outcome.",
            len(unseen),
        )
        lines.append(told.format(count=len(unseen)))
    if not await console.confirm(_("Close the meeting?"), "\n".join(lines), _("Yes, close it")):
        return
    if await console.execute(CloseMeeting()) is None:
        return
    if unanswered(state) or secret(state):
        _close_out(console)
    else:
        message = _("The meeting is closed. Press X to complete and export the minutes.")
        console.app.notify(message, timeout=10)


def _nothing_left(console: ConsoleScreen) -> str | None:
    if (reason := unread(console)) or unanswered(console.state) or secret(console.state):
        return reason
    return _("Nothing is left: everything has an outcome.")


@ACTIONS.add(
    "meeting.close-out",
    "f4",
    N_("What is left"),
    N_("Give all that is left unanswered an outcome, by area, in one step"),
    also=N_("unanswered, remaining, close-out"),
    unavailable=_nothing_left,
)
def _close_out(console: ConsoleScreen) -> None:
    from tui.screens.closing.screen import CloseOutScreen

    console.app.push_screen(CloseOutScreen())


def _server_gone(console: ConsoleScreen) -> str | None:
    return refusal_message(Refusal(GONE)) if console.app.health is None else None


@ACTIONS.add(
    "meeting.address",
    "N",
    N_("Address"),
    N_("Put another address of this laptop into the QR"),
    unavailable=_server_gone,
)
async def _address(console: ConsoleScreen) -> None:
    health = console.app.health
    assert health is not None
    choices = [
        Choice(address.host, f"{address.host}  {address.adapter} ({address.kind})")
        for address in health.addresses
        if address.kind != "loopback"  # no phone reaches it
    ]
    if not choices:
        console.app.notify(_("This laptop has no address that phones reach: join the hall's network first."))
        return
    chosen = await console.choose(_("Which address do phones reach?"), choices)
    if chosen is None:
        return
    try:
        await (await console.app.desk.client()).call(control.ADDRESS, control.AddressChoice(chosen))
    except Refusal as refusal:
        console.warn(refusal)


@ACTIONS.add(
    "meeting.link",
    "T",
    N_("Second laptop"),
    N_("Let a secretary at another laptop in, or out again"),
    unavailable=None,
)
def _link(console: ConsoleScreen) -> None:
    from tui.screens.desk_link import DeskLinkScreen

    console.app.push_screen(DeskLinkScreen())


@ACTIONS.add(
    "meeting.halls",
    "Y",
    N_("Other halls"),
    N_("Halls elsewhere in the same meeting: who is there, who is silent, ways in"),
    also=N_("commune, remote, online"),
    unavailable=None,
)
def _halls(console: ConsoleScreen) -> None:
    from tui.screens.halls import HallsScreen

    console.app.push_screen(HallsScreen(console.clock))


@ACTIONS.add(
    "meeting.resume",
    "W",
    N_("Write on"),
    N_("When the disk refuses: try again here, or go on in another folder"),
    unavailable=None,
)
def _resume(console: ConsoleScreen) -> None:
    from tui.screens.resuming import ResumeScreen

    console.app.push_screen(ResumeScreen())


def _commands_already(console: ConsoleScreen) -> str | None:
    health = console.app.health
    return None if health is not None and health.lock_holder else _("This console commands already.")


@ACTIONS.add(
    "meeting.lock",
    "H",
    N_("Command here"),
    N_("Command from this console; another one on this laptop then only shows"),
    unavailable=_commands_already,
)
async def _lock(console: ConsoleScreen) -> None:
    try:
        now = await (await console.app.desk.client()).call(control.TAKE_CONSOLE_LOCK)
    except Refusal as refusal:
        console.warn(refusal)
    else:
        console.app.health = now
        console.app.healths.publish(now)


def _server_runs(console: ConsoleScreen) -> str | None:
    return _("The meeting's server runs.") if console.app.health is not None else None


@ACTIONS.add(
    "meeting.server",
    "R",
    N_("Restart server"),
    N_("Start the meeting's server again"),
    unavailable=_server_runs,
)
async def _server(console: ConsoleScreen) -> None:
    await console.app.restart_server()
