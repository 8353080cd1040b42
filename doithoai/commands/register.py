"""`doithoai register`: everything that all meetings on this laptop owe: list, count, export, update, merge."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from doithoai.laptop.execution import execute
from doithoai.laptop.records import read_all
from doithoai.laptop.register import folder_of
from doithoai.options import FileToRead, FileToWrite, data_option, find_meeting, language_option, library
from doithoai.refusals import refusal_message
from doithoai.translated_help import TranslatedGroup
from language import gettext as _

if TYPE_CHECKING:
    from meeting.commands.register import ObligationTable
    from meeting.register.view import RegisterEntry

DAY = click.DateTime(["%d/%m/%Y", "%Y-%m-%d"])
"""A day as people here write it, or as programs do."""

TEXT_SHOWN = 70
BAR_WIDTH = 30
STATUSES = ("settled", "in_progress", "explained", "unsettled")
BOOKS = ("referrals", "commitments")
SORTS = ("deadline", "unit", "status", "meeting")
GROUPS = ("area", "unit", "meeting", "kind")


def _today() -> date:
    return date.today()  # noqa: DTZ011  deadlines are calendar days where the laptop stands


def rows() -> list[RegisterEntry]:
    """The register of every meeting that can be read; one that cannot is named on standard error."""
    from meeting.register.view import register as register_of

    def unreadable(id_: str, why: Exception) -> None:
        click.echo(f"{id_}: {refusal_message(why)}", err=True)

    return register_of(read_all(library(), unreadable), _today())


_FILTERS = (
    click.option("--search", default="", help="Words, with or without diacritics."),
    click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), help="How it stands."),
    click.option("--overdue", is_flag=True, help="Only what is past its deadline."),
    click.option("--due-soon", is_flag=True, help="Only what is due within three working days."),
    click.option("--area", "areas", multiple=True, help="Area id."),
    click.option("--unit", "units", multiple=True, help="Addressee or owner, as written."),
    click.option("--meeting", "meetings", multiple=True, help="Meeting id."),
    click.option("--sort", type=click.Choice(SORTS), help="Which come first (default: by deadline)."),
)
"""The options that choose entries, the same for every way of looking."""


def _filters(command: Any) -> Any:
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def _places(command: Any) -> Any:
    """Where and in which language, taken after a subcommand's name too."""
    return data_option(language_option(command))


def _chosen(context: click.Context, filters: dict[str, Any]) -> list[RegisterEntry]:
    """The entries that the options keep, whether they stand before or after the subcommand's name."""
    from meeting.model.register import Status
    from meeting.register.deadlines import Urgency
    from meeting.register.view import SortBy, Wanted, select

    before = context.parent.params if context.parent is not None else {}
    given = {name: value or before.get(name) for name, value in filters.items()}
    asked = ((given["overdue"], Urgency.OVERDUE), (given["due_soon"], Urgency.DUE_SOON))
    wanted = Wanted(
        search=given["search"] or "",
        statuses=frozenset(map(Status, given["statuses"] or ())) or None,
        urgencies=frozenset(urgency for on, urgency in asked if on) or None,
        areas=frozenset(given["areas"] or ()) or None,
        units=frozenset(given["units"] or ()) or None,
        meetings=frozenset(given["meetings"] or ()) or None,
    )
    return select(rows(), wanted, SortBy(given["sort"] or SortBy.DEADLINE))


@click.group(cls=TranslatedGroup, invoke_without_command=True)
@_filters
@_places
@click.pass_context
def register(context: click.Context, /, **filters: Any) -> None:
    """List what all meetings owe.

    Referrals, promised answers and commitments, with their deadlines and how they stand. The last line of each says
    where it stands: MEETING BOOK NUMBER, as `register update` takes them.
    """
    if context.invoked_subcommand is None:
        chosen = _chosen(context, filters)
        for entry in chosen:
            _print(entry)
        _print_total(chosen)


def _print(entry: RegisterEntry) -> None:
    from meeting.register.deadlines import Urgency
    from wording import register as words
    from wording.dates import day

    mark = {Urgency.OVERDUE: "!!", Urgency.DUE_SOON: "! "}.get(entry.urgency, "  ")
    text = entry.text.replace("\n", " ")
    shown = text if len(text) <= TEXT_SHOWN else text[: TEXT_SHOWN - 1] + "…"
    click.echo(f"{mark} {day(entry.deadline)}  {entry.to}  [{words.standing(entry.status, entry.urgency)}]")
    click.echo(f"   {words.OBLIGATIONS[entry.kind].screen()}: {shown}")
    click.echo(f"   {entry.meeting} {entry.book} {entry.number}")


def _print_total(chosen: list[RegisterEntry]) -> None:
    from meeting.register.view import share

    total = share("", chosen)
    click.echo(
        _("{total} entries: {closed} closed ({percent} %), {overdue} overdue.").format(
            total=total.total,
            closed=total.settled + total.explained,
            percent=total.percent_settled,
            overdue=total.overdue,
        )
    )


@register.command()
@click.option("--by", "group", default="unit", type=click.Choice(GROUPS), help="What to count by.")
@_filters
@_places
@click.pass_context
def counts(context: click.Context, /, group: str, **filters: Any) -> None:
    """Count what is owed and settled per area, unit, meeting or kind, with a bar each."""
    from meeting.register.view import GroupBy, shares
    from minutes.register import group_name

    chosen = _chosen(context, filters)
    for counted in shares(chosen, GroupBy(group)):
        done = counted.percent_settled * BAR_WIDTH // 100
        bar = "█" * done + "░" * (BAR_WIDTH - done)
        name = group_name(chosen, GroupBy(group), counted.name)
        closed = counted.settled + counted.explained
        click.echo(
            f"{bar} {counted.percent_settled:3} %  {closed}/{counted.total}  !!{counted.overdue}  {name}"
        )
    _print_total(chosen)


@register.command()
@click.argument("file", type=FileToWrite())
@_filters
@_places
@click.pass_context
def export(context: click.Context, /, file: Path, **filters: Any) -> None:
    """Write the register to FILE: .csv for any spreadsheet, .xlsx with the counts per area, unit and meeting."""
    from minutes.register import as_csv, as_workbook

    makers = {".csv": as_csv, ".xlsx": as_workbook}
    make = makers.get(file.suffix.lower())
    if make is None:
        raise click.UsageError(_("The register is exported as .csv or .xlsx."))
    from link import private_file

    private_file.write(file, make(_chosen(context, filters)))
    click.echo(file)


@register.command()
@click.argument("meeting")
@click.argument("book", type=click.Choice(BOOKS))
@click.argument("number", type=int)
@click.option("--status", type=click.Choice(STATUSES), help="How it stands now.")
@click.option("--note", default="", help="What happened.")
@click.option("--sent", "sent_on", type=DAY, help="A letter was sent on this day.")
@click.option("--received", "received_on", type=DAY, help="A reply came on this day.")
@click.option("--letter-number", default="", help="The letter's number.")
@click.option("--deadline", type=DAY, help="New deadline.")
@click.option("--owner", help="Who owes it now.")
@click.option("--addressee", help="To whom a referral goes now.")
@_places
def update(meeting: str, book: str, number: int, **changes: Any) -> None:
    """Record what happened to entry NUMBER of BOOK in MEETING: status, letters, notes, deadline, owner."""
    from meeting.commands.register import ObligationTable

    # The list above names meetings by their own ids; a folder brought in from elsewhere may have another name.
    entry = folder_of(library(), meeting) or find_meeting(meeting)
    commands = _updates(ObligationTable(book), number, **changes)
    for command in commands:
        execute(entry, command)
    click.echo(_("Recorded.") if commands else _("Nothing was given to record."))


def _updates(
    book: ObligationTable,
    number: int,
    *,
    status: str | None,
    note: str,
    sent_on: datetime | None,
    received_on: datetime | None,
    letter_number: str,
    deadline: datetime | None,
    owner: str | None,
    addressee: str | None,
) -> list[Any]:
    """The commands that the options ask for, in the order things happened."""
    from meeting.commands.register import AddLetter, AddNote, ChangeEntry, SetStatus
    from meeting.model.register import Letter, Status

    commands: list[Any] = []
    for direction, day in (("sent", sent_on), ("received", received_on)):
        if day:
            letter = Letter(direction, day.date().isoformat(), letter_number)
            commands.append(AddLetter(book, number, letter))
    if deadline or owner or addressee:
        due = deadline.date().isoformat() if deadline else None
        commands.append(ChangeEntry(book, number, owner=owner, deadline=due, addressee=addressee))
    if status:
        commands.append(SetStatus(book, number, Status(status), note))
    elif note:
        commands.append(AddNote(book, number, note))
    return commands


@register.command()
@click.argument("files", nargs=-1, required=True, type=FileToRead())
@_places
def merge(files: tuple[Path, ...]) -> None:
    """Bring in the registers of another laptop from its backups (.zip) or JSON bundles, without doubles.

    A meeting that is not here comes in whole; of one that is here only what is owed is united.
    """
    for file in files:
        click.echo(_merge(file))


def _merge(file: Path) -> str:
    """Bring in one file and say what came of it. Raises Refusal, or the store's refusals, with nothing changed."""
    from doithoai.laptop.importing import import_meeting, meeting_in
    from meeting.commands.merging import MergeRegister

    theirs = meeting_in(file)
    here = folder_of(library(), theirs.meeting.id)
    if here is None:
        return _("{id}: brought in whole.").format(id=import_meeting(file, library(), theirs).id)
    command = MergeRegister(tuple(theirs.referrals.values()), tuple(theirs.commitments.values()))
    changed = int(execute(here, command).get("entries", 0))
    return _("{id}: {count} entries of the register brought up to date.").format(id=here.id, count=changed)


@register.command()
@_places
def screen() -> None:
    """Open the register's own screen."""
    import sys

    from doithoai.laptop.register import register_source
    from doithoai.screens import require_terminal
    from tui import run_register

    require_terminal()
    sys.exit(run_register(register_source(library())))
