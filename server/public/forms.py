"""What a poll or an item asks for, and a tally as sentences and rows, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from meeting.model.form import FormKind
from meeting.votes.kinds import KINDS, kind_of
from wording import messages, votes

if TYPE_CHECKING:
    from meeting.model.form import Form, Tally


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
        return messages.render(KINDS[FormKind(self.kind)].hint(len(self.options)))


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
    return FormView(
        kind=form.kind.value,
        options=tuple(OptionView(o.id, votes.option_text(o)) for o in form.options),
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
    shown = votes.result_rows(form, tally)
    most = max((found.row.amount for found in shown), default=0)
    sentence = " ".join(part for part in (verdict_text, votes.figures_of(form, tally)) if part)
    made = (RowView(found.text, found.figure, found.share, found.row.amount, most) for found in shown)
    return ResultView(tally.cast, sentence, tuple(made))
