"""A tally as rows on the stage: bars for options and numbers, the most frequent words, and what may be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.votes.kinds import Chart, kind_of
from tui.screens.stage.bars import Bar, counting, fitted
from tui.screens.stage.page import paragraph
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
    kind = kind_of(form)
    if kind.chart is Chart.LIST:
        bars = [counting(word, answers) for word, answers in kind.shared_words(tally)[:TEXT_ROWS]]
    else:
        bars = _options(form, tally, shares=kind.chart is Chart.BARS)
    if not bars:
        return paragraph(_("Every answer is different; they stand in the minutes."), measure, "quiet")
    return fitted(bars, max(bar.amount for bar in bars), measure, room)


def _options(form: Form, tally: Tally, *, shares: bool) -> list[Bar]:
    """A bar a row, as long as what is counted; options in the order of places have theirs before them."""
    return [
        Bar(
            f"{found.row.place}. {found.text}" if found.row.place else found.text,
            found.row.amount,
            f"{found.figure}  {found.share}" if shares and found.share and tally.cast else found.figure,
        )
        for found in result_rows(form, tally)
        if not found.row.abstention
    ]
