"""Options to choose from: for or against a motion, one of the host's options, several of them."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meeting import limits
from meeting.model.form import Form, FormKind, Option, Tally
from meeting.model.poll import Majority
from meeting.refusal import Refusal
from meeting.text.clean import clean_line, require_line
from meeting.text.messages import deferred
from meeting.votes.kinds.kind import AnswerKind, Setting, whole_number
from meeting.votes.results import Finding, Verdict, first

if TYPE_CHECKING:
    from collections.abc import Mapping

FOR_AND_AGAINST = (Option("yes", "Tán thành", "In favour"), Option("no", "Không tán thành", "Against"))
"""The words of a vote in a Vietnamese assembly; the third, *Không có ý kiến*, is the abstention."""

MAJORITIES = {
    Majority.MORE: deferred("needed: more in favour than against"),
    Majority.HALF: deferred("needed: more than half of the ballots cast"),
    Majority.TWO_THIRDS: deferred("needed: at least two thirds of the ballots cast"),
}


class YesNo(AnswerKind):
    """A motion, carried by the majority it needs or not."""

    kind = FormKind.YES_NO
    name = deferred("Vote for or against")
    is_motion = True
    takes_one = True
    of_all_ballots = True
    can_bind = True

    def complete(self, form: Form) -> Form:
        return replace(super().complete(form), options=FOR_AND_AGAINST)

    def needed(self, majority: Majority) -> str:
        return MAJORITIES[majority]

    def in_favour(self, tally: Tally) -> int:
        return tally.counts[0] if tally.counts else 0

    def finding(self, form: Form, tally: Tally, majority: Majority) -> Finding:
        yes, no = tally.counts
        if majority is Majority.MORE and yes == no:
            return Finding(Verdict.TIE, ("yes", "no"))
        carried = {
            Majority.MORE: yes > no,
            Majority.HALF: 2 * yes > tally.cast,
            Majority.TWO_THIRDS: 3 * yes >= 2 * tally.cast,
        }[majority]
        return Finding(Verdict.CARRIED if carried else Verdict.NOT_CARRIED, ("yes" if carried else "no",))


class OwnOptions(AnswerKind):
    """A kind whose options the host writes."""

    own_options = True
    can_bind = True

    def settings(self, form: Form, *, made: bool) -> tuple[Setting, ...]:
        written = "\n".join(option.text for option in form.options)
        return (
            Setting("options", deferred("Options, one a line"), written, limits.ANSWER_GRAPHEMES, long=True),
        )

    def form(self, values: Mapping[str, str], before: Form) -> Form:
        """Options that stay as they are written keep their English."""
        english = {option.text: option.text_en for option in before.options}
        lines = (line.strip() for line in values.get("options", "").split("\n"))
        return replace(
            before, options=tuple(Option("", line, english.get(line, "")) for line in lines if line)
        )

    def complete(self, form: Form) -> Form:
        """The options get their ids here (a, b, c …), whatever the sender wrote."""
        if len(form.options) not in limits.OPTIONS:
            raise Refusal(
                "option-count", least=limits.OPTIONS[0], most=limits.OPTIONS[-1], given=len(form.options)
            )
        texts = [
            require_line(option.text, "option", limit=limits.OPTION_GRAPHEMES) for option in form.options
        ]
        twice = next((text for text in texts if texts.count(text) > 1), None)
        if twice is not None:
            raise Refusal("option-twice", option=twice)
        english = (
            clean_line(option.text_en, "option", limit=limits.OPTION_GRAPHEMES) for option in form.options
        )
        options = tuple(map(Option, ascii_lowercase, texts, english))
        least, most = self.bounds(form, len(options))
        return replace(super().complete(form), options=options, least=least, most=most)

    def bounds(self, form: Form, options: int) -> tuple[int, int]:
        """How few and how many of the options are chosen; a bound left at its default means up to all."""
        most = form.most if form.most > 1 else options
        if not 1 <= form.least <= most <= options:
            raise Refusal("choice-bounds", least=form.least, most=form.most, options=options)
        return form.least, most

    def finding(self, form: Form, tally: Tally, majority: Majority) -> Finding:
        return first(form.options, [-count for count in tally.counts])


class Single(OwnOptions):
    """One of the options."""

    kind = FormKind.SINGLE
    name = deferred("Single choice")
    takes_one = True

    def bounds(self, form: Form, options: int) -> tuple[int, int]:
        return 1, 1


class Multiple(OwnOptions):
    """Several of the options."""

    kind = FormKind.MULTIPLE
    name = deferred("Multiple choice")

    def settings(self, form: Form, *, made: bool) -> tuple[Setting, ...]:
        most = Setting(
            "most", deferred("At most how many (empty: all)"), str(form.most) if made else "", limit=2
        )
        return (*super().settings(form, made=made), most)

    def form(self, values: Mapping[str, str], before: Form) -> Form:
        return replace(super().form(values, before), most=whole_number(values.get("most", ""), 1))
