"""What the journal refuses, and why: each error is an English sentence, a code and parameters.

A program that speaks another language translates the sentences (`JournalError.message`); `N_` marks them for
gettext's extractors.
"""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def N_(sentence: str) -> str:  # noqa: N802 - gettext extractors know this name
    """`sentence` itself, marked for translators."""
    return sentence


REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("this user's share of the disk is full"),
    errno.EFBIG: N_("the file may not grow any further"),
    errno.EIO: N_("the disk reported an error"),
    errno.EROFS: N_("the disk is read-only"),
    errno.EACCES: N_("this user has no right to it"),
    errno.EPERM: N_("this user has no right to it"),
    errno.ENOENT: N_("it is no longer there"),
    errno.ENODEV: N_("the disk is no longer there"),
    errno.ENXIO: N_("the disk is no longer there"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ENOTDIR: N_("a file stands where a folder should be"),
    errno.EISDIR: N_("a folder stands where a file should be"),
    errno.ELOOP: N_("its links lead in a circle"),
    errno.EEXIST: N_("something of that name is already there"),
    errno.ESTALE: N_("another program changed or replaced the file"),
}


HELD_BY_ANOTHER = frozenset({32, 33})
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which Windows else says with EACCES
(learn.microsoft.com/windows/win32/debug/system-error-codes--0-499-)."""
HELD = N_("another program holds the file open")
NOT_ORDINARY = N_("it is not an ordinary file")


def reason_of(error: OSError) -> str:
    """Why the disk refused, in words still to be translated."""
    if getattr(error, "winerror", None) in HELD_BY_ANOTHER:
        return HELD
    return REASONS.get(error.errno or 0) or error.strerror or str(error) or type(error).__name__


MEND = "Restore the latest snapshot by opening it with mend=True, or restore a backup."
"""What a program does next where the journal itself is of no use. A product may name its own command instead."""


class JournalError(Exception):
    """The journal refuses. `str()` is in English; `code` and `params` are for programs."""

    code: ClassVar[str] = ""
    """Which error it is, the same in every language and release."""
    wrong: ClassVar[str] = ""
    kept: ClassVar[str] = ""
    next: ClassVar[str] = ""

    def __init__(self, **params: object) -> None:
        super().__init__(params)
        self.params = params

    def sentences(self, translate: Callable[[str], str] = str) -> tuple[str, str, str]:
        """What was wrong, what was kept and what to do next; `translate` gets each sentence with its braces."""
        params = {
            name: translate(str(value)) if name == "reason" else value for name, value in self.params.items()
        }
        wrong, kept, following = (
            translate(sentence).format_map(params) for sentence in (self.wrong, self.kept, self.next)
        )
        return wrong, kept, following

    def message(self, translate: Callable[[str], str] = str) -> str:
        """The sentences in one."""
        return " ".join(self.sentences(translate))

    def __str__(self) -> str:
        return self.message()


class NotFoundError(JournalError):
    """There is no record in this folder."""

    code = "missing"
    wrong = N_("There is no record in {path}.")
    kept = N_("Nothing was made or changed there.")
    next = N_("Check the folder's name, or create a new record.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class JournalLostError(NotFoundError):
    """There was a record here: its snapshots are left, and its journal is gone."""

    code = "lost"
    wrong = N_("The journal of the record in {path} is gone.")
    kept = N_("Its snapshots are still there; no new record was begun beside them.")
    next = MEND


class AlreadyExistsError(JournalError):
    """A new record must not take the place of an older one."""

    code = "exists"
    wrong = N_("{path} already holds a record.")
    kept = N_("The record there was not touched.")
    next = N_("Open it, or choose another folder for the new record.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class LockedError(JournalError):
    """Another process is the record's one writer. `pid` and `since` say which, where they could be read."""

    code = "held"
    wrong = N_("{path} is open in another program (process {pid}, since {since}).")
    kept = N_("That program goes on undisturbed.")
    next = N_("Close it there first, or open this record for reading only.")

    def __init__(self, path: Path, pid: int | None, since: str) -> None:
        super().__init__(path=path, pid=pid or "?", since=since or "?")
        self.pid, self.since = pid, since


class KeptElsewhereError(JournalError):
    """The record was moved, and what stands here is only a copy."""

    code = "elsewhere"
    wrong = N_("The record in {path} is kept elsewhere now: {where}.")
    kept = N_("What stands here is a copy for reading, and was not touched.")
    next = N_("Go on with the record there, or move it back here.")

    def __init__(self, path: Path, where: str) -> None:
        super().__init__(path=path, where=where)


class EmptyJournalError(JournalError):
    """The journal has no byte at all: something emptied it."""

    code = "empty"
    wrong = N_("The journal {path} is empty: its contents were lost.")
    kept = N_("The file was left as it is; no new record was begun in it.")
    next = MEND

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class NotAJournalError(JournalError):
    """The file is something else than a journal."""

    code = "foreign"
    wrong = N_("{path} is not a journal of this program.")
    kept = N_("The file was left as it is.")
    next = f"Check that this is the right folder. {MEND}"

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class NotABackupError(NotAJournalError):
    """The file is no backup, or only a part of one."""

    code = "nobackup"
    wrong = N_("{path} is not a whole backup of this program.")
    next = N_("Take another copy of it.")


class TooLargeError(JournalError):
    """The file is far larger than any record."""

    code = "oversized"
    wrong = N_("{path} takes {size} MB: far more than any record, so it was not read.")
    kept = N_("The file was left as it is.")
    next = N_("Move it elsewhere and unpack the latest backup.")

    def __init__(self, path: Path, size: int) -> None:
        super().__init__(path=path, size=size >> 20)


class NewerFormatError(JournalError):
    """A later version of the program wrote this."""

    code = "newerformat"
    wrong = N_("{path} was written by a newer version of this program (format {format}).")
    kept = N_("The record was not touched.")
    next = N_("Update the program on this laptop, or open the record where it was made.")

    def __init__(self, path: Path, found: int) -> None:
        super().__init__(path=path, format=found)


class DamagedError(JournalError):
    """A commit that was safely on the disk no longer is what was written. `n` is the first such commit."""

    code = "damaged"
    wrong = N_("Commit {n} in {path} is not what was written: the file was damaged or altered.")
    kept = N_("Nothing was changed; the commits before {n} are whole.")
    next = "Restore the latest snapshot by opening it with mend=True, or read what is valid before it."

    def __init__(self, path: Path, n: int) -> None:
        super().__init__(path=path, n=n)
        self.n = n


class DivergedError(JournalError):
    """The journal and a snapshot of the same record tell two different histories."""

    code = "forked"
    wrong = N_(
        "The journal {path} and the snapshot of commit {n} do not tell the same history: one was altered."
    )
    kept = N_("Both were left as they are.")
    next = (
        "Compare them with a backup; opened with mend=True, the journal is kept and the snapshot set aside."
    )

    def __init__(self, path: Path, n: int) -> None:
        super().__init__(path=path, n=n)
        self.n = n


class ConflictError(JournalError):
    """What this commit changed has been changed again since."""

    code = "overtaken"
    wrong = N_("Commit {n} cannot be undone: what it changed was changed again later.")
    kept = N_("Nothing was changed.")
    next = N_("Undo the later change first.")

    def __init__(self, n: int) -> None:
        super().__init__(n=n)


class WriteError(JournalError):
    """The disk refused: nothing more is accepted until the record resumes, here or in another location.

    The last lines may have landed all the same.
    """

    code = "unwritable"
    wrong = N_("The record cannot be written to {path}: {reason}.")
    kept = N_("Everything up to commit {n} is on the disk; {waiting} later commits are kept in memory.")
    next = N_("Free some space and resume, or choose a new place for the record.")

    def __init__(self, path: Path, error: OSError, n: int, waiting: int) -> None:
        super().__init__(path=path, reason=reason_of(error), n=n, waiting=waiting)
        self.error = error


class FencedError(WriteError):
    """Another writer has gone on with the record since: nothing may ever be written here again."""

    code = "fenced"
    next = N_("Let that program go on, or choose a new place for the record.")


class UnavailableError(JournalError):
    """The folder cannot be read or written at all."""

    code = "unusable"
    wrong = N_("The record in {path} cannot be opened: {reason}.")
    kept = N_("Nothing was changed.")
    next = N_("Choose another place, or open the record for reading only.")

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(path=path, reason=reason_of(error))


class ReadOnlyError(JournalError):
    """A follower only looks."""

    code = "readonly"
    wrong = N_("This copy of the record is for reading only.")
    kept = N_("Nothing was changed.")
    next = N_("Make the change in the program that holds the record.")


class ClosedError(JournalError):
    """The record was closed before."""

    code = "closed"
    wrong = N_("This record has been closed.")
    kept = N_("Everything committed before is on the disk.")
    next = N_("Open the record again.")


@contextmanager
def unavailable(path: Path) -> Iterator[None]:
    """Turn what the disk refuses inside the block into UnavailableError, and a name that can be no file's."""
    try:
        yield
    except OSError as error:
        raise UnavailableError(path, error) from error
    except ValueError as error:
        if "\0" not in str(path):
            raise
        raise UnavailableError(path, OSError(errno.EINVAL, NOT_ORDINARY)) from error
