"""What a poll or an item asks for, and a tally as sentences and rows, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from language import current, gettext, vote_words
from meeting.model.form import Form, FormKind, RankingMethod, Tally
from meeting.text import amounts
from meeting.votes.findings import base, content, finding, mean_score
from meeting.votes.kinds import KINDS, kind_of
from meeting.votes.poll_view import OptionRow, rows
from meeting.votes.shares import tenths
from meeting.votes.spread import spread

if TYPE_CHECKING:
    from meeting.model.poll import Poll


class OptionView(msgspec.Struct, frozen=True):
    """An option in the language of the page."""

    id: str
    text: str


class FormView(msgspec.Struct, frozen=True):
    """What is asked for; see `meeting.model.form.Form`. `one` tells that exactly one option is picked."""

    kind: str
    options: tuple[OptionView, ...]
    one: bool
    least: int
    most: int
    lower: str
    upper: str
    decimals: int
    unit: str
    abstain: bool

    @property
    def shape(self) -> str:
        """How the page asks for an answer: a `meeting.votes.kinds.Shape`."""
        return KINDS[FormKind(self.kind)].shape.value

    @property
    def hint(self) -> str:
        """What else must be known to answer, in the current language; mostly nothing."""
        found = KINDS[FormKind(self.kind)].hint(len(self.options))
        return gettext(found.id).format(**found.params) if found else ""


class RowView(msgspec.Struct, frozen=True):
    """A row of a result: its words, figure and share as printed, and its bar's length out of `most`."""

    text: str
    figure: str
    share: str
    amount: int
    most: int


class ResultView(msgspec.Struct, frozen=True):
    """A tally as sentences and rows."""

    cast: int
    sentence: str
    rows: tuple[RowView, ...]


def form_view(form: Form) -> FormView:
    """What a form asks for, in the current language."""
    english = current() == "en"
    return FormView(
        kind=form.kind.value,
        options=tuple(OptionView(o.id, o.text_en if english and o.text_en else o.text) for o in form.options),
        one=kind_of(form).takes_one,
        least=form.least,
        most=form.most,
        lower=form.lower,
        upper=form.upper,
        decimals=form.decimals,
        unit=form.unit,
        abstain=form.abstain,
    )


def result_view(form: Form, tally: Tally, verdict_text: str = "") -> ResultView:
    """A tally in the current language; `verdict_text` stands in front of what the figures say themselves."""
    shown = rows(form, tally)
    most = max((row.amount for row in shown), default=0)
    halves = form.kind is FormKind.RANKING and form.method is RankingMethod.POINTS
    sentence = " ".join(part for part in (verdict_text, _figures(form, tally)) if part)
    return ResultView(tally.cast, sentence, tuple(_row_view(row, most, halves=halves) for row in shown))


def _row_view(row: OptionRow, most: int, *, halves: bool) -> RowView:
    whole, half = divmod(row.amount, 2) if halves and not row.abstention else (row.amount, 0)
    return RowView(
        text=row.text_en if current() == "en" else row.text,
        figure=vote_words.number(f"{whole}.5" if half else str(whole)),
        share="" if row.share is None else vote_words.percent(row.share),
        amount=row.amount,
        most=most,
    )


def _figures(form: Form, tally: Tally) -> str:
    """Mean and satisfaction of a scale, the figures of numbers; empty where the kind has none."""
    if (found := spread(tally.amounts)) is not None:
        return vote_words.spread(*found.as_text(), form.unit)
    mean = mean_score(form, tally)
    if mean is None:
        return ""
    satisfied = content(form, tally)
    rate = None if satisfied is None else tenths(satisfied, tally.valid)
    return vote_words.mean(amounts.rounded(mean), rate)


def verdict(poll: Poll, tally: Tally) -> str:
    """What a poll's tally says, exactly, in the current language."""
    found = finding(poll.form, tally, poll.majority)
    options = [option.text for option in form_view(poll.form).options if option.id in found.options]
    yes = tally.counts[0] if poll.form.kind is FormKind.YES_NO and tally.counts else 0
    share = tenths(yes, base(poll.form, tally))
    return vote_words.verdict(found.verdict.value, options=options, yes=yes, cast=tally.cast, tenths=share)
