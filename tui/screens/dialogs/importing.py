"""Bringing questions in from a file: reads it with progress, shows what was understood, and imports only on a yes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual import work
from textual.content import Content

import intake
from intake.preview import why
from intake.sheet import letter
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.commands.asking import ImportQuestions
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import FormField
from tui.screens.dialogs.dialog import Dialog
from tui.screens.dialogs.form import FormDialog
from tui.widgets.plain import Plain, literal
from wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from intake import ImportPlan, Sheet
    from meeting.areas import Area
    from meeting.model.question import Question
    from tui.actions import Action

FIELDS = {
    intake.Field.TEXT: N_("Question"),
    intake.Field.UNIT: N_("Unit"),
    intake.Field.NAME: N_("Name"),
    intake.Field.AREA: N_("Area"),
    intake.Field.KIND: N_("Kind"),
}
"""What a column can be taken for, in the order of the form."""

SHOWN = 12
"""Most problems and most duplicates listed; the rest are counted."""

SAMPLE_CHARACTERS = 40


class Left(Exception):  # noqa: N818  the person's wish, no error
    """The person turned back while the file was being read."""


ACTIONS: Actions[ImportDialog] = Actions(Group.SCREEN)


@ACTIONS.add("import", "Y y c C", N_("Import"), footer=10)
def _import(dialog: ImportDialog) -> None:
    dialog.take()


@ACTIONS.add("duplicates", "D d", N_("Duplicates too"), footer=20)
def _duplicates(dialog: ImportDialog) -> None:
    dialog.change_duplicates()


@ACTIONS.add("columns", "E e", N_("Columns"), footer=30)
async def _columns(dialog: ImportDialog) -> None:
    await dialog.change_columns()


@ACTIONS.add("back", "escape", N_("Back"), footer=40)
def _leave(dialog: ImportDialog) -> None:
    dialog.leave()


class ImportDialog(Dialog[ImportQuestions | None]):
    """Dismisses with the one command that adds everything, None when the person turned back."""

    ACTIONS = ACTIONS

    def __init__(self, path: Path, existing: Sequence[Question], areas: Sequence[Area]) -> None:
        super().__init__(path.name)
        self._path = path
        self._existing = list(existing)
        self._areas = list(areas)
        self._sheet: Sheet | None = None
        self._columns: dict[intake.Field, int] = {}
        self._plan: ImportPlan | None = None
        self._with_duplicates = False
        self._left = False

    def compose(self) -> ComposeResult:
        """What was understood, and the keys."""
        with self.box():
            yield Plain(_("Reading…"), id="summary")
            yield self.key_hints()

    def on_mount(self) -> None:
        """Begin to read at once."""
        self._read()

    @work
    async def _read(self) -> None:
        try:
            sheet = await asyncio.to_thread(intake.read, self._path, self._report)
        except Refusal as refusal:
            self.query_one("#summary", Plain).show(sentence(refusal.code, refusal.params))
            return
        except Left:
            return
        self._sheet, self._columns = sheet, dict(sheet.columns)
        await self._plan_anew()

    def _report(self, done: int) -> None:
        """Called on the reading thread."""
        if self._left:
            raise Left
        self.app.call_from_thread(self._say_progress, done)

    def _say_progress(self, done: int) -> None:
        self.query_one("#summary", Plain).show(_("{done} rows read").format(done=done))

    async def _plan_anew(self) -> None:
        """Work out what importing would do, with the columns as they now are."""
        if self._sheet is None:
            return
        self._plan = await asyncio.to_thread(
            intake.plan, self._sheet, self._columns, self._existing, self._areas
        )
        self._show()

    def _show(self) -> None:
        if self._sheet is None or self._plan is None:
            return
        parts = [*self._column_lines(self._sheet), "", *self._count_lines(self._plan)]
        self.query_one("#summary", Plain).show(Content("\n").join(literal(part) for part in parts))
        self.show_keys()

    def actions(self) -> Sequence[Action[Any]]:
        """While the file is read it can only be left; then the key says what becomes of duplicates."""
        if self._plan is None:
            return [action for action in self.ACTIONS if action.id == "back"]
        label = N_("Without duplicates") if self._with_duplicates else N_("Duplicates too")
        return [
            action._replace(label=label) if action.id == "duplicates" else action for action in self.ACTIONS
        ]

    def _column_lines(self, sheet: Sheet) -> list[str]:
        lines = []
        for field, words in FIELDS.items():
            column = self._columns.get(field)
            if column is None:
                continue
            heading = sheet.header[column] if column < len(sheet.header) else ""
            cells = (row.cells[column] for row in sheet.rows if column < len(row.cells) and row.cells[column])
            sample = next(cells, "")[:SAMPLE_CHARACTERS].replace("\n", " ")
            lines.append(f"{letter(column):>2}  {_(words)}: {heading}  “{sample}”")
        if left_out := sheet.unread(self._columns):
            lines.append(_("Not read: {columns}").format(columns=", ".join(left_out)))
        if sheet.converted:
            message = _("{count} cells were turned from an old Vietnamese code into Unicode.")
            lines.append(message.format(count=sheet.converted))
        return lines

    def _count_lines(self, plan: ImportPlan) -> list[str]:
        message = _("{count} questions to import, {duplicates} duplicates, {problems} remarks.").format(
            count=len(plan.command("", with_duplicates=self._with_duplicates).rows),
            duplicates=len(plan.duplicates),
            problems=len(plan.problems),
        )
        problems = [intake.sentence(problem) for problem in plan.problems[:SHOWN]]
        doubles = [
            _("row {row}: {why}").format(row=row.row.number, why=why(row, is_in=not row.reason))
            for row in (*plan.duplicates, *plan.alike)[:SHOWN]
        ]
        return [message, *problems, *doubles]

    async def change_columns(self) -> None:
        """Say which column holds what."""
        if self._sheet is None:
            return
        letters = {letter(column): column for column in range(self._sheet.width)}

        async def send(values: dict[str, str]) -> None:
            typed = {field: values[field.value].strip().upper() for field in FIELDS}
            wrong = next((name for name in typed.values() if name and name not in letters), None)
            if wrong is not None:
                raise Refusal("no-such-column", column=wrong, last=list(letters)[-1])
            for field, name in typed.items():
                if name:
                    self._columns[field] = letters[name]
                else:
                    self._columns.pop(field, None)

        entries = [
            FormField(field.value, _(words), letter(self._columns[field]) if field in self._columns else "")
            for field, words in FIELDS.items()
        ]
        about = _("The letter of each column, as in the spreadsheet; empty: none.")
        form = FormDialog(_("Columns"), entries, send, about=about, key=f"columns-{self._path}")
        if await self.app.push_screen_wait(form):
            await self._plan_anew()

    def change_duplicates(self) -> None:
        """Import what is there already, too, or not."""
        self._with_duplicates = not self._with_duplicates
        self._show()

    def take(self) -> None:
        """Import, if there is anything to import."""
        if self._plan is None:
            return
        command = self._plan.command(self._path.name, with_duplicates=self._with_duplicates)
        if command.rows:
            self.dismiss(command)

    def leave(self) -> None:
        """Turn back; nothing was changed."""
        self._left = True
        self.dismiss(None)
