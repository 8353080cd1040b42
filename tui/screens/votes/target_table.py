"""A pledge's targets as a table: rows changed by pickers and short fields, many pasted at once, faults told by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from rich.cells import cell_len
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from language import ngettext
from meeting import limits
from meeting.commands.pledging import EditPledge, clean_target
from meeting.model.pledge import Direction, PledgePhase
from meeting.pledges.typed import (
    DIRECTIONS,
    TARGET_PARTS,
    from_cells,
    lines_of,
    numbered,
    parts_of,
    target_of,
    target_parts,
)
from meeting.refusal import Refusal
from meeting.text.folding import fold
from tui.actions import Actions, Group
from tui.desk import refusal_message
from tui.screens.command_screen import HELP
from tui.screens.desk_screen import LEAVE, DeskScreen
from tui.screens.dialogs.asked import FormField
from tui.screens.meeting_screen import unread
from tui.widgets.measure import cut, padded
from tui.widgets.plain import Plain, literal
from wording.dates import typed_day
from wording.figures import read_back

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.widget import Widget

    from meeting.model.pledge import Pledge

    Parts = tuple[str, ...]

NAMES = ("task", "text", "unit", "direction", "indicator", "plan", "deadline", "evidence", "quality")
"""A row's parts, as `meeting.pledges.typed` orders them."""

COLUMN_CELLS = 14
"""Most cells of a column beside the target's words."""

ACTIONS: Actions[TargetTable] = Actions(Group.MEETING, unavailable=unread)


def _frozen(screen: TargetTable) -> str | None:
    if (reason := unread(screen)) or (
        screen.pledge is not None and screen.pledge.phase is PledgePhase.PREPARED
    ):
        return reason
    return _("The pledge is being signed: it stays as it is.")


@ACTIONS.add(
    "change", "enter e", N_("Change"), N_("Change the chosen target"), footer=10, unavailable=_frozen
)
async def _change(screen: TargetTable) -> None:
    if screen.rows:
        await _ask(screen, screen.rows[screen.place], screen.place)


@ACTIONS.add(
    "new", "n", N_("New target"), N_("Add a target after the chosen one"), footer=20, unavailable=_frozen
)
async def _new(screen: TargetTable) -> None:
    task = screen.rows[screen.place][0] if screen.rows else ""
    await _ask(screen, (task, *[""] * (TARGET_PARTS - 1)), None)


@ACTIONS.add(
    "paste",
    "v",
    N_("Many at once"),
    N_("Paste rows of a worksheet, or type one a line"),
    footer=30,
    unavailable=_frozen,
)
async def _paste(screen: TargetTable) -> None:
    hint = _(
        "task number; target; unit; tăng or giảm; assigned level; plan; deadline 15/12/2026; evidence; quality"
    )
    field = FormField(
        "lines", _("Targets, one a line"), "", hint, limits.ANSWER_GRAPHEMES, long=True, pasted=from_cells
    )

    async def send(values: dict[str, str]) -> None:
        pasted = [_parts(line) for line in lines_of(values["lines"])]
        await screen.put([*screen.rows, *pasted], len(screen.rows))

    await screen.ask(_("Many at once"), [field], send, key=f"targets-{screen.number}")


async def _move(screen: TargetTable, step: int) -> None:
    rows, at = list(screen.rows), screen.place
    to = at + step
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
        await screen.put_now(rows, to)


@ACTIONS.add("up", "u", N_("Up"), N_("Move the target up"), footer=40, repeats=True, unavailable=_frozen)
async def _up(screen: TargetTable) -> None:
    await _move(screen, -1)


@ACTIONS.add(
    "down", "j", N_("Down"), N_("Move the target down"), footer=50, repeats=True, unavailable=_frozen
)
async def _down(screen: TargetTable) -> None:
    await _move(screen, 1)


@ACTIONS.add("remove", "d", N_("Remove"), N_("Take the target out"), footer=60, unavailable=_frozen)
async def _remove(screen: TargetTable) -> None:
    if screen.rows and await screen.confirm(
        _("Remove this target?"), screen.rows[screen.place][1], _("Yes, remove it")
    ):
        at = screen.place
        await screen.put_now([*screen.rows[:at], *screen.rows[at + 1 :]], at)


class TargetTable(DeskScreen):
    """What is right as a whole is recorded at once; while a row has a fault, nothing is, and nothing is lost."""

    ACTIONS = (*ACTIONS, *LEAVE, *HELP)
    TITLE_WORDS = N_("Targets of the pledge")
    HELP_TITLE = TITLE_WORDS
    TABLES = frozenset({"pledges"})

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self._draft: list[Parts] | None = None
        """Rows not recorded yet, one of which at least has a fault; None while the record has them all."""
        self._go_to: int | None = None

    def body(self) -> Iterator[Widget]:
        """How many, what is wrong, and the rows."""
        yield Plain(id="told", classes="about")
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """The cursor stands on the first row."""
        listed = self.query_one(OptionList)
        listed.focus()
        listed.highlighted = 0 if self.rows else None

    def on_resize(self) -> None:
        """Rows are cut to the width."""
        self.call_after_refresh(self.paint)

    @property
    def pledge(self) -> Pledge | None:
        """The pledge as it stands; None once it was taken away."""
        return self.state.pledges.get(self.number) if self.known is not None else None

    @property
    def rows(self) -> list[Parts]:
        """The targets as they are typed, those with faults among them."""
        if self._draft is not None or self.pledge is None:
            return self._draft or []
        return [parts_of(target) for target in self.pledge.targets]

    @property
    def place(self) -> int:
        """The row of the cursor, from 0."""
        return min(self.query_one(OptionList).highlighted or 0, max(0, len(self.rows) - 1))

    async def put(self, rows: Sequence[Parts], place: int) -> None:
        """Record these rows where all are right; otherwise keep them here. Raises Refusal."""
        pledge = self.pledge
        if pledge is None:
            return
        self._go_to = place
        if any(fault(pledge, parts, at) for at, parts in enumerate(rows, start=1)):
            self._draft = list(rows)
        else:
            targets = numbered([target_of(parts, at) for at, parts in enumerate(rows, start=1)])
            await self.send(EditPledge(replace(pledge, targets=targets)))
            self._draft = None
        self.paint()

    async def put_now(self, rows: Sequence[Parts], place: int) -> None:
        """As `put`; a refusal is shown to the person."""
        try:
            await self.put(rows, place)
        except Refusal as refusal:
            self.warn(refusal)

    def leave(self) -> None:
        """Go back; rows that are not recorded are not given up in silence."""
        if self._draft is None:
            super().leave()
        else:
            self.run_worker(self._ask_and_leave())

    async def _ask_and_leave(self) -> None:
        about = _("The rows with faults, and what was changed since, are not recorded.")
        if await self.confirm(_("Leave without recording?"), about, _("Yes, leave it")):
            super().leave()

    def paint(self) -> None:
        """The rows as they stand now."""
        pledge, rows = self.pledge, self.rows
        if pledge is None:
            return
        listed = self.query_one(OptionList)
        at = self.place if self._go_to is None else self._go_to
        self._go_to = None
        width = max(30, listed.scrollable_content_region.width - 2)
        faults = [fault(pledge, parts, place) for place, parts in enumerate(rows, start=1)]
        self.query_one("#told", Plain).show(_told(pledge, rows, sum(one is not None for one in faults)))
        listed.clear_options()
        listed.add_options([Option(line) for line in _lines(rows, [_words(one) for one in faults], width)])
        listed.highlighted = min(at, len(rows) - 1) if rows else None

    def on_option_list_option_selected(self) -> None:
        """Enter or a second click."""
        self.action_do("change")


def fault(pledge: Pledge, parts: Parts, place: int) -> Refusal | None:
    """What is wrong with a row; None where it is right."""
    try:
        target = clean_target(target_of(parts, place))
    except Refusal as refusal:
        return refusal
    return None if target.task in {task.id for task in pledge.tasks} else Refusal("target-without-task")


def _words(refusal: Refusal | None) -> str:
    return refusal_message(refusal) if refusal is not None else ""


def _parts(line: str) -> Parts:
    """The parts of a pasted line; one that cannot be told apart is all in its words, to be put right there."""
    try:
        return target_parts(line, 0)
    except Refusal:
        return ("", line, *[""] * (TARGET_PARTS - 2))


async def _ask(screen: TargetTable, parts: Parts, at: int | None) -> None:
    """The form of one row; without `at` a new one, which comes after the chosen."""
    pledge = screen.pledge
    if pledge is None:
        return

    async def send(values: dict[str, str]) -> None:
        deadline = typed_day(screen.day(values["deadline"]))
        row = tuple((values | {"deadline": deadline})[name].strip() for name in NAMES)
        rows, place = list(screen.rows), screen.place if at is None else at
        if (problem := fault(pledge, row, place + 1)) is not None:
            raise problem
        if at is None:
            place = place + 1 if rows else 0
            rows.insert(place, row)
        else:
            rows[at] = row
        await screen.put(rows, place)

    title = _("New target") if at is None else _("Target")
    await screen.ask(
        title, _fields(pledge, parts), send, key=f"target-{pledge.number}-{at}-{'|'.join(parts)}"
    )


def _fields(pledge: Pledge, parts: Parts) -> list[FormField]:
    values = dict(zip(NAMES, parts, strict=True))
    tasks = tuple((task.id, f"{task.id}. {task.text}") for task in pledge.tasks)
    directions = (("tăng", _("more is better (tăng)")), ("giảm", _("less is better (giảm)")))
    figure = limits.NUMBER_TYPED_CHARACTERS
    return [
        FormField("task", _("Task"), values["task"], choices=tasks),
        FormField("text", _("Target"), values["text"], limit=limits.PLEDGE_TEXT_GRAPHEMES),
        FormField("unit", _("Unit of the figure"), values["unit"], limit=limits.NAME_GRAPHEMES),
        FormField("direction", _("Direction"), values["direction"].lower(), choices=directions),
        FormField("indicator", _("Assigned level"), values["indicator"], limit=figure, read_back=_read),
        FormField("plan", _("Level of the plan"), values["plan"], limit=figure, read_back=_read),
        FormField("deadline", _("By"), values["deadline"], limit=12),
        FormField("evidence", _("Evidence"), values["evidence"]),
        FormField("quality", _("When it counts as done well"), values["quality"]),
    ]


def _read(typed: str, values: Mapping[str, str]) -> str:
    return read_back(typed, values["unit"])


def _told(pledge: Pledge, rows: Sequence[Parts], faults: int) -> Content:
    count = ngettext("{count} target", "{count} targets", len(rows)).format(count=len(rows))
    first = literal(f"{pledge.title} · {count}").stylize("bold")
    if not rows:
        return first + Content("\n") + literal(_("n adds a target; v takes many rows of a worksheet."))
    if not faults:
        return first + Content("\n") + literal(_("All are recorded."))
    told = ngettext(
        "{count} row is to be put right; nothing is recorded before.",
        "{count} rows are to be put right; nothing is recorded before.",
        faults,
    )
    return first + Content.styled(f"\n! {told.format(count=faults)}", "bold $text-warning")


def _sign(direction: str) -> str:
    found = DIRECTIONS.get(fold(direction))
    return {Direction.HIGHER: "↑", Direction.LOWER: "↓"}[found] if found is not None else "?"


def _lines(rows: Sequence[Parts], problems: Sequence[str], width: int) -> Iterator[Content]:
    """A row a target: task, words, direction, unit, levels and date, in columns; what is wrong below it."""
    shown = [(f"{_sign(row[3])} {row[2]}", row[4], row[5], row[6]) for row in rows]
    sizes = [min(COLUMN_CELLS, max(map(cell_len, column))) for column in zip(*shown, strict=True)]
    room = width - 4 - sum(sizes) - 2 * len(sizes)
    for row, columns, problem in zip(rows, shown, problems, strict=True):
        rest = "  ".join(padded(text, size) for text, size in zip(columns, sizes, strict=True))
        line = Content.assemble(
            (padded(row[0], 4), "bold"), literal(padded(row[1], max(10, room))), "  ", literal(rest)
        )
        yield (
            line + Content.styled(f"\n    ! {cut(problem, width - 6)}", "$text-warning") if problem else line
        )
