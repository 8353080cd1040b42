"""What a ballot box refuses; the record's own errors are the journal's."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812 - gettext extractors know this name
from store.tinydb_journal.errors import DamagedError, JournalError, WriteError


class BoxDamagedError(DamagedError):
    """A ballot that was safe no longer is what was written, or the key that vouches for all of them is not."""

    code = "boxdamaged"
    wrong = N_("Line {n} of the ballot box {path} is not what was written: the box or its key was damaged.")
    kept = N_("Nothing was changed; the ballots before it are whole.")
    next = N_("Keep those with `doithoai mend`; then ask for the later ones again.")


class BoxWriteError(WriteError):
    """The disk refused ballots: they stand in memory, and the next flush tries a new file."""

    code = "boxunwritable"
    wrong = N_("Ballots cannot be written to {path}: {reason}.")
    kept = N_("Ballots confirmed before are on the disk; {waiting} later ones are kept in memory.")
    next = N_("Free some space; the next ballot tries again.")


class BoxClosedError(JournalError):
    """A ballot came after the vote had ended."""

    code = "boxclosed"
    wrong = N_("The vote {name} has ended.")
    kept = N_("The ballots given before the end all count.")
    next = N_("Ask the host to open a new vote.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
