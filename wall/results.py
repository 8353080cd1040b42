"""A result as blocks, of a poll or a survey's item: each kind of answer in its own chart, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.model.poll import Majority
from meeting.votes import opinions
from meeting.votes.kinds import Chart as Drawn
from meeting.votes.kinds import kind_of
from wall.slide import HUNDREDTHS, Bar, Chart, ChartKind, Role, Row, Words
from wording.votes import figures_of, mean_figure, result_rows, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meeting.model.form import Form, Tally
    from wall.slide import Block

VOICES = "“"
"""Stands before what people wrote."""


def ballots_message(counted: Tally | int) -> str:
    """How many voted, zero said as such, and how many of them abstained."""
    cast, abstained = (counted, 0) if isinstance(counted, int) else (counted.cast, counted.abstained)
    if not cast:
        return _("No ballot yet") if isinstance(counted, int) else _("No ballot was cast")
    message = ngettext("{count} ballot", "{count} ballots", cast).format(count=cast)
    if not abstained:
        return message
    without = _("{count} without an opinion").format(count=abstained)
    return f"{message}  ·  {without}"


def result(form: Form, tally: Tally, majority: Majority = Majority.MORE) -> tuple[Block, ...]:
    """The verdict where there is one, the chart in full, and the figures that sum it up."""
    found, figures = verdict(form, tally, majority), figures_of(form, tally)
    if not tally.cast:
        return (Words(found),)
    said = Words(found)
    return (
        *((said,) if found else ()),
        *_drawn(form, tally),
        *((Words(figures, Role.TEXT),) if figures else ()),
    )


def _drawn(form: Form, tally: Tally) -> Iterator[Block]:
    kind = kind_of(form)
    if kind.chart is Drawn.LIST:
        for opinion in opinions.gathered(tally.texts):
            yield Row(opinion.text, sign=VOICES, figure=str(opinion.people))
        return
    if kind.chart is Drawn.PLACES:
        yield from _places(form, tally)
        return
    bars = tuple(_bars(form, tally))
    if bars:
        yield Chart(_chart_kind(form, bars), bars, max(1, *(bar.amount for bar in bars)))


def _chart_kind(form: Form, bars: tuple[Bar, ...]) -> ChartKind:
    """Numbers and marks in columns side by side, opinions for and against as parts of a whole."""
    kind = kind_of(form)
    if kind.chart is Drawn.COUNTS or all(bar.label.isdigit() for bar in bars):
        return ChartKind.COLUMNS
    return ChartKind.WHOLE if kind.is_motion or kind.scored else ChartKind.BARS


def _bars(form: Form, tally: Tally) -> Iterator[Bar]:
    """A bar a row; abstentions are told by the count."""
    shares = kind_of(form).chart is Drawn.BARS
    for row in result_rows(form, tally):
        if not row.row.abstention:
            yield Bar(row.text, row.row.amount, row.figure, row.share if shares else "")


def legend(form: Form, tally: Tally) -> tuple[str, ...]:
    """What the figures of the chart are, where a hall could not tell: a note for the slide."""
    told = kind_of(form).chart is Drawn.PLACES and tally.cast
    return (_("The figure is the mean place on the ballots: 1 is the best"),) if told else ()


def _places(form: Form, tally: Tally) -> Iterator[Block]:
    """The options by their places, each with a mark where its mean place is."""
    bars = [
        Bar(
            f"{row.row.place}. {row.text}",
            round(HUNDREDTHS * row.row.mean_place),
            mean_figure(row.row.mean_place),
        )
        for row in result_rows(form, tally)
        if row.row.mean_place is not None
    ]
    if bars:
        yield Chart(ChartKind.PLACES, tuple(bars), HUNDREDTHS * len(form.options))
