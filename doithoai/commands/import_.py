"""`doithoai import`: bring in questions, or a list of those present, collected beforehand in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doithoai.laptop.execution import execute
from doithoai.laptop.records import read_state
from doithoai.options import data_option, find_meeting, language_option, meeting_argument
from doithoai.speech import SpokenCommand
from language import gettext as _
from language import ngettext

if TYPE_CHECKING:
    from intake import AttendancePlan, Field, ImportPlan, Sheet
    from link.library import MeetingFolder

PROBLEMS_SHOWN = 50
"""Most problems printed; the rest are counted."""

SAMPLE_ROWS = 3
CELL_SHOWN = 60


def chosen_columns(sheet: Sheet, given: str) -> dict[Field, int]:
    """The recognised columns, with those `given` as ``text=B,unit=C`` in their place. Raises UsageError."""
    from intake import Field
    from intake.sheet import letter

    letters = {letter(column): column for column in range(sheet.width)}
    columns = dict(sheet.columns)
    for part in filter(None, given.split(",")):
        name, _equals, column = (piece.strip() for piece in part.partition("="))
        if name not in set(Field) or column.upper() not in letters:
            raise click.UsageError(
                _("“{part}” is not a column: write for example text=B,unit=C (fields: {fields}).").format(
                    part=part, fields=", ".join(Field)
                )
            )
        columns[Field(name)] = letters[column.upper()]
    return columns


def _show_sheet(sheet: Sheet, columns: dict[Field, int]) -> None:
    """Print which column was taken for what, with the first rows."""
    from intake.sheet import letter

    for field, column in sorted(columns.items(), key=lambda pair: pair[1]):
        heading = sheet.header[column] if column < len(sheet.header) else ""
        sample = [
            row.cells[column][:CELL_SHOWN] for row in sheet.rows[:SAMPLE_ROWS] if column < len(row.cells)
        ]
        click.echo(f"  {letter(column)} = {field.value:<8} {heading}  | {' | '.join(sample)}")
    if left_out := sheet.left_out(columns):
        click.echo("  " + _("Not read: {columns}").format(columns=", ".join(left_out)))
    if sheet.encoding not in {"", "utf-8"}:
        click.echo(_("The text was in {encoding} and is read as Unicode.").format(encoding=sheet.encoding))
    if sheet.converted:
        click.echo(
            _("{count} cells were turned from an old Vietnamese code into Unicode.").format(
                count=sheet.converted
            )
        )


def _show_problems(plan: ImportPlan | AttendancePlan) -> None:
    from intake import sentence

    for problem in plan.problems[:PROBLEMS_SHOWN]:
        click.echo("  " + sentence(problem))
    if len(plan.problems) > PROBLEMS_SHOWN:
        click.echo(_("  … and {count} more.").format(count=len(plan.problems) - PROBLEMS_SHOWN))


def _show_duplicates(plan: ImportPlan) -> None:
    for planned, number, first in plan.duplicates[:PROBLEMS_SHOWN]:
        same = _("question {number}").format(number=number) if number else _("row {row}").format(row=first)
        text = planned.question.text.replace("\n", " ")[:CELL_SHOWN]
        click.echo(
            _("  row {row} says the same as {same}: “{text}”").format(
                row=planned.row.number, same=same, text=text
            )
        )


def _read(file: Path) -> Sheet:
    """Read the file, counting rows on standard error; Ctrl+C ends it with nothing changed."""
    import intake

    is_counting = False

    def report(done: int) -> None:
        nonlocal is_counting
        is_counting = True
        click.echo("\r" + _("{done} rows read").format(done=done), nl=False, err=True)

    try:
        sheet = intake.read(file, report)
    finally:
        if is_counting:
            click.echo(err=True)
    click.echo(_("{name}: {count} rows.").format(name=sheet.name, count=len(sheet.rows)))
    return sheet


@click.command("import", cls=SpokenCommand)
@meeting_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--columns", default="", help="Which column holds what, for example text=B,unit=C,area=E.")
@click.option("--attendance", is_flag=True, help="The file lists who is present, not questions.")
@click.option(
    "--invited", is_flag=True, help="The file lists who was invited; each is here once they arrive."
)
@click.option("--with-duplicates", is_flag=True, help="Import questions that are already there, too.")
@click.option("--yes", is_flag=True, help="Import without asking.")
@data_option
@language_option
def import_(
    *,
    meeting: str,
    file: Path,
    columns: str,
    attendance: bool,
    invited: bool,
    with_duplicates: bool,
    yes: bool,
) -> None:
    """Bring the questions of FILE into MEETING.

    FILE is .xlsx, .csv, .docx or .txt. Shows the columns it recognised, duplicates and bad rows, and asks before
    anything is changed. One undo takes the whole import back.
    """
    entry = find_meeting(meeting)
    sheet = _read(file)
    mapping = chosen_columns(sheet, columns)
    _show_sheet(sheet, mapping)
    if attendance or invited:
        _import_attendance(entry, sheet, mapping, invited=invited, yes=yes)
    else:
        _import_questions(entry, sheet, mapping, with_duplicates=with_duplicates, yes=yes)


def _import_questions(
    entry: MeetingFolder, sheet: Sheet, columns: dict[Field, int], *, with_duplicates: bool, yes: bool
) -> None:
    import intake

    state = read_state(entry.record)
    plan = intake.plan(sheet, columns, state.questions.values(), state.meeting.settings.areas)
    _show_problems(plan)
    _show_duplicates(plan)
    command = plan.command(sheet.name, with_duplicates=with_duplicates)
    count = len(command.rows)
    click.echo(
        _("{count} questions to import, {duplicates} duplicates, {problems} remarks.").format(
            count=count, duplicates=len(plan.duplicates), problems=len(plan.problems)
        )
    )
    if count and not yes:
        click.confirm(_("Import them?"), abort=True)
    result = execute(entry, command)
    click.echo(_("Recorded as questions {first} to {last}.").format(**result))


def _import_attendance(
    entry: MeetingFolder, sheet: Sheet, columns: dict[Field, int], *, invited: bool, yes: bool
) -> None:
    import intake

    plan = intake.plan_attendance(sheet, columns, invited=invited)
    _show_problems(plan)
    count = len(plan.entries)
    if count and not yes:
        click.confirm(ngettext("Record {n} entry?", "Record {n} entries?", count).format(n=count), abort=True)
    execute(entry, plan.command())
    click.echo(_("{count} entries of the attendance list recorded.").format(count=count))
