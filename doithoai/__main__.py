"""The command line's front door: names every command and loads the one that is asked for."""

from __future__ import annotations

import os
from importlib import import_module

import click

from doithoai import __version__, terminal_filter
from doithoai.options import LANGUAGE_VARIABLE, data_option, language_option
from doithoai.refusals import report_refusals
from doithoai.translated_help import TranslatedGroup, use_language
from language import LANGUAGES

COMMANDS = {
    "new": "doithoai.commands.new:new",
    "host": "doithoai.commands.host:host",
    "stage": "doithoai.commands.stage:stage",
    "secretary": "doithoai.commands.secretary:secretary",
    "hall": "doithoai.commands.hall:hall",
    "halls": "doithoai.commands.halls:halls",
    "pair": "doithoai.commands.pair:pair",
    "serve": "doithoai.commands.serve:serve",
    "server": "doithoai.commands.server:server",
    "database": "doithoai.commands.database:database",
    "end": "doithoai.commands.end:end",
    "import": "doithoai.commands.import_:import_",
    "export": "doithoai.commands.export:export",
    "correct": "doithoai.commands.correct:correct",
    "content": "doithoai.commands.content:content",
    "profile": "doithoai.commands.profile:profile",
    "template": "doithoai.commands.template:template",
    "register": "doithoai.commands.register:register",
    "follow": "doithoai.commands.follow:follow",
    "sign": "doithoai.commands.sign:sign",
    "verify": "doithoai.commands.verify:verify",
    "backup": "doithoai.commands.backup:backup",
    "restore": "doithoai.commands.backup:restore",
    "mend": "doithoai.commands.mend:mend",
    "areas": "doithoai.commands.areas:areas",
    "holidays": "doithoai.commands.holidays:holidays",
    "poster": "doithoai.commands.poster:poster",
    "doctor": "doithoai.commands.doctor:doctor",
    "demo": "doithoai.commands.demo:demo",
}
"""Each command and where it stands. Only the chosen one is imported: `--help` must not load a web server."""


class LazyCommands(TranslatedGroup):
    """A group that imports a command's module when the command is named."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The commands in the order people meet them."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import and return the command called `name`, or None."""
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=LazyCommands, invoke_without_command=True)
@click.version_option(__version__, prog_name="doithoai")
@data_option
@language_option
@click.pass_context
def cli(context: click.Context) -> None:
    """Run a live dialogue meeting from this laptop.

    Without a command: the home screen, with the meetings on this laptop and a new meeting.
    """
    if context.invoked_subcommand is None:
        from doithoai.commands.home import home

        home()


def occupy_standard_descriptors() -> None:
    """Where this process was started with standard streams closed, let nothing else take their numbers.

    Otherwise the next file opened, a journal perhaps, would get what the system writes to standard error.
    """
    while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:  # the three standard streams
        pass
    os.close(opened)


def main() -> None:
    """Run the command line; refusals and wrong input end with a sentence and status 1 or 2, never a traceback."""
    occupy_standard_descriptors()
    terminal_filter.install()
    wished = os.environ.get(LANGUAGE_VARIABLE)
    use_language(wished if wished in LANGUAGES else LANGUAGES[0])
    with report_refusals():
        try:
            cli()
        finally:
            terminal_filter.flush()


if __name__ == "__main__":
    main()
