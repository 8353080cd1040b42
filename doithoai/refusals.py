"""How the command line says no: a sentence on standard error, and a status. Never a traceback, whose lines may hold
what people wrote.
"""

from __future__ import annotations

import errno
import sys
import traceback
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

import click

from doithoai import terminal_filter
from language import gettext as _
from meeting.refusal import Refusal
from wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

REFUSED = 1
"""The status of a command that the rules, the record or the disk refused."""

FAULTY = 3
"""The status of a command that a fault of the program ended."""


@contextmanager
def report_refusals() -> Iterator[None]:
    """Turn whatever ends a command early into its sentence and status."""
    try:
        yield
    except BrokenPipeError:
        _leave_without_a_reader()
    except Exception as error:  # noqa: BLE001  the last place before the person
        if _is_closed_pipe(error):
            _leave_without_a_reader()
        message, status = refusal_message(error), _status(error)
        if not message:
            message, status = _fault(error), FAULTY
        click.echo(message, err=True)
        sys.exit(status)


def _leave_without_a_reader() -> NoReturn:
    """Whoever read the output has gone: there is nobody to tell."""
    with suppress(OSError):
        terminal_filter.drop_output()
    sys.exit(REFUSED)


def _is_closed_pipe(error: Exception) -> bool:
    """Whether Windows says so that nobody reads any more: EINVAL of a write without a file's name."""
    return (
        sys.platform == "win32"
        and isinstance(error, OSError)
        and error.errno == errno.EINVAL
        and error.filename is None
    )


def _status(error: Exception) -> int:
    """The status of a command that a refusal ended."""
    from link.start import RECORD_HELD
    from store.tinydb_journal.errors import LockedError

    return RECORD_HELD if isinstance(error, LockedError) else REFUSED


def refusal_message(error: Exception) -> str:
    """The sentence of a refusal, or of what the system refused; empty for a fault of the program."""
    # The store is loaded only by commands that use it; its refusals carry their own sentence.
    from store.messages import message
    from store.tinydb_journal.errors import JournalError, reason_of

    if isinstance(error, Refusal):
        return sentence(error.code, error.params)
    if isinstance(error, JournalError):
        return message(error)
    if isinstance(error, OSError):
        reason = _(reason_of(error))
        if error.filename is None:
            return _("The system refused: {reason}. Nothing further was changed.").format(reason=reason)
        return _("The system refused {path}: {reason}. Nothing further was changed; check the place.").format(
            path=_shown(error.filename), reason=reason
        )
    if isinstance(error, ValueError) and "embedded null" in str(error):
        # Every system's way to open files says so of such a name, and names nothing.
        return _("A name holds the character NUL, which no file's name can. Nothing further was changed.")
    return ""


NAME_SHOWN = 200
"""How much of a path is printed."""


def _shown(path: object) -> str:
    text = str(path)
    return text if len(text) <= NAME_SHOWN else f"{text[:NAME_SHOWN]}…"


def _fault(error: Exception) -> str:
    """What to tell of a fault: its kind and place in the program, never a value."""
    places = traceback.extract_tb(error.__traceback__)
    where = f"{places[-1].name} ({places[-1].filename}:{places[-1].lineno})" if places else "?"
    return _(
        "The program stopped at a fault of its own ({what} in {where}). What was recorded before is kept."
    ).format(what=type(error).__name__, where=where)
