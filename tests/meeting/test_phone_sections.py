"""The letters of QR links: one for each section, and what they open stands behind them."""

from __future__ import annotations

from meeting.phone_sections import Section


def test_a_section_is_a_letter_and_the_number_of_what_it_opens() -> None:
    assert Section.POLL.of(7) == "b7"
    assert Section.ATTENDANCE.of() == "d0"
    assert len({section.value for section in Section}) == len(Section)
    assert all(len(section.value) == 1 for section in Section)
