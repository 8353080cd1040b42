"""The command line in the person's language: help worded when it is read, and Click's own sentences."""

from __future__ import annotations

import gettext as stdlib_gettext
import os
from contextlib import contextmanager
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING

import click

import language
from language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLICK = "click"
_STANDARD_VARIABLE = "LANGUAGE"
"""Where the standard library's gettext, through which Click speaks, looks first for the language."""


def use_language(chosen: str) -> None:
    """Use language `chosen` for everything from now on ("vi" or "en"). Raises ValueError for any other."""
    language.use(chosen)
    os.environ[_STANDARD_VARIABLE] = chosen
    stdlib_gettext.bindtextdomain(_CLICK, Path(language.__file__).parent)
    stdlib_gettext.textdomain(_CLICK)


def message_of(help_: str) -> str:
    """The message id of a docstring or an option's help: its paragraphs, however their lines are broken in the code."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in cleandoc(help_).split("\n\n"))


@contextmanager
def _worded(command: click.Command) -> Iterator[None]:
    """Have the help of `command` and of its options in the current language within the block.

    Nothing is translated before it is shown: `--language` is read after the command was made.
    """
    worded: list[click.Command | click.Option] = [
        command,
        *(each for each in command.params if isinstance(each, click.Option)),
    ]
    before = [each.help for each in worded]
    for each in worded:
        each.help = _(message_of(each.help)) if each.help else each.help
    try:
        yield
    finally:
        for each, help_ in zip(worded, before, strict=True):
            each.help = help_


class TranslatedCommand(click.Command):
    """A command whose help is in the person's language."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, worded anew: Click words it once, when it makes it."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The whole page."""
        with _worded(self):
            super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The line in the list of commands."""
        with _worded(self):
            return super().get_short_help_str(limit)


class TranslatedGroup(TranslatedCommand, click.Group):
    """A command of such commands."""

    command_class = TranslatedCommand
