"""The letters of QR links: one for each section, and what they open stands behind them."""

from __future__ import annotations

from meeting.phone_sections import Section


def test_a_section_is_a_letter_and_the_number_of_what_it_opens() -> None:
    assert Section.POLL.of(7) == "b7"
    assert Section.ATTENDANCE.of() == "d0"
    assert len({section.value for section in Section}) == len(Section)
    assert all(len(section.value) == 1 for section in Section)


def test_a_link_is_in_capitals_behind_the_front_page() -> None:
    assert Section.POLL.link("http://192.168.1.5:8080/7KQ", 7) == "http://192.168.1.5:8080/7KQ/B7"
