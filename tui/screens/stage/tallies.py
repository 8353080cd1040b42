"""A tally as rows on the stage: bars for options and numbers, the most frequent words, and what may be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.model.form import FormKind
from meeting.votes import spread
from meeting.votes.open_answers import word_list
from tui.screens.stage.bars import Bar, counting, fitted
from tui.screens.stage.page import paragraph
from wording.figures import number
from wording.votes import result_rows

if TYPE_CHECKING:
    from meeting.model.form import Form, Tally
    from tui.screens.stage.page import Line

TEXT_ROWS = 8
"""Most words listed of an open poll."""


def cast_words(tally: Tally) -> str:
    """How many voted, and how many of them abstained."""
    message = ngettext("{count} ballot", "{count} ballots", tally.cast).format(count=tally.cast)
    if not tally.abstained:
        return message
    without = _("{count} without an opinion").format(count=tally.abstained)
    return f"{message}  ·  {without}"


def chart(form: Form, tally: Tally, measure: int, room: int) -> tuple[Line, ...]:
    """The rows that show a tally, at most `room` of them."""
    if form.kind is FormKind.NUMERIC:
        bars = _numbers(tally)
    elif form.kind is FormKind.TEXT:
        bars = [counting(word.text, word[1]) for word in word_list(tally.texts)[:TEXT_ROWS]]
    else:
        bars = _options(form, tally)
    if not bars:
        return paragraph(_("Every answer is different; they stand in the minutes."), measure, "quiet")
    return fitted(bars, max(bar.amount for bar in bars), measure, room)


def _options(form: Form, tally: Tally) -> list[Bar]:
    """A bar an option; a ranking's in the order of places, as long as what its method counts."""
    return [
        Bar(
            f"{found.row.place}. {found.text}" if found.row.place else found.text,
            found.row.amount,
            f"{found.figure}  {found.share}" if found.share and tally.cast else found.figure,
        )
        for found in result_rows(form, tally)
        if not found.row.abstention
    ]


def _numbers(tally: Tally) -> list[Bar]:
    ranges = [(number(one.least), number(one.greatest), one.answers) for one in spread.bars(tally.amounts)]
    return [
        counting(least if least == greatest else f"{least} – {greatest}", answers)
        for least, greatest, answers in ranges
    ]
