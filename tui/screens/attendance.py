"""The attendance at the desk: who is here, who is awaited, and which check-ins by phone are whom on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.commands.attending import (
    ConfirmArrivals,
    MarkPresent,
    RecordAttendance,
    RemoveAttendance,
    SetCheckIn,
)
from meeting.commands.staging import ShowView
from meeting.dialogue.roll import probable_arrivals, roll
from meeting.model.attendance import Arrival, AttendanceEntry
from meeting.model.stage import View
from meeting.refusal import Refusal
from meeting.text import numbers
from meeting.text.folding import name_key
from tui.actions import Actions, Group
from tui.screens.command_screen import HELP
from tui.screens.desk_screen import LEAVE, DeskScreen
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.meeting_screen import unread
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from meeting.state import State

MATCH, HERE, AWAITED = "?", "✓", "·"
"""Signs of a row: a check-in to confirm, somebody here, somebody not here."""

RollRow = Arrival | int
"""A check-in to be confirmed, or the number of an entry."""


ACTIONS: Actions[AttendanceScreen] = Actions(Group.MEETING, unavailable=unread)


def _nobody_chosen(screen: AttendanceScreen) -> str | None:
    if (reason := unread(screen)) or screen.chosen is not None:
        return reason
    return _("Nobody is listed yet: a adds people, o opens check-in by phone.")


@ACTIONS.add(
    "tick",
    "enter",
    N_("Confirm, here or not"),
    N_("Confirm whom a check-in by phone is, or tick somebody as here or not"),
    footer=10,
    unavailable=_nobody_chosen,
)
async def _tick(screen: AttendanceScreen) -> None:
    row = screen.chosen
    if isinstance(row, Arrival):
        await screen.execute(ConfirmArrivals((row,)))
    elif row is not None:
        await screen.execute(MarkPresent(row, not screen.state.attendance[row].present))


def _none_to_confirm(screen: AttendanceScreen) -> str | None:
    if (reason := unread(screen)) or probable_arrivals(screen.state):
        return reason
    return _("Nobody waits to be confirmed.")


@ACTIONS.add(
    "confirm-all",
    "x",
    N_("Confirm all"),
    N_("Confirm every match there is"),
    footer=20,
    unavailable=_none_to_confirm,
)
async def _confirm_all(screen: AttendanceScreen) -> None:
    await screen.execute(ConfirmArrivals(probable_arrivals(screen.state)))


@ACTIONS.add("add", "a", N_("Add"), N_("Add people or units by hand"), footer=30)
async def _add(screen: AttendanceScreen) -> None:
    fields = [
        FormField("name", _("Person or unit")),
        FormField("post", _("Post (may stay empty)")),
        FormField("organisation", _("Organisation (may stay empty)")),
        FormField("count", _("How many people"), "1", limit=5),
    ]

    async def send(values: dict[str, str]) -> None:
        try:
            count = numbers.read_whole(values["count"], "count")
        except Refusal:
            raise Refusal("bad-count") from None
        entry = AttendanceEntry(values["name"], values["organisation"], values["post"], count)
        await screen.send(RecordAttendance((entry,)))

    while await screen.ask(_("Attendance"), fields, send):
        screen.app.notify(_("Added. Enter the next, or press Esc."))


@ACTIONS.add(
    "import",
    "F",
    N_("From a file"),
    N_("Bring in a list of people: who was invited, or who is here"),
    footer=35,
)
async def _import(screen: AttendanceScreen) -> None:
    from intake.sniffing import LISTED
    from tui.screens.dialogs.choose import ChooseDialog
    from tui.screens.dialogs.import_subjects import People
    from tui.screens.dialogs.importing import ImportDialog
    from tui.screens.dialogs.path import PathDialog

    title = _("A list of people (.xlsx, .ods, .csv, .docx, .txt)")
    path = await screen.app.push_screen_wait(PathDialog(title, LISTED))
    if not path:
        return
    choices = [
        Choice(True, _("Those who were invited: each is here once they arrive"), "i"),
        Choice(False, _("Those who are here"), "h"),
    ]
    invited = await screen.app.push_screen_wait(ChooseDialog(_("Who is on this list?"), choices))
    if invited is None:
        return
    dialog = ImportDialog(path, People(screen.state.attendance, invited=invited))
    command = await screen.app.push_screen_wait(dialog)
    if command is not None and await screen.execute(command) is not None:
        screen.app.notify(_("The list is recorded. In the console, z takes it all back."))


@ACTIONS.add(
    "remove",
    "d",
    N_("Remove"),
    N_("Take somebody off the attendance"),
    footer=40,
    destructive=True,
    unavailable=_nobody_chosen,
)
async def _remove(screen: AttendanceScreen) -> None:
    row = screen.chosen
    number = row.check_in if isinstance(row, Arrival) else row
    assert number is not None
    about = _named(screen.state.attendance[number])
    if await screen.confirm(_("Take off the attendance?"), about, _("Yes, take off")):
        await screen.execute(RemoveAttendance(number))


@ACTIONS.add("check-in", "o", N_("Check-in"), N_("Open or close check-in by phone"), footer=50)
async def _check_in(screen: AttendanceScreen) -> None:
    await screen.execute(SetCheckIn(not screen.state.meeting.check_in_open))


@ACTIONS.add(
    "code",
    "q",
    N_("QR on the projector"),
    N_("Open check-in, and put its code on the projector"),
    group=Group.STAGE,
    footer=60,
)
async def _code(screen: AttendanceScreen) -> None:
    if screen.state.meeting.check_in_open or await screen.execute(SetCheckIn(open=True)) is not None:
        await screen.execute(ShowView(View.ATTENDANCE))


class AttendanceScreen(DeskScreen):
    """Enter confirms a match, or ticks somebody as here or not here."""

    ACTIONS = (*ACTIONS, *LEAVE, *HELP)
    TITLE_WORDS = N_("Attendance")
    HELP_TITLE = TITLE_WORDS
    TABLES = frozenset({"attendance", "meetings"})

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[RollRow] = []

    def body(self) -> Iterator[Widget]:
        """Counts and the list."""
        yield Plain(id="roll", classes="about")
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """The list has the keyboard."""
        self.query_one(OptionList).focus()

    def paint(self) -> None:
        """The counts and the list as they are now; the cursor stays on whom it was on."""
        state = self.known
        if state is None:
            return
        self.query_one("#roll", Plain).show(_summary(state))
        chosen, listed = self.chosen, self.query_one(OptionList)
        self._rows = _rows(state)
        at = listed.highlighted or 0
        listed.clear_options()
        listed.add_options([Option(_line(state, row)) for row in self._rows])
        if self._rows:
            at = self._rows.index(chosen) if chosen in self._rows else min(at, len(self._rows) - 1)
            listed.highlighted = at

    @property
    def chosen(self) -> RollRow | None:
        """The row under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def on_option_list_option_selected(self) -> None:
        """Enter or a click."""
        self.action_do("tick")


def _rows(state: State) -> list[RollRow]:
    """What waits to be confirmed, then who was invited and is not here, then everybody else, by name."""
    matches = probable_arrivals(state)
    matched = {number for arrival in matches for number in (arrival.check_in,)}
    numbers = sorted(
        (number for number in state.attendance if number not in matched),
        key=lambda number: (
            state.attendance[number].present,
            name_key(state.attendance[number].name),
            number,
        ),
    )
    return [*matches, *numbers]


def _line(state: State, row: RollRow) -> Content:
    if isinstance(row, Arrival):
        check_in, listed = state.attendance[row.check_in], state.attendance[row.listed]
        message = _("{check_in}  is on the list as  {listed}").format(
            check_in=_named(check_in), listed=_named(listed)
        )
        return Content.assemble((f" {MATCH} ", "bold $warning"), literal(message))
    entry = state.attendance[row]
    sign = Content.styled(f" {HERE if entry.present else AWAITED} ", "bold $success" if entry.present else "")
    message = _("by phone") if entry.receipt else ""
    by_phone = Content.styled(f"  {message}", "$foreground 60%")
    return Content.assemble(sign, literal(_named(entry)), by_phone)


def _named(entry: AttendanceEntry) -> str:
    words = ", ".join(part for part in (entry.name, entry.post, entry.organisation) if part)
    return words if entry.count == 1 else f"{words}: {entry.count}"


def _summary(state: State) -> Content:
    """Whether phones may check in, and the counts."""
    counted = roll(state)
    door = _("Check-in by phone: open") if state.meeting.check_in_open else _("Check-in by phone: closed")
    parts = [_("{count} here").format(count=counted.present)]
    if counted.by_phone:
        parts.append(_("{count} by phone").format(count=counted.by_phone))
    if counted.invited:
        parts.append(
            _("{arrived}/{invited} invited").format(arrived=counted.arrived, invited=counted.invited)
        )
    if waiting := len(probable_arrivals(state)):
        parts.append(_("{count} to confirm").format(count=waiting))
    return Content(f"{door}\n{' · '.join(parts)}")
