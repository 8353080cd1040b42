"""`doithoai holidays`: which days off deadlines are counted with, and a copy of the table to edit."""

from __future__ import annotations

import shutil

import click

from doithoai.laptop.holiday_table import NAME, PACKAGED, in_use, path_in_use
from doithoai.options import data_folder, data_option, language_option
from doithoai.translated_help import TranslatedCommand
from language import gettext as _


@click.command(cls=TranslatedCommand)
@click.option(
    "--edit", is_flag=True, help="Put a copy of the table into the data folder, to be edited there."
)
@data_option
@language_option
def holidays(*, edit: bool) -> None:
    """List the days off that deadlines are counted with.

    New meetings take them over. Also says where the table is, to be edited.
    """
    home = data_folder()
    if edit and not (home / NAME).exists():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(PACKAGED, home / NAME)
    click.echo(path_in_use(home))
    calendar = in_use(home)
    signed = [*((day, "-") for day in calendar.off), *((day, "+") for day in calendar.worked)]
    for day, sign in sorted(signed, key=lambda pair: pair[0].on):
        unsure = _(" (not announced yet)") if day.provisional else ""
        click.echo(f"{sign} {day.on} {day.name}{unsure}")
