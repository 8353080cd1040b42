"""A result as rows to draw or print: the same figures on the stage, the console, the phones and in the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meeting.model.form import Form, FormKind, RankingMethod, Tally
from meeting.model.vote import VotePhase, VoteProgress
from meeting.votes.findings import base
from meeting.votes.ranking import half_points, places, strongest_paths
from meeting.votes.scales import ABSTAIN
from meeting.votes.shares import tenths
from meeting.votes.spread import bars as number_bars

if TYPE_CHECKING:
    from meeting.model.poll import Poll
    from meeting.state import State


class OptionRow(NamedTuple):
    """One row: its words, how long its bar is, its share in tenths of a percent and its place, where it has them.

    `amount` counts ballots, but half points in a ranking by points and options beaten in a ranking by pairs.
    """

    text: str
    text_en: str
    amount: int
    share: int | None = None
    place: int = 0
    abstention: bool = False


def rows(form: Form, tally: Tally) -> tuple[OptionRow, ...]:
    """The rows of a result: options in their order (a ranking's by place), then the abstentions where offered.

    Hidden answers in words are left out.
    """
    if form.kind is FormKind.RANKING:
        made = _ranked(form, tally)
    elif form.kind is FormKind.NUMERIC:
        made = _numbers(tally)
    elif form.kind is FormKind.TEXT:
        made = tuple(
            OptionRow(group.text, group.text, group.count) for group in tally.texts if not group.hidden
        )
    else:
        made = _options(form, tally)
    return (*made, _abstained(form, tally)) if form.abstain else made


def _options(form: Form, tally: Tally) -> tuple[OptionRow, ...]:
    whole = base(form, tally)
    counts = tally.counts or (0,) * len(form.options)
    return tuple(
        OptionRow(option.text, option.text_en or option.text, count, tenths(count, whole))
        for option, count in zip(form.options, counts, strict=True)
    )


def _abstained(form: Form, tally: Tally) -> OptionRow:
    """Abstentions: a share only where percentages are of all ballots."""
    share = tenths(tally.abstained, tally.cast) if form.kind is FormKind.YES_NO else None
    return OptionRow(ABSTAIN.text, ABSTAIN.text_en, tally.abstained, share, abstention=True)


def _ranked(form: Form, tally: Tally) -> tuple[OptionRow, ...]:
    if not tally.pairs:
        return ()
    order = places(tally.pairs, tally.valid, form.method)
    amounts = half_points(tally.pairs, tally.valid) if form.method is RankingMethod.POINTS else _beaten(tally)
    made = [
        OptionRow(option.text, option.text_en or option.text, amount, place=place)
        for option, amount, place in zip(form.options, amounts, order, strict=True)
    ]
    # Pairs give a partial order: of those that share a place, the one that stands above more options comes first.
    return tuple(sorted(made, key=lambda row: (row.place, -row.amount)))


def _beaten(tally: Tally) -> tuple[int, ...]:
    """How many other options each stands above."""
    width = strongest_paths(tally.pairs)
    everyone = range(len(width))
    return tuple(sum(width[i][j] > width[j][i] for j in everyone) for i in everyone)


def _numbers(tally: Tally) -> tuple[OptionRow, ...]:
    made = []
    for bar in number_bars(tally.amounts):
        text = bar.least if bar.least == bar.greatest else f"{bar.least} – {bar.greatest}"
        made.append(OptionRow(text.replace(".", ","), text, bar.answers, tenths(bar.answers, tally.valid)))
    return tuple(made)


def known(state: State, poll: Poll) -> VoteProgress:
    """How many have voted in the present round, as far as it is made known."""
    progress = state.poll_progress.get(poll.number)
    return progress if progress is not None and progress.round == poll.round else VoteProgress(0, poll.round)


def shown_tally(state: State, poll: Poll) -> Tally | None:
    """The tally everybody may see now: the result once revealed, a chart on the way where the poll is not hidden."""
    if poll.phase is VotePhase.REVEALED:
        return poll.tally
    return None if poll.hidden or poll.phase is VotePhase.PREPARED else known(state, poll).interim
