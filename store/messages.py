"""What the journal found and refused, in the reader's language and with this program's own commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from language import deferred as N_  # noqa: N812 - gettext extractors know this name
from language import gettext as _
from store.tinydb_journal import errors

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = {
    errors.MEND: N_("Restore the latest snapshot with `doithoai mend`, or a backup with `doithoai restore`."),
    errors.NotAJournalError.next: N_(
        "Check that this is the right folder; if it is, restore the latest snapshot with `doithoai mend`."
    ),
    errors.DamagedError.next: N_(
        "Restore the latest snapshot with `doithoai mend`, or print what is valid with `doithoai export`."
    ),
    errors.DivergedError.next: N_(
        "Compare them with a backup (`doithoai verify --against`); "
        "`doithoai mend` keeps the journal and sets the snapshot aside."
    ),
}
"""What the library tells a programmer to do next, as what a host does next."""


class Finding(Protocol):
    """An error, a report of a recovery, a verification or a comparison."""

    def message(self, translate: Callable[[str], str] = str) -> str:
        """The finding in words."""


def message(finding: Finding | OSError) -> str:
    """`finding` in the reader's language; what the system refused in its own words."""
    return str(finding) if isinstance(finding, OSError) else finding.message(translated)


def translated(sentence: str) -> str:
    """A sentence of the library in the reader's language."""
    return _(COMMANDS.get(sentence, sentence))
