"""The home screen: the meetings on this laptop with their phase, and the way to a new one."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from language import gettext as _
from meeting.refusal import Refusal
from tui.actions import bindings, command_keys
from tui.desk import refusal_message
from tui.rehearsals import rehearsal_of, wipe
from tui.screens.command_screen import CommandScreen
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.help import HelpScreen
from tui.screens.home_keys import ACTIONS, HOST, SECRETARY, STAGE
from tui.screens.home_words import beginning, meeting_row, owed_words
from tui.screens.new_meeting import NewMeetingScreen
from tui.screens.palette import PaletteScreen
from tui.screens.register.screen import RegisterScreen
from tui.summaries import Owed, Summary, owed, summaries
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from link.library import MeetingLibrary
    from tui.screens.new_meeting import Create
    from tui.screens.register.source import RegisterSource


class HomeScreen(CommandScreen):
    """Calls `choose` with a meeting's id and the screen to open for it."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = ""  # an empty list would swallow the Enter that makes the first meeting
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]
    COMMAND_KEYS = command_keys(ACTIONS)

    def __init__(
        self,
        library: MeetingLibrary,
        create: Create,
        choose: Callable[[str, str], None],
        register: RegisterSource | None = None,
    ) -> None:
        super().__init__()
        self._register = register
        self._library = library
        self._create = create
        self._choose = choose
        self._summaries: list[Summary] = []
        self._owed = Owed(0, 0)
        self._draft: dict[str, str] = {}
        """What was typed for a new meeting when the person turned back."""

    def compose(self) -> ComposeResult:
        """A heading, the meetings (or how to begin), and what they still owe."""
        yield Plain("", id="heading")
        yield OptionList(id="meetings", markup=False)
        yield Plain("", id="beginning")
        yield Plain("", id="owed")
        yield KeyBar(ACTIONS)

    def on_mount(self) -> None:
        """Read the library; what was read before stands until then."""
        self._paint()
        self.read()

    @work(thread=True, exclusive=True)
    def read(self) -> None:
        """Read the meetings, newest first, and show each as soon as it is known."""
        worker = get_current_worker()
        known: list[Summary] = []
        for summary in summaries(self._library):
            known.append(summary)
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._known, list(known))
        self.app.call_from_thread(self._known, known, owed(known, date.today()))  # noqa: DTZ011  the laptop's own day

    def _known(self, known: list[Summary], owing: Owed | None = None) -> None:
        self._summaries = known if owing is not None or len(known) > len(self._summaries) else self._summaries
        self._owed = owing or self._owed
        self._paint()

    def _paint(self) -> None:
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
        self.action_home_host()

    def _highlighted(self) -> Summary | None:
        """The meeting a key is about; where there is none, say what to press first."""
        place = self.query_one("#meetings", OptionList).highlighted
        if place is not None and self._summaries:
            return self._summaries[place]
        self.app.notify(_("There is no meeting on this laptop yet. Press Enter to make the first."))
        return None

    def _readable(self) -> Summary | None:
        """The meeting a key is about if its record could be read; what to do otherwise is said."""
        chosen = self._highlighted()
        if chosen is None or chosen.meeting is not None:
            return chosen
        message = _("This record cannot be opened here. “doithoai verify {id}” tells more.").format(
            id=chosen.id
        )
        self.app.notify(message, severity="warning", timeout=10)
        return None

    def _open(self, screen: str) -> None:
        if (chosen := self._readable()) is not None:
            self._choose(chosen.id, screen)

    def action_home_host(self) -> None:
        """Open the console; with no meeting yet, make the first."""
        if self._summaries:
            self._open(HOST)
        else:
            self.action_home_new()

    def action_home_stage(self) -> None:
        """Open the hall's view in this window."""
        self._open(STAGE)

    def action_home_secretary(self) -> None:
        """Open the secretary's screen."""
        self._open(SECRETARY)

    def action_home_new(self) -> None:
        """Make a meeting and go straight into it."""
        real = (
            one.meeting for one in self._summaries if one.meeting is not None and not one.meeting.rehearsal
        )
        last = next(real, None)
        self.app.push_screen(NewMeetingScreen(self._create, last, self._draft), self._made)

    def _made(self, meeting: str | None) -> None:
        if meeting:
            self._choose(meeting, HOST)

    def action_home_register(self) -> None:
        """Open the register of all meetings."""
        if self._register is not None:
            self.app.push_screen(RegisterScreen(self._register), self._worked)

    def _worked(self, _nothing: None) -> None:
        """What is owed may have changed on the register's screen."""
        self.read()

    @work
    async def action_home_rehearse(self) -> None:
        """Make a rehearsal of this meeting and go into it."""
        chosen = self._readable()
        if chosen is None or chosen.state is None:
            return
        try:
            made = await asyncio.to_thread(self._create, rehearsal_of(chosen.state))
        except Refusal as refusal:
            self.app.notify(refusal_message(refusal), severity="warning")
        else:
            self._choose(made.id, HOST)

    @work
    async def action_home_wipe(self) -> None:
        """Remove a rehearsal, after asking."""
        chosen = self._highlighted()
        if chosen is None:
            return
        if chosen.meeting is None or not chosen.meeting.rehearsal:
            self.app.notify(_("Only a rehearsal can be wiped. A real meeting's record stays."))
            return
        lost = _("Its questions, answers and exported files are removed for good.")
        about = f"{chosen.meeting.title}\n{lost}"
        if not await self.app.push_screen_wait(ConfirmDialog(_("Wipe rehearsal"), about, _("Yes, wipe it"))):
            return
        try:
            await asyncio.to_thread(wipe, self._library.find(chosen.id))
        except (Refusal, OSError) as problem:
            message = refusal_message(problem) if isinstance(problem, Refusal) else str(problem)
            self.app.notify(message, severity="error")
        self.action_home_reload()

    def action_home_reload(self) -> None:
        """Read the library again."""
        self._summaries = []
        self.read()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(HelpScreen(_("Keys"), ACTIONS))

    async def action_palette(self) -> None:
        """Find an action by its name."""
        self.app.push_screen(PaletteScreen(ACTIONS), self._picked)

    async def _picked(self, action: object) -> None:
        if action is not None:
            await self.run_action(action.method)  # type: ignore[attr-defined]  # the palette gives an Action or None

    def action_theme(self) -> None:
        """Go to the next theme."""
        self.app.action_next_theme()  # type: ignore[attr-defined]  # every app of ours has it

    def action_language(self) -> None:
        """Switch between Vietnamese and English."""
        self.app.action_switch_language()  # type: ignore[attr-defined]  # every app of ours has it

    def retranslate(self) -> None:
        """Say everything anew in the language now in force."""
        self._paint()
        self.query_one(KeyBar).refresh()
