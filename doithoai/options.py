"""Options and arguments that commands share: where meetings are kept, which meeting, which language."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import platformdirs

import language
from doithoai.translated_help import use_language
from language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from link.library import MeetingFolder, MeetingLibrary

F = TypeVar("F", bound="Callable[..., Any]")

DATA_VARIABLE = "DOITHOAI_DATA"
LANGUAGE_VARIABLE = "DOITHOAI_LANGUAGE"


def default_data() -> Path:
    """Where this person's meetings are kept unless told otherwise."""
    return platformdirs.user_data_path("doithoai", appauthor=False)


def _remember_data(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    """Make the choice hold for this command and for every process it starts."""
    if value is not None:
        os.environ[DATA_VARIABLE] = str(value.absolute())


def _use_language(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        os.environ[LANGUAGE_VARIABLE] = value
        use_language(value)


def data_option(command: F) -> F:
    """`--data DIR`: the folder that holds the meetings. Read it with `data_folder()`."""
    option = click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar=DATA_VARIABLE,
        expose_value=False,
        callback=_remember_data,
        help="Folder that holds the meetings (default: this person's own data folder).",
    )
    return option(command)


def language_option(command: F) -> F:
    """`--language vi|en`: the language of screens and messages."""
    option = click.option(
        "--language",
        type=click.Choice(language.LANGUAGES),
        envvar=LANGUAGE_VARIABLE,
        expose_value=False,
        callback=_use_language,
        is_eager=True,
        help="Language of screens and messages (default: vi).",
    )
    return option(command)


class FileToRead(click.Path):
    """The path of a file or folder that is read, however it was dropped or pasted into the terminal."""

    def __init__(self, *, exists: bool = True, dir_okay: bool = False) -> None:
        super().__init__(exists=exists, dir_okay=dir_okay, path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """The path that was meant. Fails where it must be there and is not."""
        from link.given_path import given_path

        return Path(os.fsdecode(super().convert(given_path(os.fsdecode(value)), param, ctx)))


class FileToWrite(click.Path):
    """The path of a file that is to be written: a new one, or an ordinary one to be replaced; no device, no pipe."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """The path. Fails where something else than an ordinary file stands there."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if path.exists() and not path.is_file():
            self.fail(_("{path} is no ordinary file.").format(path=path), param, ctx)
        return path


class LateChoice(click.Choice[str]):
    """One of several words that are read when they are needed, so that making the command loads nothing."""

    def __init__(self, read: Callable[[], list[str]]) -> None:
        super().__init__(())
        self._read = read

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """The words, for help."""
        self.choices = tuple(self._read())
        return super().get_metavar(param, ctx)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word that was given. Fails where it is none of them."""
        self.choices = tuple(self._read())
        return super().convert(value, param, ctx)


meeting_argument = click.argument("meeting")
"""MEETING: an id, the beginning of one, or `latest`."""


def data_folder() -> Path:
    """The folder chosen by `--data`, the environment, or the default."""
    chosen = os.environ.get(DATA_VARIABLE)
    return Path(chosen) if chosen else default_data()


def library() -> MeetingLibrary:
    """The meetings on this laptop."""
    from link.library import MeetingLibrary

    return MeetingLibrary(data_folder())


def find_meeting(text: str) -> MeetingFolder:
    """The meeting that MEETING names. Raises Refusal where none or several fit."""
    return library().find(text)


def wifi_security_option(command: F) -> F:
    """`--wifi-security KIND`, None where it is left out."""
    from meeting.model.profile import WIFI_SECURITIES

    return click.option(
        "--wifi-security",
        type=click.Choice(WIFI_SECURITIES, case_sensitive=False),
        help="Its kind, where it is not told by whether there is a password; nopass: open.",
    )(command)


def certificate_options(command: F) -> F:
    """`--certificate FILE`, `--key FILE`, `--name HOST`: phones come by HTTPS. Paths are made absolute."""
    file = click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path)
    for option in (
        click.option(
            "--name", default="", help="The name in the certificate that phones use (default: its first)."
        ),
        click.option("--key", type=file, help="Its private key, where that is a file of its own."),
        click.option(
            "--certificate",
            type=file,
            help="The agency's certificate with its chain (PEM): phones come by HTTPS.",
        ),
    ):
        command = option(command)
    return command


def certificate_words(certificate: Path | None, key: Path | None, name: str) -> tuple[str, ...]:
    """Those options as words of a command line."""
    return (
        *(("--certificate", str(certificate)) if certificate else ()),
        *(("--key", str(key)) if key else ()),
        *(("--name", name) if name else ()),
    )
