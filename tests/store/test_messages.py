"""What the journal found and refused, as the product says it."""

from __future__ import annotations

from pathlib import Path

import pytest

import store
from language import using
from store import DamagedError, WriteError
from store.messages import COMMANDS, message
from store.tinydb_journal.errors import DivergedError, EmptyJournalError, JournalLostError, NotAJournalError


def test_the_journal_speaks_english_and_the_product_the_readers_language_and_its_own_commands() -> None:
    lost = JournalLostError(Path("m"))
    assert "mend=True" in str(lost)
    with using("en"):
        assert "`doithoai mend`" in message(lost)
        assert "mend=True" not in message(lost)
    with using("vi"):
        assert "bản chụp" in message(lost)
        assert "đã đầy" in message(WriteError(Path("m"), OSError(28, "No space left on device"), 3, 2))


def test_every_step_of_the_library_that_names_its_own_call_has_a_command_instead() -> None:
    for error in (JournalLostError, DamagedError, EmptyJournalError, NotAJournalError):
        assert error.next in COMMANDS
    assert DivergedError.next in COMMANDS


def test_what_the_system_refused_is_said_as_the_system_says_it() -> None:
    assert message(OSError(28, "No space left on device")) == "[Errno 28] No space left on device"


def test_a_name_the_store_does_not_have_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Folower"):
        _ = store.Folower  # type: ignore[attr-defined]
