"""The kinds of answer, one class each, and what is the same for all of them: abstaining, and that nobody voted.

In come forms, choices and tallies of the record; out go checked choices, counts, findings, message ids and rows.
Never a screen, a page or a language: whoever draws does so by `Shape` and `Chart`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meeting.model.form import Choice, Form, Option, Tally
from meeting.model.poll import Majority
from meeting.refusal import Refusal
from meeting.text import numbers
from meeting.votes.kinds.choice import Multiple, Single, YesNo
from meeting.votes.kinds.kind import AnswerKind, Chart, Setting, Shape
from meeting.votes.kinds.numeric import Numeric
from meeting.votes.kinds.ranking import Ranking
from meeting.votes.kinds.scale import Likert, Rating, satisfied_answers
from meeting.votes.kinds.text import Text
from meeting.votes.results import Finding, OptionRow, Verdict, tenths

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ABSTAIN",
    "KINDS",
    "NO_OPINION",
    "AnswerKind",
    "Chart",
    "Setting",
    "Shape",
    "base",
    "check",
    "choice_typed",
    "complete",
    "count",
    "finding",
    "kind_of",
    "rows",
    "satisfied_answers",
]

ABSTAIN = Option("abstain", "Không có ý kiến", "No opinion")
"""The abstention, in the same words everywhere."""

NO_OPINION = "0"
"""What is typed for *Không có ý kiến*; options are typed by their place on the form, from 1."""

KINDS = MappingProxyType(
    {
        one.kind: one
        for one in (YesNo(), Single(), Multiple(), Likert(), Rating(), Ranking(), Numeric(), Text())
    }
)
"""Every kind, in the order the host picks from."""


def kind_of(form: Form) -> AnswerKind:
    """What the form's kind decides."""
    return KINDS[form.kind]


def complete(form: Form) -> Form:
    """`form` with the options it shows and nothing that its kind has no use for. Raises Refusal."""
    return kind_of(form).complete(form)


def choice_typed(form: Form, text: str) -> Choice | None:
    """The choice behind what was typed for one item; None for nothing. Raises Refusal ``typed-unclear``.

    `NO_OPINION` is an abstention except where a number is asked for.
    """
    typed = text.strip()
    if not typed:
        return None
    if numbers.ascii_digits(typed) == NO_OPINION and form.abstain and kind_of(form).shape is not Shape.NUMBER:
        return Choice(abstain=True)
    return kind_of(form).typed(form, typed)


def check(form: Form, choice: Choice) -> Choice:
    """`choice` as it is counted: numbers in one spelling, words cleaned. Raises Refusal saying what does not fit.

    A whole choice is taken or refused, never a part of it.
    """
    given = [bool(choice.options), bool(choice.amount), bool(choice.text), choice.abstain]
    if sum(given) != 1:
        raise Refusal("choice-unclear")
    if not choice.abstain:
        return kind_of(form).check(form, choice)
    if not form.abstain:
        raise Refusal("no-abstention")
    return Choice(abstain=True)


def count(form: Form, choices: Iterable[Choice]) -> Tally:
    """The tally of `choices`, each of which `check` has let pass, one per ballot, in any order."""
    ballots = list(choices)
    valid = [choice for choice in ballots if not choice.abstain]
    counted = kind_of(form).count(form, valid)
    return replace(counted, cast=len(ballots), abstained=len(ballots) - len(valid))


def base(form: Form, tally: Tally) -> int:
    """What percentages are of: all ballots cast, or those that chose something."""
    return tally.cast if kind_of(form).of_all_ballots else tally.valid


def finding(form: Form, tally: Tally, majority: Majority = Majority.MORE) -> Finding:
    """What the tally says: carried or not, leading or tied, nobody voted, everybody abstained."""
    if not tally.cast:
        return Finding(Verdict.NO_BALLOTS)
    if not tally.valid:
        return Finding(Verdict.ALL_ABSTAINED)
    return kind_of(form).finding(form, tally, majority)


def rows(form: Form, tally: Tally) -> tuple[OptionRow, ...]:
    """The rows of a result: options in their order (a ranking's by place), then the abstentions where offered."""
    kind = kind_of(form)
    made = kind.rows(form, tally)
    if not form.abstain:
        return made
    share = tenths(tally.abstained, tally.cast) if kind.of_all_ballots else None
    abstained = tally.abstained
    return (
        *made,
        OptionRow(ABSTAIN.text, ABSTAIN.text_en, abstained, str(abstained), share, abstention=True),
    )
