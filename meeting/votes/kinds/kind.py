"""What a kind of answer decides: how it is asked, what fits it, how it is counted, what is said and drawn of it.

Pages, screens, slips and documents draw from these few shapes and never ask which kind they have before them.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from meeting import limits
from meeting.model.form import Choice, Form, FormKind, Option, Tally
from meeting.refusal import Refusal
from meeting.text import numbers
from meeting.votes.results import Finding, OptionRow, Verdict, tenths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from meeting.model.poll import Majority
    from meeting.text.messages import Message


class Shape(StrEnum):
    """How an answer is given: by picking options, by putting them in order, in a field for a number or for words."""

    CHOICES = "choices"
    ORDER = "order"
    NUMBER = "number"
    WORDS = "words"


class Chart(StrEnum):
    """How a result is drawn and tabled.

    Bars with shares, bars in the order of places, bars of counts, or answers listed with how many gave them.
    """

    BARS = "bars"
    PLACES = "places"
    COUNTS = "counts"
    LIST = "list"


class Setting(NamedTuple):
    """A field the host fills in to make a form; `label` is a message id.

    `wordings` are what its numbers stand for, from 1. A `long` one has a line for each entry; a `tick` is yes or no,
    its value "1" or empty.
    """

    name: str
    label: str
    value: str = ""
    limit: int = limits.LINE_GRAPHEMES
    wordings: tuple[Option, ...] = ()
    long: bool = False
    tick: bool = False


class AnswerKind:
    """One kind. Its `name` is a message id; what a kind leaves as it is here it has no use for.

    - `is_motion`: it is for or against, and carried by the majority it needs.
    - `takes_one`: exactly one option is picked, so that an item can be broken down by unit.
    - `scored`: its options have scores, so that items with the same ones share a table.
    - `own_options`: the host writes them.
    - `of_all_ballots`: percentages are of all ballots cast, not only of those that chose something.
    - `can_bind`: slips can be printed for it.
    - `readable`: single answers can be read in the result, so that it is never shown as it goes.
    - `in_words`: people's words, which the host reads before the hall does.
    """

    kind: ClassVar[FormKind]
    name: ClassVar[str]
    shape: ClassVar[Shape] = Shape.CHOICES
    chart: ClassVar[Chart] = Chart.BARS
    is_motion: ClassVar[bool] = False
    takes_one: ClassVar[bool] = False
    scored: ClassVar[bool] = False
    own_options: ClassVar[bool] = False
    of_all_ballots: ClassVar[bool] = False
    can_bind: ClassVar[bool] = False
    readable: ClassVar[bool] = False
    in_words: ClassVar[bool] = False

    # What it asks.

    def settings(self, form: Form, *, made: bool) -> tuple[Setting, ...]:
        """The fields the host fills in, filled from `form`; `made` tells that it is one made before."""
        return ()

    def form(self, values: Mapping[str, str], before: Form) -> Form:
        """`before` with its `settings` filled in, for `complete` to judge. Raises Refusal ``number-unclear``."""
        return before

    def complete(self, form: Form) -> Form:
        """`form` with the options it shows and nothing the kind has no use for. Raises Refusal."""
        return Form(kind=self.kind, abstain=form.abstain)

    def hint(self, options: int) -> Message | None:
        """What else must be known to answer a form of so many `options`."""
        return None

    def method(self, form: Form) -> str:
        """How it is counted, where there are several ways, as a message id."""
        return ""

    def needed(self, majority: Majority) -> str:
        """What it takes to be carried, as a message id."""
        return ""

    # What fits it.

    def choice(self, values: Sequence[str]) -> Choice:
        """The choice behind what was filled in: what `shape` has, an option id or a text each."""
        return Choice(options=tuple(values))

    def typed(self, form: Form, text: str) -> Choice:
        """The choice behind what was typed at the desk. Raises Refusal ``typed-unclear``.

        Options by their numbers, separated by commas or spaces.
        """
        given = numbers.ascii_digits(text).replace(",", " ").split()
        places = [int(number) for number in given if number.isascii() and number.isdecimal()]
        fits = len(places) == len(given) and all(1 <= place <= len(form.options) for place in places)
        if not fits or (self.takes_one and len(places) > 1):
            raise Refusal("typed-unclear", most=len(form.options))
        return Choice(options=tuple(form.options[place - 1].id for place in places))

    def check(self, form: Form, choice: Choice) -> Choice:
        """A choice that is no abstention, as it is counted. Raises Refusal saying what does not fit."""
        chosen, known = choice.options, [option.id for option in form.options]
        if not chosen:
            raise Refusal("choice-unclear")
        if not all(id_ in known for id_ in chosen):
            raise Refusal("no-such-option")
        if len(set(chosen)) != len(chosen):
            raise Refusal("option-chosen-twice")
        most = 1 if self.takes_one else form.most
        if len(chosen) > most:
            raise Refusal("too-many-choices", most=most)
        if len(chosen) < form.least:
            raise Refusal("too-few-choices", least=form.least)
        return Choice(options=chosen if self.shape is Shape.ORDER else tuple(sorted(chosen, key=known.index)))

    # How it is counted.

    def count(self, form: Form, valid: Sequence[Choice]) -> Tally:
        """What the choices that are no abstentions say together; `cast` and `abstained` are the caller's."""
        chosen = Counter(id_ for choice in valid for id_ in choice.options)
        return Tally(counts=tuple(chosen[option.id] for option in form.options))

    # What is said of it.

    def finding(self, form: Form, tally: Tally, majority: Majority) -> Finding:
        """What a tally says in which somebody chose something."""
        return Finding(Verdict.COUNTED)

    def in_favour(self, tally: Tally) -> int:
        """How many are for it, where it is for or against."""
        return 0

    def figures(self, form: Form, tally: Tally) -> Message | None:
        """Its figures in a sentence."""
        return None

    def mean(self, form: Form, tally: Tally) -> Decimal | None:
        """The mean score of those who gave an answer; None where answers have no scores."""
        return None

    def shared_words(self, tally: Tally) -> tuple[tuple[str, int], ...]:
        """The words that several answers share, and how many do."""
        return ()

    # What is drawn of it.

    def rows(self, form: Form, tally: Tally) -> tuple[OptionRow, ...]:
        """The rows of a result without the abstentions."""
        whole = tally.cast if self.of_all_ballots else tally.valid
        counts = tally.counts or (0,) * len(form.options)
        return tuple(
            OptionRow(option.text, option.text_en or option.text, count, str(count), tenths(count, whole))
            for option, count in zip(form.options, counts, strict=True)
        )


def whole_number(typed: str, otherwise: int) -> int:
    """A number the host typed for a setting, `otherwise` for nothing. Raises Refusal ``number-unclear``."""
    return numbers.read_whole(typed, "value") if typed.strip() else otherwise
