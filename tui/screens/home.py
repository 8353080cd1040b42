"""The home screen: the meetings on this laptop with their phase, and the way to a new one."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.refusal import Refusal
from tui.actions import Actions, Group, footer
from tui.rehearsals import rehearsal_of, wipe
from tui.screens.command_screen import HELP, WINDOW, CommandScreen
from tui.screens.home_words import beginning, meeting_row, owed_words
from tui.screens.new_meeting import NewMeetingScreen
from tui.screens.register.actions import Register
from tui.summaries import Owed, Summary, owed, summaries
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from link.library import MeetingLibrary
    from meeting.model.profile import Meeting
    from tui.screens.new_meeting import Create
    from tui.screens.register.source import RegisterSource


SHOWN_EVERY = 0.2
"""Least seconds between two showings of a list that grows: each one lays out all of it."""

HOST, STAGE, SECRETARY = "host", "stage", "secretary"

ACTIONS: Actions[HomeScreen] = Actions(Group.MEETING)


def _no_meeting(home: HomeScreen) -> str | None:
    if home.highlighted is None:
        return _("There is no meeting on this laptop yet. Press Enter to make the first.")
    return None


def _unreadable(home: HomeScreen) -> str | None:
    """Why the meeting a key is about cannot be opened."""
    chosen = home.highlighted
    if chosen is None or chosen.meeting is not None:
        return _no_meeting(home)
    message = _("This record cannot be opened here. “doithoai verify {id}” tells more.")
    return message.format(id=chosen.id)


def _unreadable_if_any(home: HomeScreen) -> str | None:
    return _unreadable(home) if home.highlighted is not None else None


@ACTIONS.add(
    "home.host", "enter h", N_("Host"), N_("Run this meeting"), footer=1, unavailable=_unreadable_if_any
)
def _host(home: HomeScreen) -> None:
    """With no meeting yet, make the first."""
    if home.highlighted is not None:
        home.open(HOST)
    else:
        home.action_do("home.new")


@ACTIONS.add("home.new", "n", N_("New meeting"), N_("Make a meeting, in less than a minute"), footer=2)
def _new(home: HomeScreen) -> None:
    """It begins with what the last real meeting had, and leads straight into it."""

    def made(meeting: str | None) -> None:
        if meeting:
            home.choose_meeting(meeting, HOST)

    home.app.push_screen(NewMeetingScreen(home.create, home.profiles), made)


@ACTIONS.add(
    "home.stage",
    "p",
    N_("Projector"),
    N_("Show the hall's view of this meeting"),
    footer=3,
    unavailable=_unreadable,
)
def _stage(home: HomeScreen) -> None:
    home.open(STAGE)


@ACTIONS.add(
    "home.secretary",
    "s",
    N_("Secretary"),
    N_("Write the minutes of this meeting"),
    footer=4,
    unavailable=_unreadable,
)
def _secretary(home: HomeScreen) -> None:
    home.open(SECRETARY)


def _no_register(home: HomeScreen) -> str | None:
    return None if home.register is not None else _("There is no register here.")


@ACTIONS.add(
    "home.register",
    "t",
    N_("Register"),
    N_("What all meetings still owe, and to whom"),
    footer=5,
    unavailable=_no_register,
)
def _register(home: HomeScreen) -> None:
    """What is owed may have changed on the register's screen."""
    assert home.register is not None

    def left(_nothing: None) -> None:
        home.read()

    home.app.push_screen(Register(home.register), left)


@ACTIONS.add(
    "home.rehearse",
    "d",
    N_("Rehearse"),
    N_("Try phones and screens with a copy of this meeting; the meeting itself is not touched"),
    footer=12,
    unavailable=_unreadable,
)
async def _rehearse(home: HomeScreen) -> None:
    chosen = home.highlighted
    assert chosen is not None
    assert chosen.state is not None
    try:
        made = await asyncio.to_thread(home.create, rehearsal_of(chosen.state))
    except Refusal as refusal:
        home.warn(refusal)
    else:
        home.choose_meeting(made.id, HOST)


def _no_rehearsal(home: HomeScreen) -> str | None:
    chosen = home.highlighted
    if chosen is None or (chosen.meeting is not None and chosen.meeting.rehearsal):
        return _no_meeting(home)
    return _("Only a rehearsal can be wiped. A real meeting's record stays.")


@ACTIONS.add(
    "home.wipe",
    "w",
    N_("Wipe rehearsal"),
    N_("Remove a rehearsal and everything in it"),
    destructive=True,
    unavailable=_no_rehearsal,
)
async def _wipe(home: HomeScreen) -> None:
    chosen = home.highlighted
    assert chosen is not None
    assert chosen.meeting is not None
    lost = _("Its questions, answers and exported files are removed for good.")
    about = f"{chosen.meeting.title}\n{lost}"
    if not await home.confirm(_("Wipe rehearsal"), about, _("Yes, wipe it")):
        return
    try:
        await asyncio.to_thread(wipe, home.library.find(chosen.id))
    except (Refusal, OSError) as problem:
        home.warn(problem if isinstance(problem, Refusal) else str(problem))
    home.reload()


@ACTIONS.add("home.reload", "r", N_("Read again"), N_("Look for meetings again"))
def _reload(home: HomeScreen) -> None:
    home.reload()


class HomeScreen(CommandScreen[None]):
    """Calls `choose` with a meeting's id and the screen to open for it."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = ""  # an empty list would swallow the Enter that makes the first meeting
    ACTIONS = (*ACTIONS, *HELP, *WINDOW)

    def __init__(
        self,
        library: MeetingLibrary,
        create: Create,
        choose: Callable[[str, str], None],
        register: RegisterSource | None = None,
    ) -> None:
        super().__init__()
        self.register = register
        self.library = library
        self.create = create
        self.choose_meeting = choose
        self._summaries: list[Summary] = []
        self._owed = Owed(0, 0)

    def compose(self) -> ComposeResult:
        """A heading, the meetings (or how to begin), and what they still owe."""
        yield Plain("", id="heading")
        yield OptionList(id="meetings", markup=False)
        yield Plain("", id="beginning")
        yield Plain("", id="owed")
        yield KeyBar(footer(self.ACTIONS))

    def on_mount(self) -> None:
        """Read the library; what was read before stands until then."""
        self.paint()
        self.read()

    @work(thread=True, exclusive=True)
    def read(self) -> None:
        """Read the meetings, newest first, and show them as they become known."""
        worker = get_current_worker()
        known: list[Summary] = []
        shown_at = 0.0
        for summary in summaries(self.library):
            known.append(summary)
            if worker.is_cancelled:
                return
            if time.monotonic() - shown_at >= SHOWN_EVERY:
                self.app.call_from_thread(self._known, list(known))
                shown_at = time.monotonic()
        self.app.call_from_thread(self._known, known, owed(known, date.today()))  # noqa: DTZ011  the laptop's own day

    def _known(self, known: list[Summary], owing: Owed | None = None) -> None:
        self._summaries = known if owing is not None or len(known) > len(self._summaries) else self._summaries
        self._owed = owing or self._owed
        self.paint()

    def paint(self) -> None:
        """What is known of the library so far."""
        under = "   ·   ".join((_("on this laptop"), _("Ctrl+Q: quit")))
        heading = Content.assemble((_("Dialogue meetings"), "bold"), "\n", (under, "$foreground 65%"))
        self.query_one("#heading", Plain).show(heading)
        listed = self.query_one("#meetings", OptionList)
        highlighted = listed.highlighted
        listed.clear_options()
        listed.add_options([Option(meeting_row(summary)) for summary in self._summaries])
        self.set_class(not self._summaries, "-empty")
        if self._summaries:
            listed.highlighted = min(highlighted or 0, len(self._summaries) - 1)
            listed.focus()
        else:
            self.set_focus(None)
        self.query_one("#beginning", Plain).show(beginning())
        self.query_one("#owed", Plain).show(owed_words(self._owed))

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """Enter or a click opens the meeting."""
        self.action_do("home.host")

    @property
    def highlighted(self) -> Summary | None:
        """The meeting a key is about."""
        at = self.query_one("#meetings", OptionList).highlighted
        return self._summaries[at] if at is not None and self._summaries else None

    @property
    def profiles(self) -> list[Meeting]:
        """The profiles of the real meetings, the newest first."""
        known = (one.meeting for one in self._summaries if one.meeting is not None)
        return [meeting for meeting in known if not meeting.rehearsal]

    def open(self, screen: str) -> None:
        """Open a screen of the highlighted meeting."""
        if self.highlighted is not None:
            self.choose_meeting(self.highlighted.id, screen)

    def reload(self) -> None:
        """Read the library again."""
        self._summaries = []
        self.read()
