"""Every table of the record has its place: whole at a hall, in part, or kept in the main hall."""

from __future__ import annotations

from server.halls.redaction import unplaced


def test_no_table_goes_to_a_hall_without_somebody_having_thought_of_it() -> None:
    assert not unplaced()
