"""Votes in words: what a poll is, and its result as a verdict, figures and rows; the same wherever it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from language import current, gettext
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from meeting.model.pledge import PledgePhase
from meeting.model.poll import Majority
from meeting.model.vote import VotePhase
from meeting.text import amounts
from meeting.votes.kinds import base, finding, kind_of, rows
from meeting.votes.results import tenths
from wording import figures, messages

if TYPE_CHECKING:
    from decimal import Decimal

    from meeting.model.form import Form, Option, Tally
    from meeting.votes.results import OptionRow

VERDICTS = {
    "no_ballots": N_("Nobody voted: there is no result."),
    "all_abstained": N_("All {cast} ballots express no opinion: there is no result."),
    "carried": N_("Carried: {yes} of {cast} ballots in favour ({percent})."),
    "not_carried": N_("Not carried: {yes} of {cast} ballots in favour ({percent})."),
    "tie": N_("Tied: {options}. Nothing is decided."),
    "leading": N_("First: {options}."),
    "counted": "",
}
"""By the verdicts of `meeting.votes.results`."""

BASES = {
    True: N_("percentages are of all ballots cast"),
    False: N_("percentages are of the ballots that give an answer; “No opinion” is not counted in"),
}
"""What percentages are of: True where abstentions are part of the whole."""

ROUNDING = N_(
    "each percentage is rounded by itself to one decimal, so a column may add up to a little more or less"
)
"""The stated rule of `meeting.votes.results`."""


PHASES: dict[VotePhase | PledgePhase, str] = {
    VotePhase.PREPARED: N_("prepared"),
    VotePhase.OPEN: N_("open"),
    VotePhase.CLOSED: N_("closed, not shown"),
    VotePhase.REVEALED: N_("shown"),
    PledgePhase.PREPARED: N_("prepared"),
    PledgePhase.SIGNING: N_("being signed"),
    PledgePhase.SIGNED: N_("signed"),
}
"""The phases of polls, surveys and pledges, as the host reads them."""


class ResultRow(NamedTuple):
    """A row of a result as printed: its words, its figure, and its share, empty where it has none.

    `row` is what it words.
    """

    text: str
    figure: str
    share: str
    row: OptionRow


def kind_name(form: Form) -> str:
    """What the form's kind is called, in the current language."""
    return gettext(kind_of(form).name)


def manner(form: Form, majority: Majority) -> list[str]:
    """How a poll is held: its kind, and where there is something to say, what carries it and how it is counted."""
    kind = kind_of(form)
    return [gettext(message) for message in (kind.name, kind.needed(majority), kind.method(form)) if message]


def method(form: Form) -> str:
    """How the form is counted, where there are several ways; otherwise empty."""
    return gettext(message) if (message := kind_of(form).method(form)) else ""


def option_text(option: Option) -> str:
    """An option in the current language."""
    return option.text_en if current() == "en" and option.text_en else option.text


def verdict(form: Form, tally: Tally, majority: Majority = Majority.MORE) -> str:
    """What follows from a result, exactly; empty where there is nothing to say beyond the figures."""
    found = finding(form, tally, majority)
    message = VERDICTS[found.verdict.value]
    if not message:
        return ""
    options = "; ".join(option_text(option) for option in form.options if option.id in found.options)
    yes = kind_of(form).in_favour(tally)
    percent = figures.percent(tenths(yes, base(form, tally)))
    return gettext(message).format(options=options, yes=yes, cast=tally.cast, percent=percent)


def figures_of(form: Form, tally: Tally) -> str:
    """Mean and satisfaction of a scale, the figures of numbers; empty where the form has none."""
    return messages.render(kind_of(form).figures(form, tally))


def mean_figure(mean: Decimal | None) -> str:
    """A mean to two places; empty where there is none."""
    return "" if mean is None else figures.number(amounts.rounded(mean))


def result_rows(form: Form, tally: Tally) -> list[ResultRow]:
    """The rows of a result in the current language, as `meeting.votes.kinds` orders them."""
    return [
        ResultRow(
            text=row.text_en if current() == "en" else row.text,
            figure=figures.number(row.figure),
            share="" if row.share is None else figures.percent(row.share),
            row=row,
        )
        for row in rows(form, tally)
    ]
