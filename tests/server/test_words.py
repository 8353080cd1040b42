"""The words phones read: refusals in both languages, dates as people write them."""

from __future__ import annotations

import language
from server.access import refusals
from wording.dates import day
from wording.refusals import SENTENCES


def test_every_refusal_the_phones_can_meet_has_a_sentence_in_both_languages() -> None:
    with language.using("vi"):
        for code in refusals._STATUSES:
            assert language.gettext(SENTENCES[code]) != SENTENCES[code], code


def test_dates_are_written_as_people_here_write_them() -> None:
    assert day("2026-12-05") == "05/12/2026"
    with language.using("en"):
        assert day("2026-12-05") == "5 December 2026"
    assert day("sớm") == "sớm"
