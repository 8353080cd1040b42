"""The attendance at the desk: who is here, who is awaited, and which check-ins by phone are whom on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

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
from meeting.text.folding import name_key
from tui.following import FollowingApp
from tui.screens.dialogs.asked import FormField
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.dialogs.dialog import Dialog
from tui.screens.dialogs.form import FormDialog
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from meeting.decision import Command
    from meeting.state import State
    from tui.feed import Seen

MATCH, HERE, AWAITED = "?", "✓", "·"
"""Signs of a row: a check-in to confirm, somebody here, somebody not here."""

RollRow = Arrival | int
"""A check-in to be confirmed, or the number of an entry."""


class AttendanceDialog(Dialog[None]):
    """Follows the record while it is open. Enter confirms a match, or ticks somebody as here or not here."""

    app = getters.app(FollowingApp)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False),
        Binding("a", "add", show=False),
        Binding("x", "confirm_all", show=False),
        Binding("o", "door", show=False),
        Binding("q", "show_code", show=False),
        Binding("d", "remove", show=False),
    ]

    def __init__(self, drafts: dict[str, dict[str, str]]) -> None:
        super().__init__(_("Attendance"))
        self._drafts = drafts
        self._rows: list[RollRow] = []

    def compose(self) -> ComposeResult:
        """Counts, the list, the keys."""
        with self.box():
            yield Plain(id="roll", classes="about")
            yield OptionList(markup=False)
            yield Plain(
                _(
                    "Enter: confirm, here or not · X: confirm all · A: add · D: remove\n"
                    "O: open or close check-in  ·  Q: QR on the projector  ·  Esc: done"
                ),
                classes="keys",
            )

    def on_mount(self) -> None:
        """Follow the record."""
        self.app.changes.subscribe(self, self._follow)
        if self.app.seen is not None:
            self._follow(self.app.seen)
        self.query_one(OptionList).focus()

    @property
    def _state(self) -> State | None:
        seen = self.app.seen
        return seen.state if seen is not None and seen.state.meetings else None

    def _follow(self, seen: Seen) -> None:
        if seen.tables is not None and not seen.tables & {"attendance", "meetings"} and self._rows:
            return
        self.query_one("#roll", Plain).show(_summary(seen.state))
        chosen = self._chosen
        self._rows = _rows(seen.state)
        shown = self.query_one(OptionList)
        place = shown.highlighted or 0
        shown.clear_options()
        shown.add_options([Option(_line(seen.state, row)) for row in self._rows])
        if self._rows:
            place = self._rows.index(chosen) if chosen in self._rows else min(place, len(self._rows) - 1)
            shown.highlighted = place

    @property
    def _chosen(self) -> RollRow | None:
        place = self.query_one(OptionList).highlighted
        return self._rows[place] if place is not None and place < len(self._rows) else None

    @work
    async def _execute(self, command: Command) -> None:
        await self.app.execute(command)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Confirm the match, or tick the entry."""
        if self._state is None or event.option_index >= len(self._rows):
            return
        row = self._rows[event.option_index]
        if isinstance(row, Arrival):
            self._execute(ConfirmArrivals((row,)))
        else:
            self._execute(MarkPresent(row, not self._state.attendance[row].present))

    def action_confirm_all(self) -> None:
        """Confirm every match there is."""
        if self._state is not None and (arrivals := probable_arrivals(self._state)):
            self._execute(ConfirmArrivals(arrivals))

    def action_door(self) -> None:
        """Open or close check-in by phone."""
        if self._state is not None:
            self._execute(SetCheckIn(not self._state.meeting.check_in_open))

    @work
    async def action_show_code(self) -> None:
        """Open check-in, and put its code on the projector."""
        state = self._state
        if state is None:
            return
        if state.meeting.check_in_open or await self.app.execute(SetCheckIn(open=True)) is not None:
            await self.app.execute(ShowView(View.ATTENDANCE))

    @work
    async def action_remove(self) -> None:
        """Take an entry out, after asking."""
        row, state = self._chosen, self._state
        if row is None or state is None:
            return
        number = row.check_in if isinstance(row, Arrival) else row
        about = _named(state.attendance[number])
        if await self.app.push_screen_wait(
            ConfirmDialog(_("Take off the attendance?"), about, _("Yes, take off"))
        ):
            await self.app.execute(RemoveAttendance(number))

    @work
    async def action_add(self) -> None:
        """Add people or units by hand."""
        await add(self.app, self._drafts)


async def add(app: FollowingApp[object], drafts: dict[str, dict[str, str]]) -> None:
    """A form for one entry after another, until it is left."""
    asked = [
        FormField("name", _("Person or unit")),
        FormField("post", _("Post (may stay empty)")),
        FormField("organisation", _("Organisation (may stay empty)")),
        FormField("count", _("How many people"), "1", limit=5),
    ]

    async def send(values: dict[str, str]) -> None:
        count = values["count"].strip()
        if not (count.isascii() and count.isdigit()):
            raise Refusal("bad-count")
        entry = AttendanceEntry(values["name"], values["organisation"], values["post"], int(count))
        await app.desk.send(RecordAttendance((entry,)))

    while await app.push_screen_wait(FormDialog(_("Attendance"), asked, send, drafts=drafts, key="")):
        app.notify(_("Added. Enter the next, or press Esc."))


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
