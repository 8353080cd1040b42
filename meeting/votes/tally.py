"""Counting ballots: what the choices of a vote say together, whatever order they come in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from meeting.model.form import AmountCount, Choice, Form, FormKind, Tally
from meeting.text import amounts
from meeting.votes.open_answers import group_texts
from meeting.votes.ranking import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable


def count(form: Form, choices: Iterable[Choice]) -> Tally:
    """The tally of `choices`, each of which `choosing.check` has let pass; one per ballot."""
    ballots = list(choices)
    valid = [choice for choice in ballots if not choice.abstain]
    cast, abstained = len(ballots), len(ballots) - len(valid)
    if form.kind is FormKind.NUMERIC:
        return Tally(cast, abstained, amounts=_amounts(valid))
    if form.kind is FormKind.TEXT:
        return Tally(cast, abstained, texts=group_texts(choice.text for choice in valid))
    if form.kind is FormKind.RANKING:
        firsts = Counter(choice.options[0] for choice in valid)
        matrix = pairs([option.id for option in form.options], [choice.options for choice in valid])
        return Tally(
            cast, abstained, counts=tuple(firsts[option.id] for option in form.options), pairs=matrix
        )
    chosen = Counter(id_ for choice in valid for id_ in choice.options)
    return Tally(cast, abstained, counts=tuple(chosen[option.id] for option in form.options))


def _amounts(valid: list[Choice]) -> tuple[AmountCount, ...]:
    counted = Counter(choice.amount for choice in valid)
    return tuple(AmountCount(amount, counted[amount]) for amount in sorted(counted, key=amounts.parse))
