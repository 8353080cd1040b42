"""What a poll or a survey item asks for, and what one person answered: the same for both."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class FormKind(StrEnum):
    """The kinds of answer."""

    YES_NO = "yes_no"
    SINGLE = "single"
    MULTIPLE = "multiple"
    LIKERT = "likert"
    RATING = "rating"
    RANKING = "ranking"
    NUMERIC = "numeric"
    TEXT = "text"


class RankingMethod(StrEnum):
    """How a ranking is counted: by points (Borda) or by comparing each pair of options (Schulze)."""

    POINTS = "points"
    PAIRS = "pairs"


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer that can be picked. `score` counts in a mean; `positive` counts in a satisfaction rate."""

    id: str
    text: str
    text_en: str = ""
    score: int = 0
    positive: bool = False


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked for.

    `scale` names the official wording the options were taken from. `least` and `most` bound the number of choices
    (multiple, ranking). `lower` and `upper` are decimal numbers in ASCII, empty where unbounded, and `decimals` the
    places after the point (numeric). `top` is the highest mark (rating). `abstain` offers *Không có ý kiến*.
    """

    kind: FormKind
    options: tuple[Option, ...] = ()
    scale: str = ""
    least: int = 1
    most: int = 1
    lower: str = ""
    upper: str = ""
    decimals: int = 0
    unit: str = ""
    top: int = 5
    abstain: bool = True
    method: RankingMethod = RankingMethod.POINTS

    def option(self, id_: str) -> Option | None:
        """The option called `id_`, None if there is none."""
        return next((option for option in self.options if option.id == id_), None)


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One person's answer to a form: exactly one of its four parts is given.

    `options` are ids, in order of preference for a ranking; `amount` is a decimal number in ASCII.
    """

    options: tuple[str, ...] = ()
    amount: str = ""
    text: str = ""
    abstain: bool = False


class AmountCount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many gave one number."""

    amount: str
    count: int


class TextGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Answers in words that say the same: the form shown, how many, and every other form that was written.

    A `hidden` group stays in the record and is counted, but its words are on no screen or document.
    """

    text: str
    count: int
    forms: tuple[str, ...] = ()
    hidden: bool = False


class Tally(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the ballots say together; all the record ever has of them.

    `counts` follows the form's options (first preferences in a ranking). `pairs[i][j]` is how many ballots prefer
    option i to option j (ranking). `amounts` ascend (numeric). `texts` has the most frequent first (text).
    """

    cast: int = 0
    abstained: int = 0
    counts: tuple[int, ...] = ()
    pairs: tuple[tuple[int, ...], ...] = ()
    amounts: tuple[AmountCount, ...] = ()
    texts: tuple[TextGroup, ...] = ()

    @property
    def valid(self) -> int:
        """Ballots that chose something."""
        return self.cast - self.abstained
