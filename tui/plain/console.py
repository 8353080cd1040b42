"""The console without a screen: the questions a line each, and every action of the console by its key or its name."""

from __future__ import annotations

import asyncio
import secrets
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from language import gettext as _
from language import ngettext
from meeting.areas import UNCLASSIFIED
from meeting.commands.asking import Ask
from meeting.commands.together import in_one_step
from meeting.dialogue import receipts
from meeting.dialogue.queue import EVERYTHING, Filter, Order, progress_of
from meeting.model.question import Channel
from meeting.refusal import Refusal
from minutes import FORMATS, Journal, own_form, write
from store import messages, read_chain
from store.tinydb_journal.errors import JournalError
from tui.plain.app import PlainApp
from tui.plain.screen import PlainScreen
from tui.plain.talking import Gone, Talk
from tui.plain.votes import PlainVotes
from tui.record import RECORD, read
from tui.screens.console.actions import ACTIONS, named
from tui.screens.console.advisor import Advisor
from tui.screens.console.listing import came_since, listed
from tui.screens.console.screen import now
from tui.screens.dialogs.asked import Choice
from tui.screens.dialogs.fast_entry import RECEIPT_BYTES
from tui.screens.votes.screen import VotesScreen
from wording.areas import area_name
from wording.meetings import PHASES, VIEWS
from wording.questions import PROGRESS, outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence
    from pathlib import Path

    from meeting.commands.together import Act
    from meeting.dialogue.lanes import Lane
    from meeting.model.question import Question
    from tui.actions import Action

PAGE = 20
"""Questions told at once."""

QUIT = frozenset({"quit", "exit", "ctrl+q"})
DOCUMENTS = ("docx", "pdf", "xlsx")


class Listing:
    """What handlers know as the console's list: the numbers listed and the chosen one."""

    def __init__(self) -> None:
        self.numbers: Sequence[int] = ()
        self.chosen = 0

    def show(self, numbers: Sequence[int]) -> None:
        """List these; the chosen one stays chosen, or else the first is."""
        self.numbers = numbers
        if self.chosen not in numbers:
            self.chosen = numbers[0] if numbers else 0

    def choose(self, number: int) -> bool:
        """Choose one that is listed; False for another."""
        if number in self.numbers:
            self.chosen = number
        return number in self.numbers

    def action_move(self, step: int) -> None:
        """Choose the one so many further on."""
        if self.numbers:
            at = self.numbers.index(self.chosen) + step
            self.chosen = self.numbers[max(0, min(len(self.numbers) - 1, at))]


async def _search(console: PlainConsole) -> None:
    typed = await console.app.talk.line(_("Search for (empty: everything): "))
    console.wanted = console.wanted._replace(search=typed)
    console.relist()
    console.tell_list()


async def _type_slips(console: PlainConsole) -> None:
    console.app.notify(_("Each line is one question from a paper slip. An empty line ends."))
    while line := await console.app.talk.line(_("Slip: ")):
        receipt = receipts.from_bytes(secrets.token_bytes(RECEIPT_BYTES))
        reply = await console.execute(Ask(line, Channel.PAPER, receipt=receipt))
        if reply is not None and reply.result:
            console.app.notify(_("Recorded as number {number}.").format(number=reply.result["number"]))


async def _export(console: PlainConsole) -> None:
    """Write documents of the meeting as it stands."""
    usual = Choice(DOCUMENTS, _("Word, PDF and Excel"), "1")
    chosen = await console.choose(_("Export"), [usual, Choice(tuple(FORMATS), _("Everything"), "2")])
    if chosen is None:
        return
    folder = console.app.folder
    try:
        written = await asyncio.to_thread(_written, folder, chosen)
    except (JournalError, OSError) as problem:
        console.app.notify(messages.message(problem))
        return
    for path in written:
        console.app.notify(str(path))


def _written(folder: Path, formats: Sequence[str]) -> list[Path]:
    found = read(folder / RECORD)
    return write(
        found.state,
        folder / "exports",
        formats,
        digest=found.reader.digest,
        n=found.reader.n,
        at=datetime.now().astimezone(),
        journal=Journal(*read_chain(folder / RECORD, found.reader.n)),
        template=own_form(folder.parents[1]),
    )


async def _help(console: PlainConsole) -> None:
    console.help()


async def _tell(console: PlainConsole) -> None:
    console.tell_chosen()


async def _back(console: PlainConsole) -> None:
    console.wanted, console.lane = Filter(), None
    console.marked.clear()
    console.relist()
    console.tell_list()


class PlainConsole(PlainScreen):
    """Stands for the console's screen before its handlers."""

    ACTIONS = ACTIONS
    OWN: ClassVar[Mapping[str, Callable[[Any], Coroutine[Any, Any, None]]]] = {
        "find.search": _search,
        "meeting.type": _type_slips,
        "meeting.minutes": _export,
        "help": _help,
        "palette": _help,
        "open": _tell,
        "back": _back,
    }

    def __init__(self, app: PlainApp) -> None:
        super().__init__(app)
        self.queue = Listing()
        self.advisor = Advisor()
        self.wanted = Filter()
        self.order = Order.OLDEST
        self.lane: Lane | None = None
        self.marked: set[int] = set()
        self.last_marked = 0
        self.previewing = False
        self.clock = now
        self._gone_to = 0
        self._told = 0
        app.windows[VotesScreen] = lambda: PlainVotes(app).converse()

    @property
    def chosen(self) -> int:
        """The number of the chosen question, 0 for none."""
        return self.queue.chosen

    @property
    def question(self) -> Question:
        """The chosen question."""
        return self.state.questions[self.chosen]

    def actions(self) -> list[Action[Any]]:
        """The rows with the meeting's own areas."""
        return [action for action in named(self.known) if action.id not in self.LEFT_OUT]

    def relist(self) -> None:
        """List anew, by the lane, filter and order in force."""
        if self.known is not None:
            self.advisor.sort(self.state)
            self.queue.show(listed(self.state, self.advisor, self.lane, self.wanted, self.order))

    def show_lane(self, lane: Lane | None) -> None:
        """List one lane, or all that waits."""
        self.lane = lane
        self.relist()
        self.tell_list()

    def targets(self) -> list[int]:
        """The marked ones that are listed, or else the chosen one."""
        return [number for number in self.queue.numbers if number in self.marked] or [self.chosen]

    async def act(self, acts: list[Act]) -> bool:
        """Do these in one step, and take the marks away once it is done."""
        if await self.execute(in_one_step(acts)) is None:
            return False
        self.marked.clear()
        return True

    def came(self) -> list[int]:
        """The new questions since the host last went to them."""
        return came_since(self.state, self._gone_to) if self.known is not None else []

    def go_to_new(self) -> None:
        """List all that waits, with the first new one chosen."""
        came = self.came()
        self._gone_to = max(self.state.questions, default=0)
        self.wanted, self.lane = Filter(), None
        self.relist()
        if came:
            self.queue.choose(came[0])
        self.tell_list()

    def row(self, number: int) -> str:
        """A question on one line, its standing in words."""
        state, question = self.state, self.state.questions[number]
        said = (
            outcome(question.outcome) if question.outcome is not None else _(PROGRESS[progress_of(question)])
        )
        parts = [f"#{number}", said]
        if question.area != UNCLASSIFIED:
            parts.append(area_name(state, question.area))
        if votes := state.votes_for(number):
            parts.append(ngettext("{count} in support", "{count} in support", votes).format(count=votes))
        if reason := self.advisor.reason(state, number):
            parts.append(reason)
        if number in self.marked:
            parts.append(_("marked"))
        return f"{', '.join(parts)}: {question.text.replace(chr(10), ' ')}"

    def tell_list(self) -> None:
        """Say what is listed, a page from the chosen one on."""
        numbers = list(self.queue.numbers)
        count = ngettext("{count} question listed.", "{count} questions listed.", len(numbers))
        self.app.notify(count.format(count=len(numbers)))
        start = numbers.index(self.chosen) if self.chosen in numbers else 0
        for number in numbers[start : start + PAGE]:
            self.app.notify(self.row(number))
        if left := len(numbers[start + PAGE :]):
            self.app.notify(_("{count} more: choose one by #number, and list from there.").format(count=left))

    def tell_chosen(self) -> None:
        """Say the chosen question whole."""
        if self.chosen in self.state.questions:
            self.app.notify(self.row(self.chosen))
            if (answer := self.state.answers.get(self.chosen)) is not None:
                self.app.notify(f"{answer.speaker}: {answer.text}")

    def _tell_standing(self) -> None:
        """What is new since the last line: arrivals, the projector, who commands."""
        came = self.came()
        if came and came[-1] > self._told:
            self._told = came[-1]
            new = ngettext("{count} new: J goes there", "{count} new: J goes there", len(came))
            self.app.notify(new.format(count=len(came)))
        held = self.app.health.lock_holder if self.app.health is not None else ""
        if held:
            self.app.notify(_("Another console commands. H takes over here."))

    def greet(self) -> None:
        """Say where one is."""
        state = self.state
        shown = _("covered") if state.stage.blank else _(VIEWS[state.stage.view])
        self.app.notify(state.meeting.title)
        wall = _("The projector shows: {what}.").format(what=shown)
        self.app.notify(f"{_(PHASES[state.meeting.phase])}. {wall}")
        if self.app.health is not None and self.app.health.address:
            self.app.notify(self.app.health.address)
        self.app.notify(
            _("Type a key or a name, #number to choose, an empty line to list, ? for help, quit to leave.")
        )
        self._gone_to = self._told = max(state.questions, default=0)
        self.relist()
        self.tell_list()

    async def converse(self) -> None:
        """Take lines until the person leaves. Raises Gone where nothing more can be read."""
        self.greet()
        while self.app.result is None:
            while await self.advisor.ask(self.app.desk):
                pass
            self.relist()
            self._tell_standing()
            typed = await self.app.talk.line(f"#{self.chosen} > " if self.chosen else "> ")
            if typed.casefold() in QUIT:
                return
            await self._take(typed)

    async def _take(self, typed: str) -> None:
        before = self.chosen
        if not typed:
            self.relist()
            self.tell_list()
        elif typed.startswith("?"):
            self.help(typed[1:].strip())
        elif typed.startswith("#") and typed[1:].isdecimal():
            self._choose(int(typed[1:]))
        else:
            await self.obey(typed)
            self.relist()
        if self.chosen and self.chosen != before:
            self.tell_chosen()

    def _choose(self, number: int) -> None:
        if number not in self.state.questions:
            self.warn(Refusal("no-such-question", number=number))
        elif not self.queue.choose(number):
            self.wanted, self.lane = Filter(progress=EVERYTHING), None
            self.relist()
            self.queue.choose(number)


async def _run(folder: Path) -> int:
    app = PlainApp(folder, Talk(sys.stdin, sys.stdout))
    await app.begin()
    try:
        await PlainConsole(app).converse()
    except Gone:
        return 0
    finally:
        await app.end()
    return 0


def run(folder: Path) -> int:
    """Talk about the meeting in `folder` until the person leaves or the pipe ends; return an exit status."""
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # real streams have it
    return asyncio.run(_run(folder))
