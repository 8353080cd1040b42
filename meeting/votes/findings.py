"""What may be said of a tally, exactly: carried or not, leading or tied, nobody voted, everybody abstained."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from meeting.model.form import SCORED, Form, FormKind, Tally
from meeting.model.poll import Majority
from meeting.votes.ranking import places
from meeting.votes.shares import mean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal


class Verdict(StrEnum):
    """The only things a result is called. `COUNTED` is for kinds that have no winner: scales, numbers, words."""

    NO_BALLOTS = "no_ballots"
    ALL_ABSTAINED = "all_abstained"
    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    LEADING = "leading"
    TIE = "tie"
    COUNTED = "counted"


class Finding(NamedTuple):
    """A verdict and the option ids it is about (one that leads, all that tie)."""

    verdict: Verdict
    options: tuple[str, ...] = ()


def base(form: Form, tally: Tally) -> int:
    """What percentages are of: in a yes/no vote all ballots cast, otherwise those that chose something."""
    return tally.cast if form.kind is FormKind.YES_NO else tally.valid


def finding(form: Form, tally: Tally, majority: Majority = Majority.MORE) -> Finding:
    """What the tally says. Never invents a winner."""
    if not tally.cast:
        return Finding(Verdict.NO_BALLOTS)
    if not tally.valid:
        return Finding(Verdict.ALL_ABSTAINED)
    if form.kind is FormKind.YES_NO:
        return _vote(tally, majority)
    if form.kind in {FormKind.SINGLE, FormKind.MULTIPLE}:
        return _first(form, [-count for count in tally.counts])
    if form.kind is FormKind.RANKING:
        return _first(form, places(tally.pairs, tally.valid, form.method))
    return Finding(Verdict.COUNTED)


def _vote(tally: Tally, majority: Majority) -> Finding:
    yes, no = tally.counts
    if majority is Majority.MORE:
        if yes == no:
            return Finding(Verdict.TIE, ("yes", "no"))
        carried = yes > no
    elif majority is Majority.HALF:
        carried = 2 * yes > tally.cast
    else:
        carried = 3 * yes >= 2 * tally.cast
    return Finding(Verdict.CARRIED if carried else Verdict.NOT_CARRIED, ("yes",) if carried else ("no",))


def _first(form: Form, order: Sequence[int]) -> Finding:
    """Who comes first when the smallest number is best."""
    best = min(order)
    first = tuple(option.id for option, place in zip(form.options, order, strict=True) if place == best)
    return Finding(Verdict.LEADING if len(first) == 1 else Verdict.TIE, first)


def mean_score(form: Form, tally: Tally) -> Decimal | None:
    """The mean of a scale or rating over those who gave an answer; None for other kinds and for no answers."""
    if form.kind not in SCORED:
        return None
    return mean([option.score for option in form.options], tally.counts)


def content(form: Form, tally: Tally) -> int | None:
    """How many gave an answer that counts as satisfied (of `tally.valid`); None where the form has no such answer."""
    positive = [option.positive for option in form.options]
    if not any(positive):
        return None
    return sum(count for count, counts in zip(tally.counts, positive, strict=True) if counts)
