"""Whether going back a step leaves a meeting whose parts still fit each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.model.question import Question
from meeting.model.stage import Stage, View
from meeting.state import ONLY

if TYPE_CHECKING:
    import msgspec

    from meeting.state import State, Undoable

SHOWN_IN = {View.PROMPT: "prompts", View.POLL: "polls", View.SURVEY: "surveys"}
"""The table in which the stage's `ref` stands, for the views that show one document and hold nothing back."""


class Afterwards:
    """The meeting as it would be with a step taken back."""

    def __init__(self, state: State, step: Undoable) -> None:
        self._state = state
        self._back = {(change.table, change.id): change.before for change in step.steps}

    def get(self, table: str, id_: int) -> msgspec.Struct | None:
        """What would stand there; None: nothing."""
        if (table, id_) in self._back:
            return self._back[table, id_]
        found: msgspec.Struct | None = self._state.tables[table].get(id_)
        return found

    def is_sound(self) -> bool:
        """Whether every question still leads to those it names, and the stage shows only what the hall may see."""
        return self._stage_is_sound() and self._restored_are_sound() and not self._is_missed()

    def _stage_is_sound(self) -> bool:
        found = self.get("stages", ONLY)
        stage = found if isinstance(found, Stage) else Stage()
        if stage.next and self.get("questions", stage.next) is None:
            return False
        if stage.view is View.QUESTION and stage.ref:
            shown = self.get("questions", stage.ref)
            return isinstance(shown, Question) and shown.is_public
        table = SHOWN_IN.get(stage.view)
        return table is None or not stage.ref or self.get(table, stage.ref) is not None

    def _leads_somewhere(self, question: Question) -> bool:
        named = (
            ("questions", question.merged_into),
            ("questions", question.parent),
            ("prompts", question.prompt),
        )
        return all(not id_ or self.get(table, id_) is not None for table, id_ in named)

    def _restored_are_sound(self) -> bool:
        restored = (document for document in self._back.values() if isinstance(document, Question))
        return all(map(self._leads_somewhere, restored))

    def _is_missed(self) -> bool:
        """Whether what stays names a question or a prompt that would be gone."""
        gone = {
            key for key, before in self._back.items() if before is None and key[0] in {"questions", "prompts"}
        }
        if not gone:
            return False
        if any(table == "questions" and self.get("answers", number) is not None for table, number in gone):
            return True
        staying = (
            q for number, q in self._state.questions.items() if ("questions", number) not in self._back
        )
        return not all(map(self._leads_somewhere, staying))
