"""`doithoai areas`: measure the area suggestions on one's own questions, or teach them a set of areas of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doithoai.options import FileToRead, FileToWrite, data_folder, data_option, language_option
from doithoai.translated_help import TranslatedGroup
from language import gettext as _

if TYPE_CHECKING:
    from triage.lines import Line

MOST_NAMED = 10
"""Ids named in one sentence."""
READABLE = FileToRead()


@click.group(cls=TranslatedGroup)
@data_option
def areas() -> None:
    """Measure, train or switch off the area suggestions."""


@areas.command()
@click.argument("file", type=READABLE)
@click.option("--model", type=READABLE, help="A model made by `areas train` (default: the packaged one).")
@language_option
def check(file: Path, model: Path | None) -> None:
    """Measure the suggestions on FILE.

    FILE is JSON Lines: {"text": ..., "area": ..., "second": ..., "style": ...} a line; second and style may be left
    out. Prints accuracy, accuracy within two choices, coverage where the model claims confidence, a table by style
    and area, and the confusion table. Nothing is sent, stored or learnt.
    """
    from triage.quality import measured
    from triage.report import report
    from triage.suggester import Suggester

    lines = _read(file)
    try:
        suggester = Suggester.load(model)
    except ValueError as error:
        raise click.ClickException(
            _("This is not a whole model of areas: {path}").format(path=model)
        ) from error
    quality = measured((line, suggester.suggest(line.text)) for line in lines)
    click.echo("\n".join(report(quality, suggester.areas)))
    unknown = sorted({line.area for line in lines} - set(suggester.areas))
    if unknown:
        click.echo(_("The model knows no area called: {areas}").format(areas=", ".join(unknown[:MOST_NAMED])))


@areas.command()
@click.argument("file", type=READABLE)
@click.option(
    "--to",
    type=FileToWrite(),
    help="Where the model goes (default: beside FILE).",
)
@language_option
def train(file: Path, to: Path | None) -> None:
    """Teach a set of areas of your own from the labelled questions in FILE.

    FILE has the form that `areas check` reads; the areas are the ids that stand in it. Every line is tested by a
    model that never saw it, and the report of that test is printed. Stop at any time with Ctrl+C: nothing is written
    then.
    """
    from triage.report import report
    from triage.teaching import FEWEST_LINES, MOST_AREAS, TooFewLinesError, teach

    lines = _read(file)
    ids = tuple(dict.fromkeys(line.area for line in lines))
    if len(ids) > MOST_AREAS:
        sentence = _("The file has {count} areas; a set has at most {most}. Nothing was written.")
        raise click.ClickException(sentence.format(count=len(ids), most=MOST_AREAS))
    target = to or file.with_suffix(".model")
    try:
        result = teach(lines, ids, _learning)
    except TooFewLinesError as error:
        sentence = _("Area {area} has {lines} lines; at least {fewest} are needed. Nothing was written.")
        raise click.ClickException(
            sentence.format(area=error.area, lines=error.lines, fewest=FEWEST_LINES)
        ) from error
    beside = target.with_name(target.name + ".new")
    beside.write_bytes(result.model.to_bytes())
    beside.replace(target)
    click.echo("\n".join(report(result.quality, ids)))
    click.echo(_("The model is at {path}").format(path=target))


def _learning(done: int, whole: int) -> None:
    percent = done * 100 // whole
    click.echo("\r" + _("Learning: {percent} %").format(percent=percent), nl=done >= whole, err=True)


@areas.command()
@language_option
def off() -> None:
    """Suggest no areas in any meeting on this laptop; what was learnt is kept."""
    from server.triage_service import SWITCHED_OFF

    data_folder().mkdir(parents=True, exist_ok=True)
    (data_folder() / SWITCHED_OFF).touch()
    click.echo(_("No areas are suggested on this laptop, from the next start of a meeting."))


@areas.command()
@language_option
def on() -> None:
    """Suggest areas again."""
    from server.triage_service import SWITCHED_OFF

    (data_folder() / SWITCHED_OFF).unlink(missing_ok=True)
    click.echo(_("Areas are suggested on this laptop, from the next start of a meeting."))


@areas.command()
@language_option
def forget() -> None:
    """Forget what this laptop learnt from filing decisions. The meetings themselves stay as they are."""
    from server.triage_service import CORRECTIONS

    (data_folder() / CORRECTIONS).unlink(missing_ok=True)
    click.echo(_("What was learnt on this laptop is forgotten, from the next start of a meeting."))


def _read(file: Path) -> list[Line]:
    """The labelled lines of `file`. Ends the command with a sentence when one cannot be read or there are none."""
    from triage.lines import read_jsonl

    try:
        lines = read_jsonl(file)
    except UnicodeDecodeError as error:
        raise click.ClickException(
            _("This file is not UTF-8 text. Save it as UTF-8 and try again.")
        ) from error
    except (ValueError, OSError) as error:
        raise click.ClickException(_("This file cannot be read: {reason}").format(reason=error)) from error
    if len({line.area for line in lines}) < 2:
        raise click.ClickException(_("The file must have lines of at least two areas."))
    return lines
