"""`doithoai import`: bring in questions, or a list of those present, collected beforehand in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from doithoai.laptop.execution import execute
from doithoai.laptop.records import read_state
from doithoai.options import FileToRead, data_option, find_meeting, language_option, meeting_argument
from doithoai.translated_help import TranslatedCommand
from language import gettext as _
from language import ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake import AttendancePlan, Field, ImportPlan, Problem, Sheet
    from intake.plans import Plan, Planned
    from intake.preview import RowShown
    from link.library import MeetingFolder

Item = TypeVar("Item")
Result = TypeVar("Result")

PROBLEMS_SHOWN = 50
"""Most problems printed; the rest are counted."""

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


def chosen_header(sheet: Sheet, name: str | None, row: int | None) -> Sheet:
    """`sheet` read from worksheet `name`, under the header in row `row`, 0 for none; None for those found.

    Raises UsageError.
    """
    import intake

    if name is not None:
        if name not in sheet.source.worksheets:
            listed = ", ".join(f"{one} ({rows})" for one, rows in sheet.source.worksheets.items())
            raise click.UsageError(
                _("There is no worksheet “{name}”; there are (rows): {listed}.").format(
                    name=name, listed=listed
                )
            )
        sheet = intake.lay_out(sheet.source, name)
    if row is None:
        return sheet
    name = sheet.header_sheet or sheet.source.rows[0].sheet
    if row and not any((one.sheet, one.number) == (name, row) for one in sheet.source.rows):
        raise click.UsageError(_("There is nothing in row {row} that could be a header.").format(row=row))
    return intake.lay_out_under(sheet.source, name, row)


def chosen_rows(rows: Sequence[RowShown], take_in: str, leave_out: str) -> dict[int, bool]:
    """What people take in or leave out against the plan, by the places of the rows. Raises UsageError."""
    changed: dict[int, bool] = {}
    for given, is_in in ((take_in, True), (leave_out, False)):
        for number in filter(None, given.replace(",", " ").split()):
            places = [row.place for row in rows if str(row.number) == number]
            if not places:
                raise click.UsageError(_("The file has no row {row}.").format(row=number))
            changed |= dict.fromkeys(places, is_in)
    return changed


def _show_sheet(sheet: Sheet, columns: dict[Field, int]) -> None:
    """Print which column was taken for what, with the first rows."""
    from intake.preview import columns_shown

    shown = columns_shown(sheet, columns)
    for one in shown:
        if one.field is not None:
            samples = " | ".join(sample[:CELL_SHOWN] for sample in one.samples)
            click.echo(f"  {one.letter} = {one.field.value:<8} {one.heading}  | {samples}")
    if unread := [f"{one.letter} {one.heading}".strip() for one in shown if one.field is None]:
        click.echo("  " + _("Not read: {columns}").format(columns=", ".join(unread)))
    if sheet.header_rows:
        numbers = ", ".join(map(str, sheet.header_rows))
        click.echo("  " + _("Header: row {row}").format(row=numbers))
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


def _show_same(plan: ImportPlan) -> None:
    """Print which rows say the same as another, word for word or but for tone marks."""
    for row in (*plan.duplicates, *plan.alike)[:PROBLEMS_SHOWN]:
        same = (
            _("question {number}").format(number=row.same_as)
            if row.same_as
            else _("row {row}").format(row=row.same_row)
        )
        text = row.item.text.replace("\n", " ")[:CELL_SHOWN]
        line = (
            _("  row {row} says the same as {same} but for tone marks: “{text}”")
            if row.is_alike
            else _("  row {row} says the same as {same}: “{text}”")
        )
        click.echo(line.format(row=row.row.number, same=same, text=text))


_MARKS = {"in": "+", "part": "|", "out": "-"}
"""How a row is marked in the plan printed as text."""


def _print_plan(
    sheet: Sheet,
    columns: dict[Field, int],
    rows: Sequence[RowShown],
    problems: tuple[Problem, ...],
    *,
    as_json: bool,
) -> None:
    """Print what would become of every row, and change nothing."""
    from intake import sentence
    from intake.preview import as_document

    if as_json:
        click.echo(json.dumps(as_document(sheet, columns, rows, problems), ensure_ascii=False, indent=1))
        return
    click.echo(_("{name}: {count} rows.").format(name=sheet.name, count=len(sheet.rows)))
    _show_sheet(sheet, columns)
    for row in rows:
        where = f"{row.sheet}: {row.number}" if row.sheet else str(row.number)
        line = " · ".join(filter(None, (" ".join(part.split()) for part in row.said)))
        reason = f"  [{row.why}]" if row.why else ""
        click.echo(f"{_MARKS[row.state]} {where:>6}  {line}{reason}")
    for problem in problems:
        click.echo("  " + sentence(problem))
    counted = [row.state for row in rows]
    click.echo(
        _("{count} rows in, {parts} parts of others, {out} left out. Nothing was changed.").format(
            count=counted.count("in"), parts=counted.count("part"), out=counted.count("out")
        )
    )


def _counted(work: Callable[[Callable[[int], None]], Result], message: str) -> Result:
    """What `work` returns, told how far it has come on standard error; Ctrl+C ends it with nothing changed."""
    is_counting = False

    def report(done: int) -> None:
        nonlocal is_counting
        is_counting = True
        click.echo("\r" + message.format(done=done), nl=False, err=True)

    try:
        return work(report)
    finally:
        if is_counting:
            click.echo(err=True)


def _read(file: Path) -> Sheet:
    import intake

    return _counted(lambda report: intake.read(file, report), _("{done} rows read"))


def _planning(work: Callable[[Callable[[int], None]], Result]) -> Result:
    return _counted(work, _("{done} rows looked at"))


@click.command("import", cls=TranslatedCommand)
@meeting_argument
@click.argument("file", type=FileToRead(exists=False, dir_okay=True))
@click.option("--columns", default="", help="Which column holds what, for example text=B,unit=C,area=E.")
@click.option("--header", type=click.IntRange(0), help="Which row is the header; 0: none.")
@click.option("--sheet", "worksheet", help="Which worksheet is read, by its name.")
@click.option("--attendance", is_flag=True, help="The file lists who is present, not questions.")
@click.option(
    "--invited", is_flag=True, help="The file lists who was invited; each is here once they arrive."
)
@click.option("--with-duplicates", is_flag=True, help="Import questions that are already there, too.")
@click.option("--without-alike", is_flag=True, help="Leave out what differs from another in tone marks only.")
@click.option("--take-in", default="", help="Rows to import that would be left out, for example 4,9.")
@click.option("--leave-out", default="", help="Rows to leave out that would be imported, for example 4,9.")
@click.option("--plan", "only_plan", is_flag=True, help="Print what would become of every row, and stop.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON, and stop.")
@click.option("--yes", is_flag=True, help="Import without asking.")
@data_option
@language_option
def import_(
    *,
    meeting: str,
    file: Path,
    columns: str,
    header: int | None,
    worksheet: str | None,
    attendance: bool,
    invited: bool,
    with_duplicates: bool,
    without_alike: bool,
    take_in: str,
    leave_out: str,
    only_plan: bool,
    as_json: bool,
    yes: bool,
) -> None:
    """Bring the questions of FILE into MEETING.

    FILE is .xlsx, .ods, .csv, .docx or .txt. Shows the columns it recognised, the rows it leaves out and why, and asks
    before anything is changed. One undo takes the whole import back.
    """
    entry = find_meeting(meeting)
    sheet = chosen_header(_read(file), worksheet, header)
    mapping = chosen_columns(sheet, columns)
    wish = _Wish(with_duplicates, without_alike, take_in, leave_out, only_plan or as_json, as_json, yes)
    if attendance or invited:
        _import_attendance(entry, sheet, mapping, wish, invited=invited)
    else:
        _import_questions(entry, sheet, mapping, wish)


class _Wish(NamedTuple):
    """What the command line asked for."""

    with_duplicates: bool
    without_alike: bool
    take_in: str
    leave_out: str
    only_plan: bool
    as_json: bool
    yes: bool

    def chosen(self, plan: Plan[Item], rows: Sequence[RowShown]) -> tuple[Planned[Item], ...]:
        """The rows of `plan`, shown as `rows`, that will be imported. Raises UsageError."""
        return plan.chosen(
            with_duplicates=self.with_duplicates,
            without_alike=self.without_alike,
            changed=chosen_rows(rows, self.take_in, self.leave_out),
        )


def _import_questions(entry: MeetingFolder, sheet: Sheet, columns: dict[Field, int], wish: _Wish) -> None:
    import intake
    from intake.preview import question_rows

    state = read_state(entry.record)
    asked, areas = state.questions.values(), state.meeting.settings.areas
    plan = _planning(lambda report: intake.plan(sheet, columns, asked, areas, report))
    chosen = wish.chosen(plan, question_rows(plan, ()))
    if wish.only_plan:
        shown = question_rows(plan, {row.place for row in chosen})
        _print_plan(sheet, columns, shown, plan.problems, as_json=wish.as_json)
        return
    click.echo(_("{name}: {count} rows.").format(name=sheet.name, count=len(sheet.rows)))
    _show_sheet(sheet, columns)
    _show_problems(plan)
    _show_same(plan)
    command = plan.command(sheet.name, chosen)
    count = len(command.rows)
    click.echo(
        _("{count} questions to import, {duplicates} duplicates, {problems} remarks.").format(
            count=count, duplicates=len(plan.duplicates), problems=len(plan.problems)
        )
    )
    if plan.left_out:
        click.echo(_("{count} rows are left out; --plan shows every row.").format(count=len(plan.left_out)))
    if count and not wish.yes:
        click.confirm(_("Import them?"), abort=True)
    result = execute(entry, command)
    click.echo(_("Recorded as questions {first} to {last}.").format(**result))


def _import_attendance(
    entry: MeetingFolder, sheet: Sheet, columns: dict[Field, int], wish: _Wish, *, invited: bool
) -> None:
    import intake
    from intake.preview import people_rows

    listed = read_state(entry.record).attendance
    plan = _planning(
        lambda report: intake.plan_attendance(sheet, columns, listed, invited=invited, report=report)
    )
    chosen = wish.chosen(plan, people_rows(plan, ()))
    if wish.only_plan:
        shown = people_rows(plan, {row.place for row in chosen})
        _print_plan(sheet, columns, shown, plan.problems, as_json=wish.as_json)
        return
    click.echo(_("{name}: {count} rows.").format(name=sheet.name, count=len(sheet.rows)))
    _show_sheet(sheet, columns)
    _show_problems(plan)
    count = len(chosen)
    if plan.left_out:
        click.echo(_("{count} rows are left out; --plan shows every row.").format(count=len(plan.left_out)))
    if count and not wish.yes:
        click.confirm(ngettext("Record {n} entry?", "Record {n} entries?", count).format(n=count), abort=True)
    execute(entry, plan.command(chosen))
    click.echo(_("{count} entries of the attendance list recorded.").format(count=count))
