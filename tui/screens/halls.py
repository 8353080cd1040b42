"""The meeting's other halls at the desk: how each does, who is awaited, and the ways in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from language import ngettext
from link import control, hall_link
from meeting import limits
from meeting.commands.calling import CallHall, EndCall
from meeting.dialogue.calls import open_call
from meeting.model.profile import Phase
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.desk import refusal_message
from tui.screens.command_screen import HELP
from tui.screens.desk_screen import LEAVE, DeskScreen
from tui.screens.dialogs.asked import FormField
from tui.screens.meeting_screen import unread
from tui.terminal_filter import sanitize
from tui.widgets.measure import cut
from tui.widgets.plain import Plain, literal
from wording.dates import time_of_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.widget import Widget

    from link.hall_link import HallInvitation, HallsReport, HallStanding

HERE, SILENT, NOT_YET, CALLED = "✓", "!", "·", "►"
"""Signs of a row: a hall that is heard, one that is not, one that has not come in yet, the one that is called."""

NAME_WIDTH = 24

ACTIONS: Actions[HallsScreen] = Actions(Group.MEETING)


def _none_chosen(screen: HallsScreen) -> str | None:
    return None if screen.chosen is not None else _("No hall is named yet: a names one.")


def _cannot_call(screen: HallsScreen) -> str | None:
    if (reason := unread(screen) or _none_chosen(screen)) is not None:
        return reason
    if screen.state.meeting.phase is not Phase.OPEN:
        return _("The meeting is not open.")
    hall = screen.chosen
    return None if hall is None or hall.joined else _("This hall has not come in yet.")


@ACTIONS.add(
    "call",
    "enter c",
    N_("Call, end the turn"),
    N_("Call this hall to speak: its wall and all others say so; again: end its turn"),
    group=Group.STAGE,
    footer=10,
    unavailable=_cannot_call,
)
async def _call(screen: HallsScreen) -> None:
    hall = screen.chosen
    assert hall is not None
    is_called = screen.called == hall.name
    await screen.execute(EndCall() if is_called else CallHall(hall.name))


@ACTIONS.add("add", "a", N_("Name a hall"), N_("Name another hall and get its code, good once"), footer=20)
async def _add(screen: HallsScreen) -> None:
    async def send(values: dict[str, str]) -> None:
        await screen.invite(values["hall"])

    field = FormField("hall", _("Name of the hall"), limit=limits.LINE_GRAPHEMES)
    await screen.ask(_("Another hall"), [field], send)


@ACTIONS.add(
    "code",
    "n",
    N_("New code"),
    N_("A new code for this hall; the laptop that is in now is let in no more"),
    footer=30,
    unavailable=_none_chosen,
)
async def _code(screen: HallsScreen) -> None:
    hall = screen.chosen
    assert hall is not None
    about = _(
        "The laptop of {hall} is cut off until it comes in with the new code. What waits there stays there."
    )
    if hall.joined and not await screen.confirm(
        _("A new code?"), about.format(hall=hall.name), _("Yes, a new code")
    ):
        return
    try:
        await screen.invite(hall.name)
    except Refusal as refusal:
        screen.warn(refusal)


@ACTIONS.add(
    "remove",
    "d",
    N_("Let in no more"),
    N_("Take this hall out of the meeting; its questions stay in the record"),
    footer=40,
    destructive=True,
    unavailable=_none_chosen,
)
async def _remove(screen: HallsScreen) -> None:
    hall = screen.chosen
    assert hall is not None
    about = _("{hall} is let in no more, and votes are counted without it. Its questions stay in the record.")
    if await screen.confirm(_("Take the hall out?"), about.format(hall=hall.name), _("Yes, take it out")):
        await screen.call(control.REVOKE_HALL, hall_link.HallName(hall.name))


def _none_awaited(screen: HallsScreen) -> str | None:
    if screen.report is not None and screen.report.awaited:
        return None
    return _("No closed vote waits for a hall.")


@ACTIONS.add(
    "without",
    "w",
    N_("Count without"),
    N_("Count the closed vote without the ballots of the halls it waits for"),
    footer=50,
    destructive=True,
    unavailable=_none_awaited,
)
async def _without(screen: HallsScreen) -> None:
    assert screen.report is not None
    about = _("Ballots of {halls} that come later are not counted, and are destroyed there.")
    halls = ", ".join(awaited_halls(screen.report))
    if await screen.confirm(_("Count without them?"), about.format(halls=halls), _("Yes, count now")):
        await screen.call(control.COUNT_WITHOUT)


class HallsScreen(DeskScreen):
    """What is shown of halls is asked of the server each time it says how it does, and is in no record."""

    ACTIONS = (*ACTIONS, *LEAVE, *HELP)
    TITLE_WORDS = N_("Other halls")
    HELP_TITLE = TITLE_WORDS
    TABLES = frozenset({"calls", "meetings"})

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self.report: HallsReport | None = None
        """None until the server said how halls do."""
        self._invitation: HallInvitation | None = None
        self._problem = ""

    def body(self) -> Iterator[Widget]:
        """All together, each hall, and the way in for one."""
        yield Plain(id="halls", classes="about")
        yield OptionList(markup=False)
        yield Plain(id="way-in")
        yield Plain(classes="problem")

    def on_mount(self) -> None:
        """Ask now, and whenever the server is asked how it does."""
        self.query_one(OptionList).focus()
        self.app.healths.subscribe(self, lambda _health: self._ask_again())
        self._ask_again()

    def _ask_again(self) -> None:
        self.run_worker(self.call(control.HALLS), exclusive=True, group="halls")

    async def call(self, call: control.ControlCall[Any, HallsReport], request: Any = None) -> None:
        """Ask the server something that says how halls then do."""
        try:
            self.report = await (await self.app.desk.client()).call(call, request)
            self._problem = ""
        except Refusal as refusal:
            self._problem = refusal_message(refusal)
        self.paint()

    async def invite(self, name: str) -> None:
        """Have a hall named, and show its way in. Raises Refusal."""
        client = await self.app.desk.client()
        self._invitation = await client.call(control.INVITE_HALL, hall_link.HallName(name))
        await self.call(control.HALLS)

    @property
    def chosen(self) -> HallStanding | None:
        """The hall under the cursor."""
        at = self.query_one(OptionList).highlighted
        halls = self.report.halls if self.report is not None else ()
        return halls[at] if at is not None and at < len(halls) else None

    @property
    def called(self) -> str:
        """The hall that has its turn to speak; empty for none."""
        found = open_call(self.known) if self.known is not None else None
        return found[1].hall if found is not None else ""

    def on_option_list_option_selected(self) -> None:
        """Enter or a click."""
        self.action_do("call")

    def paint(self) -> None:
        """How halls do now; the cursor stays where it is."""
        problem = self.query_one(".problem", Plain)
        problem.show(self._problem)
        problem.set_class(bool(self._problem), "-shown")
        if self.report is None:
            return
        self.query_one("#halls", Plain).show(_summary(self.report))
        listed = self.query_one(OptionList)
        rows = [self._row(hall) for hall in self.report.halls]
        if len(rows) == listed.option_count:
            for place, row in enumerate(rows):
                listed.replace_option_prompt_at_index(place, row)
        else:
            at = listed.highlighted or 0
            listed.clear_options()
            listed.add_options([Option(row) for row in rows])
            listed.highlighted = min(at, len(rows) - 1) if rows else None
        self._show_way_in()
        self.show_keys()

    def _row(self, hall: HallStanding) -> Content:
        return row(hall, self._clock(), is_called=hall.name == self.called)

    def _show_way_in(self) -> None:
        """What to type at the hall named last, until it has come in."""
        invitation, report = self._invitation, self.report
        if invitation is None or report is None:
            return
        if any(hall.name == invitation.name and hall.joined for hall in report.halls):
            self._invitation = None
            self.query_one("#way-in", Plain).show("")
            return
        said = _("At {hall}, type this; the code is good once:").format(hall=invitation.name)
        typed = f"  doithoai hall --of {invitation.address} --code {invitation.code}"
        self.query_one("#way-in", Plain).show(
            Content("\n").join([literal(said), Content.styled(typed, "bold $primary")])
        )


def awaited_halls(report: HallsReport) -> list[str]:
    """The halls that closed votes wait for, by name."""
    return sorted({hall for vote in report.awaited for hall in vote.halls})


def row(hall: HallStanding, now: datetime, *, is_called: bool = False) -> Content:
    """A hall in a row: sign, name, and how it does. No name is markup, and no meaning hangs on a colour."""
    sign = SILENT if hall.is_silent else HERE if hall.joined else NOT_YET
    if is_called and not hall.is_silent:
        sign = CALLED
    name = cut(sanitize(hall.name), NAME_WIDTH)
    padded = name + " " * (NAME_WIDTH - cell_len(name))
    said = " · ".join([*([_("has its turn")] if is_called else ()), *_standing(hall, now)])
    return Content.styled(f" {sign} {padded} {said}", "bold" if hall.is_silent or is_called else "")


def _standing(hall: HallStanding, now: datetime) -> Iterator[str]:
    if not hall.joined:
        yield _("not there yet")
    elif hall.is_silent:
        since = time_of_day(now - timedelta(seconds=hall.silent))
        yield _("silent since {time}").format(time=since)
    else:
        yield ngettext("{count} phone", "{count} phones", hall.phones).format(count=hall.phones)
    yield ngettext("{count} question", "{count} questions", hall.questions).format(count=hall.questions)
    if hall.waiting:
        waiting = ngettext("{count} waits there", "{count} wait there", hall.waiting)
        yield waiting.format(count=hall.waiting)
    if hall.joined and hall.behind:
        behind = ngettext("{count} entry behind", "{count} entries behind", hall.behind)
        yield behind.format(count=hall.behind)


def _summary(report: HallsReport) -> Content:
    """How many halls, how many are silent, and which votes wait for whom."""
    if not report.halls:
        return literal(
            _(
                "Another hall is a laptop elsewhere with its own Wi-Fi, QR code and projector; what is asked there "
                "comes into this list. Press a to name one: it comes in by a code."
            )
        )
    joined = [hall for hall in report.halls if hall.joined]
    silent = sum(hall.is_silent for hall in joined)
    count = ngettext("{count} hall", "{count} halls", len(report.halls)).format(count=len(report.halls))
    phones = sum(hall.phones for hall in joined)
    parts = [count, ngettext("{count} phone", "{count} phones", phones).format(count=phones)]
    if silent:
        parts.append(ngettext("{count} silent", "{count} silent", silent).format(count=silent))
    lines = [literal(" · ".join(parts))]
    if awaited := awaited_halls(report):
        waits = _("A closed vote waits for the ballots of {halls}. w counts it without them.")
        lines.append(Content.styled(sanitize(waits.format(halls=", ".join(awaited))), "bold $warning"))
    return Content("\n").join(lines)
