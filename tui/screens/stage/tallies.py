"""A tally as rows on the stage: bars for options and numbers, the most frequent words, and what may be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import current, ngettext
from language import gettext as _
from language.vote_words import METHODS, number
from meeting.model.form import FormKind, RankingMethod
from meeting.votes import spread
from meeting.votes.findings import base
from meeting.votes.open_answers import word_list
from meeting.votes.poll_view import rows
from meeting.votes.shares import percent
from tui.screens.stage.bars import Bar, counting, fitted
from tui.screens.stage.page import paragraph

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


def share(part: int, whole: int) -> str:
    """A percentage with the decimal mark of the screen's language."""
    return f"{percent(part, whole, ',' if current() == 'vi' else '.')} %"


def _options(form: Form, tally: Tally) -> list[Bar]:
    """A bar an option; a ranking's in the order of places, as long as what its method counts."""
    halves = form.kind is FormKind.RANKING and form.method is RankingMethod.POINTS
    bars = []
    for row in rows(form, tally):
        if row.abstention:
            continue
        text = row.text_en if current() == "en" else row.text
        whole, half = divmod(row.amount, 2) if halves else (row.amount, 0)
        figure = number(f"{whole}.5" if half else str(whole))
        if row.share is not None and base(form, tally):
            figure += f"  {share(row.amount, base(form, tally))}"
        bars.append(Bar(f"{row.place}. {text}" if row.place else text, row.amount, figure))
    return bars


def method_words(form: Form) -> str:
    """How a ranking was counted; empty for other kinds."""
    return _(METHODS[form.method.value]) if form.kind is FormKind.RANKING else ""


def _numbers(tally: Tally) -> list[Bar]:
    ranges = [(number(one.least), number(one.greatest), one.answers) for one in spread.bars(tally.amounts)]
    return [
        counting(least if least == greatest else f"{least} – {greatest}", answers)
        for least, greatest, answers in ranges
    ]
