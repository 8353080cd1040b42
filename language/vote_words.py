"""The exact words for a result: carried or not, tied, nobody voted; the same on every screen and document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import current, gettext
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows

if TYPE_CHECKING:
    from collections.abc import Sequence

VERDICTS = {
    "no_ballots": N_("Nobody voted: there is no result."),
    "all_abstained": N_("All {cast} ballots express no opinion: there is no result."),
    "carried": N_("Carried: {yes} of {cast} ballots in favour ({percent})."),
    "not_carried": N_("Not carried: {yes} of {cast} ballots in favour ({percent})."),
    "tie": N_("Tied: {options}. Nothing is decided."),
    "leading": N_("First: {options}."),
    "counted": "",
}
"""By the verdicts of `meeting.votes.findings`."""

MAJORITIES = {
    "more": N_("needed: more in favour than against"),
    "half": N_("needed: more than half of the ballots cast"),
    "two_thirds": N_("needed: at least two thirds of the ballots cast"),
}
"""What a yes/no vote needs, by the majorities of `meeting.model.poll`."""

KINDS = {
    "yes_no": N_("Vote for or against"),
    "single": N_("Single choice"),
    "multiple": N_("Multiple choice"),
    "likert": N_("Graded opinion"),
    "rating": N_("Rating"),
    "ranking": N_("Ranking"),
    "numeric": N_("Number"),
    "text": N_("Open answer"),
}
"""The kinds of poll, as the host picks them."""

METHODS = {
    "points": N_(
        "counted by points (Borda): a ballot gives an option one point for each option it stands above"
    ),
    "pairs": N_("counted by pairs (Schulze): each two options are compared, majorities decide"),
}
"""How a ranking was counted."""

BASES = {
    True: N_("percentages are of all ballots cast"),
    False: N_("percentages are of the ballots that give an answer; “No opinion” is not counted in"),
}
"""What percentages are of: True where abstentions are part of the whole."""

ROUNDING = N_(
    "each percentage is rounded by itself to one decimal, so a column may add up to a little more or less"
)
"""The stated rule of `meeting.votes.shares`."""


_VIETNAMESE = str.maketrans(",.", ".,")


def percent(tenths: int) -> str:
    """A percentage from tenths, with the decimal mark of the current language: ``33,3%``."""
    whole, tenth = divmod(tenths, 10)
    mark = "," if current() == "vi" else "."
    return f"{whole}{mark}{tenth}%" if tenth else f"{whole}%"


def number(text: str) -> str:
    """A decimal number in ASCII as the current language writes it, in groups of thousands: ``1.234.567,5``."""
    whole, point, decimals = text.partition(".")
    grouped = f"{'-' if whole.startswith('-') else ''}{int(whole.lstrip('-')):,}"
    written = f"{grouped}{point}{decimals}"
    return written.translate(_VIETNAMESE) if current() == "vi" else written


def verdict(code: str, *, options: Sequence[str] = (), yes: int = 0, cast: int = 0, tenths: int = 0) -> str:
    """The sentence for a finding; empty where there is nothing to say beyond the figures."""
    template = VERDICTS[code]
    if not template:
        return ""
    return gettext(template).format(options="; ".join(options), yes=yes, cast=cast, percent=percent(tenths))


def marks(top: int) -> str:
    """Which end of a rating is the better one."""
    return gettext(N_("1 is the lowest mark, {top} the highest")).format(top=top)


def mean(value: str, tenths: int | None) -> str:
    """The mean of a scale, and the share of satisfied answers where the scale has them."""
    if tenths is None:
        return gettext(N_("Mean: {mean}.")).format(mean=number(value))
    said = N_("Mean: {mean}; satisfied or in agreement: {percent}.")
    return gettext(said).format(mean=number(value), percent=percent(tenths))


def spread(mean: str, median: str, least: str, greatest: str, unit: str) -> str:
    """The figures of a set of numbers, each a decimal number in ASCII."""
    said = N_("Mean: {mean}; median: {median}; least: {least}; greatest: {greatest}.")
    figures = {"mean": mean, "median": median, "least": least, "greatest": greatest}
    told = {name: f"{number(text)} {unit}".strip() for name, text in figures.items()}
    return gettext(said).format(**told)
