"""Bringing questions or people in from a file: reads it with progress, shows every row and what becomes of it, lets the
person correct that, and imports only on a yes.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual import work
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

import intake
from intake.preview import FIELDS, columns_shown, raw
from intake.sheet import letter
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.decision import Command
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.dialogs.choose import ChooseDialog
from tui.screens.dialogs.dialog import BACK, Dialog
from tui.screens.dialogs.form import FormDialog
from tui.widgets.import_rows import ImportRows
from tui.widgets.plain import Plain, literal
from wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from intake import Sheet
    from intake.plans import Plan, Planned
    from tui.actions import Action
    from tui.screens.dialogs.import_subjects import Subject

SAMPLE_CHARACTERS = 30
HEADERS_OFFERED = 20
"""Most first rows offered as the header."""


class Left(Exception):  # noqa: N818  the person's wish, no error
    """The person turned back while the file was being read."""


ACTIONS: Actions[ImportDialog] = Actions(Group.SCREEN)


@ACTIONS.add("import", "Y y c C", N_("Import"), footer=10)
def _import(dialog: ImportDialog) -> None:
    dialog.take()


@ACTIONS.add("toggle", "space enter", N_("Row in or out"), footer=20)
def _toggle(dialog: ImportDialog) -> None:
    dialog.change_row()


@ACTIONS.add("duplicates", "D d", N_("Duplicates too"), footer=30)
def _duplicates(dialog: ImportDialog) -> None:
    dialog.change_duplicates()


@ACTIONS.add("alike", "L l", N_("Without alike"), footer=40)
def _alike(dialog: ImportDialog) -> None:
    dialog.change_alike()


@ACTIONS.add("columns", "E e", N_("Columns"), footer=50)
async def _columns(dialog: ImportDialog) -> None:
    await dialog.change_columns()


@ACTIONS.add("header", "H h", N_("Header"), footer=60)
async def _header(dialog: ImportDialog) -> None:
    await dialog.change_header()


@ACTIONS.add("worksheet", "W w", N_("Worksheet"), footer=65)
async def _worksheet(dialog: ImportDialog) -> None:
    await dialog.change_worksheet()


@ACTIONS.add("remarks", "M m", N_("Remarks"), footer=70)
def _remarks(dialog: ImportDialog) -> None:
    dialog.show_remarks()


@ACTIONS.add("back", "escape", N_("Back"), footer=80)
def _leave(dialog: ImportDialog) -> None:
    dialog.leave()


class ImportDialog(Dialog[Command | None]):
    """Dismisses with the one command that adds everything, None when the person turned back."""

    ACTIONS = ACTIONS

    def __init__(self, path: Path, subject: Subject[Any]) -> None:
        super().__init__(path.name)
        self._path = path
        self._subject = subject
        self._sheet: Sheet | None = None
        self._columns: dict[intake.Field, int] = {}
        self._plan: Plan[Any] | None = None
        self._with_duplicates = False
        self._without_alike = False
        self._changed: dict[int, bool] = {}
        self._chosen: tuple[Planned[Any], ...] = ()
        self._left = False

    def compose(self) -> ComposeResult:
        """What was understood, every row, the row under the cursor whole, and the keys."""
        with self.box():
            yield Plain(_("Reading…"), id="summary")
            yield ImportRows(id="rows")
            yield Plain(id="whole")
            yield self.key_hints()

    def on_mount(self) -> None:
        """Begin to read at once."""
        self.query_one(ImportRows).display = False
        self._read()

    @work
    async def _read(self) -> None:
        try:
            sheet = await asyncio.to_thread(intake.read, self._path, self._reporter(_("{done} rows read")))
        except Refusal as refusal:
            self.query_one("#summary", Plain).show(sentence(refusal.code, refusal.params))
            return
        except Left:
            return
        await self._lay_out(sheet)
        rows = self.query_one(ImportRows)
        rows.display = True
        rows.focus()

    def _reporter(self, message: str) -> Callable[[int], None]:
        """What the working thread calls to say how far it has come; ends its work once the person has left."""

        def report(done: int) -> None:
            if self._left:
                raise Left
            self.app.call_from_thread(self._say_progress, message.format(done=done))

        return report

    def _say_progress(self, message: str) -> None:
        if not self._left:
            self.query_one("#summary", Plain).show(message)

    async def _lay_out(self, sheet: Sheet) -> None:
        """Take `sheet`, under whichever header, with the columns found there."""
        self._sheet, self._columns = sheet, dict(sheet.columns)
        await self._plan_anew()

    async def _plan_anew(self) -> None:
        """Work out what importing would do, with the columns as they now are."""
        if self._sheet is None:
            return
        self._changed.clear()
        report = self._reporter(_("{done} rows looked at"))
        try:
            self._plan = await asyncio.to_thread(self._subject.plan, self._sheet, self._columns, report)
        except Left:
            return
        self._show()

    def _show(self) -> None:
        if self._sheet is None or self._plan is None:
            return
        self._chosen = self._plan.chosen(
            with_duplicates=self._with_duplicates, without_alike=self._without_alike, changed=self._changed
        )
        parts = [self._count_line(self._plan), *self._column_lines(self._sheet)]
        self.query_one("#summary", Plain).show(Content("\n").join(literal(part) for part in parts))
        chosen = frozenset(row.place for row in self._chosen)
        self.query_one(ImportRows).show(self._subject.rows(self._plan, chosen))
        self._show_whole()
        self.show_keys()

    def _show_whole(self) -> None:
        """The row under the cursor, as much of it as fits below the table."""
        row = self.query_one(ImportRows).chosen
        said = " · ".join(part for part in row.said if part.strip()) if row is not None else ""
        why = f"  [{row.why}]" if row is not None and row.why else ""
        self.query_one("#whole", Plain).show(f"{said}{why}")

    def on_virtual_list_chosen(self) -> None:
        """Another row is under the cursor."""
        self._show_whole()

    def on_virtual_list_opened(self) -> None:
        """A row was clicked again: in or out."""
        self.change_row()

    def actions(self) -> Sequence[Action[Any]]:
        """While the file is read it can only be left; then only the keys that have something to do."""
        if self._plan is None:
            return [action for action in self.ACTIONS if action.id == "back"]
        idle = {
            *(() if self._plan.duplicates else ("duplicates",)),
            *(() if self._plan.alike else ("alike",)),
            *(() if self._plan.problems else ("remarks",)),
            *(() if self._sheet is not None and len(self._sheet.source.worksheets) > 1 else ("worksheet",)),
        }
        labels = {
            "duplicates": N_("Without duplicates") if self._with_duplicates else N_("Duplicates too"),
            "alike": N_("With alike") if self._without_alike else N_("Without alike"),
        }
        return [
            action._replace(label=labels.get(action.id, action.label))
            for action in self.ACTIONS
            if action.id not in idle
        ]

    def _count_line(self, plan: Plan[Any]) -> str:
        taken = len(self._chosen)
        parts = sum(1 for row in plan.rows if row.is_part)
        out = len(plan.rows) - parts - taken
        more = [
            _("{count} duplicates.").format(count=len(plan.duplicates)) if plan.duplicates else "",
            self._subject.alike(len(plan.alike)) if plan.alike else "",
        ]
        return " ".join(filter(None, (self._subject.counted(taken, out, len(plan.problems)), *more)))

    def _column_lines(self, sheet: Sheet) -> list[str]:
        lines = []
        shown = columns_shown(sheet, self._columns)
        for one in shown:
            if one.field is not None:
                sample = one.samples[0][:SAMPLE_CHARACTERS] if one.samples else ""
                lines.append(f"{one.letter:>3}  {_(FIELDS[one.field])}: {one.heading}  “{sample}”")
        if unread := [f"{one.letter} {one.heading}".strip() for one in shown if one.field is None]:
            lines.append(_("Not read: {columns}").format(columns=", ".join(unread)))
        if sheet.converted:
            message = _("{count} cells were turned from an old Vietnamese code into Unicode.")
            lines.append(message.format(count=sheet.converted))
        return lines

    async def change_columns(self) -> None:
        """Say which column holds what."""
        if self._sheet is None:
            return
        letters = {
            letter(column): column for column in range(max(self._sheet.width, len(self._sheet.header)))
        }

        async def send(values: dict[str, str]) -> None:
            typed = {field: values[field.value].strip().upper() for field in self._subject.fields}
            wrong = next((name for name in typed.values() if name and name not in letters), None)
            if wrong is not None:
                raise Refusal("no-such-column", column=wrong, last=list(letters)[-1])
            for field, name in typed.items():
                if name:
                    self._columns[field] = letters[name]
                else:
                    self._columns.pop(field, None)

        entries = [
            FormField(
                field.value,
                _(FIELDS[field]),
                letter(self._columns[field]) if field in self._columns else "",
            )
            for field in self._subject.fields
        ]
        about = _("The letter of each column, as in the spreadsheet; empty: none.")
        form = FormDialog(_("Columns"), entries, send, about=about, key=f"columns-{self._path}")
        if await self.app.push_screen_wait(form):
            await self._plan_anew()

    async def change_header(self) -> None:
        """Say which row heads the columns."""
        if self._sheet is None:
            return
        sheet = self._sheet
        name = sheet.header_sheet or sheet.source.rows[0].sheet
        listed = [row for row in sheet.source.rows if row.sheet == name][:HEADERS_OFFERED]
        choices = [Choice(row.number, f"{row.number}: {raw(row)}") for row in listed]
        choices.append(Choice(0, _("There is no header"), "0"))
        chosen = await self.app.push_screen_wait(ChooseDialog(_("Which row is the header?"), choices))
        if chosen is not None:
            await self._lay_out(await asyncio.to_thread(intake.lay_out_under, sheet.source, name, chosen))

    async def change_worksheet(self) -> None:
        """Say which worksheet is read."""
        if self._sheet is None:
            return
        sheet = self._sheet
        choices = [
            Choice(name, _("{name}: {count} rows").format(name=name, count=count))
            for name, count in sheet.source.worksheets.items()
        ]
        chosen = await self.app.push_screen_wait(ChooseDialog(_("Which worksheet is read?"), choices))
        if chosen is not None:
            await self._lay_out(await asyncio.to_thread(intake.lay_out, sheet.source, chosen))

    def show_remarks(self) -> None:
        """Everything that was noticed, with its place."""
        if self._plan is not None and self._plan.problems:
            self.app.push_screen(RemarksDialog([intake.sentence(one) for one in self._plan.problems]))

    def change_row(self) -> None:
        """Take the row under the cursor in, or leave it out."""
        row = self.query_one(ImportRows).chosen
        if row is None or self._plan is None:
            return
        planned = next(one for one in self._plan.rows if one.place == row.place)
        if not planned.takable:
            self.app.notify(_("This row has nothing of its own to import."))
            return
        self._changed[row.place] = all(one.place != row.place for one in self._chosen)
        self._show()

    def change_duplicates(self) -> None:
        """Import what is there already, too, or not."""
        self._with_duplicates = not self._with_duplicates
        self._show()

    def change_alike(self) -> None:
        """Leave out what differs from another in tone marks only, or not."""
        self._without_alike = not self._without_alike
        self._show()

    def take(self) -> None:
        """Import, if there is anything to import."""
        if self._plan is not None and self._chosen:
            self.dismiss(self._subject.command(self._plan, self._chosen))

    def leave(self) -> None:
        """Turn back; nothing was changed."""
        self._left = True
        self.dismiss(None)


class RemarksDialog(Dialog[None]):
    """Everything that was noticed while a file was read, to be paged through."""

    ACTIONS = BACK

    def __init__(self, remarks: Sequence[str]) -> None:
        super().__init__(_("Remarks"))
        self._remarks = remarks

    def compose(self) -> ComposeResult:
        """A line a remark."""
        with self.box():
            yield OptionList(*[Option(literal(remark)) for remark in self._remarks], markup=False)
            yield self.key_hints()
