"""Answers with a score: official wordings of graded opinion, and marks.

*Không có ý kiến* is never one of the options: a form offers it beside them, and it is kept out of every mean.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from meeting import limits
from meeting.model.form import Form, FormKind, Option, Tally
from meeting.refusal import Refusal
from meeting.text import amounts
from meeting.text.messages import Message, Number, Percent, deferred
from meeting.votes.kinds.kind import AnswerKind, Setting, whole_number
from meeting.votes.results import mean, tenths

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal


class Scale(NamedTuple):
    """One wording: its name in both languages and its options, strongest agreement first."""

    name: str
    name_en: str
    options: tuple[Option, ...]


def _scale(name: str, name_en: str, positive: int, *words: tuple[str, str]) -> Scale:
    """A scale scored from the number of its words down to 1; the first `positive` of them count as content."""
    options = tuple(
        Option(str(len(words) - place), text, text_en, len(words) - place, place < positive)
        for place, (text, text_en) in enumerate(words)
    )
    return Scale(name, name_en, options)


# Satisfaction as the Ministry of Home Affairs' index (QĐ 2640/QĐ-BNV) prints it; the other two as surveys of
# agencies use them.
SCALES = MappingProxyType(
    {
        "satisfaction": _scale(
            "Mức độ hài lòng",
            "Satisfaction",
            2,
            ("Rất hài lòng", "Very satisfied"),
            ("Hài lòng", "Satisfied"),
            ("Bình thường", "Neutral"),
            ("Không hài lòng", "Dissatisfied"),
            ("Rất không hài lòng", "Very dissatisfied"),
        ),
        "agreement": _scale(
            "Mức độ đồng ý",
            "Agreement",
            2,
            ("Hoàn toàn đồng ý", "Strongly agree"),
            ("Đồng ý", "Agree"),
            ("Phân vân", "Undecided"),
            ("Không đồng ý", "Disagree"),
            ("Hoàn toàn không đồng ý", "Strongly disagree"),
        ),
        "frequency": _scale(
            "Mức độ thường xuyên",
            "Frequency",
            0,
            ("Thường xuyên", "Often"),
            ("Thỉnh thoảng", "Sometimes"),
            ("Hiếm khi", "Rarely"),
            ("Không bao giờ", "Never"),
        ),
    }
)


class Scored(AnswerKind):
    """A kind whose options have scores, so that a mean can be formed."""

    takes_one = True
    scored = True

    def mean(self, form: Form, tally: Tally) -> Decimal | None:
        return mean([option.score for option in form.options], tally.counts)

    def figures(self, form: Form, tally: Tally) -> Message | None:
        scored, satisfied = self.mean(form, tally), satisfied_answers(form, tally)
        if scored is None:
            return None
        params = {"mean": Number(amounts.rounded(scored))}
        if satisfied is None:
            return Message(deferred("Mean: {mean}."), params)
        said = deferred("Mean: {mean}; satisfied or in agreement: {percent}.")
        return Message(said, {**params, "percent": Percent(tenths(satisfied, tally.valid))})


def satisfied_answers(form: Form, tally: Tally) -> int | None:
    """How many gave an answer that counts as satisfied (of `tally.valid`); None where the form has no such answer."""
    positive = [option.positive for option in form.options]
    if not any(positive):
        return None
    return sum(count for count, counts in zip(tally.counts, positive, strict=True) if counts)


class Likert(Scored):
    """A graded opinion in an official wording."""

    kind = FormKind.LIKERT
    name = deferred("Graded opinion")

    def settings(self, form: Form, *, made: bool) -> tuple[Setting, ...]:
        names = tuple(Option(id_, scale.name, scale.name_en) for id_, scale in SCALES.items())
        place = str([*SCALES].index(form.scale) + 1) if made else "1"
        return (Setting("scale", deferred("Wording"), place, 1, names),)

    def form(self, values: Mapping[str, str], before: Form) -> Form:
        typed = values.get("scale", "1")
        place = whole_number(typed, 1)
        if not 1 <= place <= len(SCALES):
            raise Refusal("no-such-scale", scale=typed)
        return replace(before, scale=[*SCALES][place - 1])

    def complete(self, form: Form) -> Form:
        scale = form.scale or "satisfaction"
        if scale not in SCALES:
            raise Refusal("no-such-scale", scale=scale)
        return replace(super().complete(form), scale=scale, options=SCALES[scale].options)


class Rating(Scored):
    """A mark, the highest being the best."""

    kind = FormKind.RATING
    name = deferred("Rating")

    def settings(self, form: Form, *, made: bool) -> tuple[Setting, ...]:
        return (Setting("top", deferred("Highest mark"), str(form.top), 2),)

    def form(self, values: Mapping[str, str], before: Form) -> Form:
        return replace(before, top=whole_number(values.get("top", ""), 5))

    def complete(self, form: Form) -> Form:
        if form.top not in limits.RATING_TOPS:
            raise Refusal("rating-out-of-range", least=limits.RATING_TOPS[0], most=limits.RATING_TOPS[-1])
        options = tuple(Option(str(mark), str(mark), score=mark) for mark in range(1, form.top + 1))
        return replace(super().complete(form), top=form.top, options=options)

    def hint(self, options: int) -> Message | None:
        return Message(deferred("1 is the lowest mark, {top} the highest"), {"top": options})
