"""What a tally says, in words, for every screen: the verdict, the mean, the figures of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import current, vote_words
from meeting.model.form import FormKind
from meeting.text import amounts
from meeting.votes.findings import base, content, finding, mean_score
from meeting.votes.shares import tenths
from meeting.votes.spread import spread

if TYPE_CHECKING:
    from meeting.model.form import Form, Option, Tally
    from meeting.model.poll import Majority


def option_text(option: Option) -> str:
    """An option in the language of the screen."""
    return option.text_en if current() == "en" and option.text_en else option.text


def verdict_words(form: Form, tally: Tally, majority: Majority) -> str:
    """What follows from a result; empty where there is nothing to say beyond the figures."""
    found = finding(form, tally, majority)
    named = [option_text(option) for option in form.options if option.id in found.options]
    yes = tally.counts[0] if form.kind is FormKind.YES_NO and tally.counts else 0
    share = tenths(yes, base(form, tally))
    return vote_words.verdict(found.verdict.value, options=named, yes=yes, cast=tally.cast, tenths=share)


def figure_words(form: Form, tally: Tally) -> str:
    """Mean and satisfaction of a scale, the figures of numbers; empty where the form has none."""
    if (numbers := spread(tally.amounts)) is not None:
        return vote_words.spread(*numbers.as_text(), form.unit)
    mean = mean_score(form, tally)
    if mean is None:
        return ""
    satisfied = content(form, tally)
    rate = None if satisfied is None else tenths(satisfied, tally.valid)
    return vote_words.mean(amounts.rounded(mean), rate)
