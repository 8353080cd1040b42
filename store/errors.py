"""The refusals of the record: each says what was wrong, what was kept and what to do next, in the reader's language."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from language import deferred as N_  # noqa: N812 - gettext extractors know this name
from language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
    errno.EINVAL: N_("it is not an ordinary file"),
    errno.ESTALE: N_("another program changed or replaced the file"),
}


def reason_of(error: OSError) -> str:
    """Why the disk refused, in words still to be translated."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error) or type(error).__name__


class JournalError(Exception):
    """The record will not do this. `str()` gives the three sentences; `code` and `params` are for programs."""

    code: ClassVar[str] = ""
    """A name for programs, the same in every language."""
    wrong: ClassVar[str] = ""
    kept: ClassVar[str] = ""
    next: ClassVar[str] = ""

    def __init__(self, **params: object) -> None:
        super().__init__(params)
        self.params = params

    def sentences(self) -> tuple[str, str, str]:
        """What was wrong, what was kept, what to do next."""
        params = {name: _(str(value)) if name == "reason" else value for name, value in self.params.items()}
        wrong, kept, following = (
            _(sentence).format_map(params) for sentence in (self.wrong, self.kept, self.next)
        )
        return wrong, kept, following

    def __str__(self) -> str:
        return " ".join(self.sentences())


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
    next = N_("Restore the latest snapshot with `doithoai mend`, or a backup with `doithoai restore`.")


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


class EmptyJournalError(JournalError):
    """The journal has no byte at all: something emptied it."""

    code = "empty"
    wrong = N_("The journal {path} is empty: its contents were lost.")
    kept = N_("The file was left as it is; no new record was begun in it.")
    next = N_("Restore the latest snapshot with `doithoai mend`, or a backup with `doithoai restore`.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class NotAJournalError(JournalError):
    """The file is something else than a journal."""

    code = "foreign"
    wrong = N_("{path} is not a journal of this program.")
    kept = N_("The file was left as it is.")
    next = N_(
        "Check that this is the right folder; if it is, restore the latest snapshot with `doithoai mend`."
    )

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
    next = N_(
        "Restore the latest snapshot with `doithoai mend`, or print what is valid with `doithoai export`."
    )

    def __init__(self, path: Path, n: int) -> None:
        super().__init__(path=path, n=n)
        self.n = n


class BoxDamagedError(DamagedError):
    """A ballot that was safe no longer is what was written, or the key that vouches for all of them is not."""

    code = "boxdamaged"
    wrong = N_("Line {n} of the ballot box {path} is not what was written: the box or its key was damaged.")
    kept = N_("Nothing was changed; the ballots before it are whole.")
    next = N_("Keep those with `doithoai mend`; then ask for the later ones again.")


class DivergedError(JournalError):
    """The journal and a snapshot of the same record tell two different histories."""

    code = "forked"
    wrong = N_(
        "The journal {path} and the snapshot of commit {n} do not tell the same history: one was altered."
    )
    kept = N_("Both were left as they are.")
    next = N_(
        "Compare them with a backup (`doithoai verify --against`); "
        "`doithoai mend` keeps the journal and sets the snapshot aside."
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
    """The disk refused: nothing more is accepted until the record resumes, here or in another location."""

    code = "unwritable"
    wrong = N_("The record cannot be written to {path}: {reason}.")
    kept = N_("Everything up to commit {n} is on the disk; {waiting} later commits are kept in memory.")
    next = N_("Free some space and resume, or choose a new place for the record.")

    def __init__(self, path: Path, error: OSError, n: int, waiting: int) -> None:
        super().__init__(path=path, reason=reason_of(error), n=n, waiting=waiting)


class BoxWriteError(WriteError):
    """The disk refused ballots: they stand in memory, and the next flush tries a new file."""

    code = "boxunwritable"
    wrong = N_("Ballots cannot be written to {path}: {reason}.")
    kept = N_("Ballots confirmed before are on the disk; {waiting} later ones are kept in memory.")
    next = N_("Free some space; the next ballot tries again.")


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


class BoxClosedError(JournalError):
    """A ballot came after the vote had ended."""

    code = "boxclosed"
    wrong = N_("The vote {name} has ended.")
    kept = N_("The ballots given before the end all count.")
    next = N_("Ask the host to open a new vote.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


@contextmanager
def unavailable(path: Path) -> Iterator[None]:
    """Turn what the disk refuses inside the block into the refusal UnavailableError."""
    try:
        yield
    except OSError as error:
        raise UnavailableError(path, error) from error
