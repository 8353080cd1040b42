"""Open answers: short texts, brought together where they say the same, and read by the host before the hall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting import limits
from meeting.model.form import Choice, Form, FormKind, Tally
from meeting.refusal import Refusal
from meeting.text.clean import require_text
from meeting.text.messages import deferred
from meeting.votes.kinds.kind import AnswerKind, Chart, Shape
from meeting.votes.open_answers import group_texts, word_list
from meeting.votes.results import OptionRow

if TYPE_CHECKING:
    from collections.abc import Sequence


class Text(AnswerKind):
    """An answer in people's own words."""

    kind = FormKind.TEXT
    name = deferred("Open answer")
    shape = Shape.WORDS
    chart = Chart.LIST
    readable = True
    in_words = True

    def choice(self, values: Sequence[str]) -> Choice:
        return Choice(text=values[0])

    def typed(self, form: Form, text: str) -> Choice:
        return Choice(text=text)

    def check(self, form: Form, choice: Choice) -> Choice:
        if not choice.text:
            raise Refusal("choice-unclear")
        limit, lines = limits.TEXT_CHOICE_GRAPHEMES, limits.TEXT_CHOICE_LINES
        return Choice(text=require_text(choice.text, "text", limit=limit, lines=lines).text)

    def count(self, form: Form, valid: Sequence[Choice]) -> Tally:
        return Tally(texts=group_texts(choice.text for choice in valid))

    def shared_words(self, tally: Tally) -> tuple[tuple[str, int], ...]:
        return word_list(tally.texts)

    def rows(self, form: Form, tally: Tally) -> tuple[OptionRow, ...]:
        """Hidden answers are left out."""
        return tuple(
            OptionRow(group.text, group.text, group.count, str(group.count))
            for group in tally.texts
            if not group.hidden
        )
