"""Triage at work in one meeting: it suggests areas, finds repeats, hints at care, and learns what the desk decides.

It never files, drops or hides anything; `server.triage_worker` runs it off the loop. What it learns stays on this
laptop, and is forgotten when a filing is undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.areas import UNCLASSIFIED
from meeting.model.question import AreaSuggestion
from meeting.moment import DESK
from server.desk.advice import DeskAdvice
from triage.corrections import Corrections
from triage.duplicates import DuplicateIndex
from triage.hints import PACKAGED_RULES, read_rules
from triage.model import AreaModel
from triage.suggester import Suggester

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from meeting.model.question import Question
    from meeting.state import State
    from store import Commit

OWN_MODEL, OWN_RULES, CORRECTIONS = "areas.model", "hints.toml", "corrections.json"
"""The agency's own, beside its meetings: a model from `doithoai areas train`, its hint list, what was learnt."""

SWITCHED_OFF = "areas.off"
"""While a file of this name stands beside them, no area is suggested in any meeting on this laptop."""


class TriageService:
    """Triage for the meeting of `state`, with what the agency keeps in the folder `own` (None: nothing of its own)."""

    def __init__(self, state: State, own: Path | None) -> None:
        self._state = state
        self._suggester = _suggester(own)
        self._rules = _rules(own)
        self._index = DuplicateIndex()
        self.advice = DeskAdvice(state, self._rules)
        for question in state.questions.values():
            self._index_question(question)

    def suggestion(self, text: str) -> AreaSuggestion | None:
        """What triage would file a text under; None where suggestions are switched off or no model can be read."""
        if self._suggester is None or not self._state.meeting.settings.suggestions:
            return None
        found = self._suggester.suggest(text)
        return AreaSuggestion(found.area, found.second or "", round(found.confidence, 3), found.confident)

    def similar(self, text: str) -> list[int]:
        """Listed questions that say much the same as `text`, most alike first."""
        return [match.id for match in self._index.similar(text)]

    def follow(self, commits: Iterable[Commit]) -> None:
        """Keep up with the record: what is listed, and where the desk filed it."""
        for commit in commits:
            self.advice.follow(op.id for op in commit.ops if op.table == "questions")
            for op in commit.ops:
                if op.table != "questions" or (question := self._state.questions.get(op.id)) is None:
                    continue
                self._index_question(question)
                if commit.by in DESK and op.before and op.document:
                    self._learn(
                        op.before["text"], op.before["area"], op.document["text"], op.document["area"]
                    )

    def _learn(self, old_text: str, old_area: str, text: str, area: str) -> None:
        """The desk moved a text from one area to another; taking it out of all areas takes the lesson back.

        So does taking the words away: of what was covered, routed out or corrected nothing is kept.
        """
        if self._suggester is None:
            return
        try:
            if old_area != UNCLASSIFIED and text != old_text:
                self._suggester.forget(old_text)
            if area == UNCLASSIFIED and old_area != UNCLASSIFIED:
                self._suggester.forget(text)
            elif area != old_area:
                self._suggester.correct(text, area)
        except OSError:  # a lesson that cannot be kept on a full disk is no reason to stop anything
            return

    def _index_question(self, question: Question) -> None:
        if question.is_public:
            self._index.add(question.number, question.text)
        else:
            self._index.remove(question.number)


def unreadable(own: Path) -> list[str]:
    """The names of the agency's own files in `own` that are there and cannot be used as they are."""
    looked_at: dict[str, Callable[[Path], object]] = {
        OWN_MODEL: AreaModel.from_file,
        OWN_RULES: read_rules,
        CORRECTIONS: Corrections.load,
    }
    return [
        name for name, read in looked_at.items() if (own / name).exists() and not _reads(read, own / name)
    ]


def _reads(read: Callable[[Path], object], path: Path) -> bool:
    try:
        read(path)
    except (OSError, ValueError):
        return False
    return True


def _rules(own: Path | None) -> Path:
    """The agency's own list of hints; the packaged one where it has none, or one that cannot be read."""
    return own / OWN_RULES if own and _reads(read_rules, own / OWN_RULES) else PACKAGED_RULES


def _suggester(own: Path | None) -> Suggester | None:
    """The agency's own model if it has one, else the packaged one; None where it is damaged or switched off.

    Where what was learnt cannot be read, the suggestions are the model's own, and that file is left as it is.
    """
    try:
        if own is None:
            return Suggester.load()
        if (own / SWITCHED_OFF).exists():
            return None
        model = own / OWN_MODEL if (own / OWN_MODEL).exists() else None
        return Suggester.load(
            model, own / CORRECTIONS if _reads(Corrections.load, own / CORRECTIONS) else None
        )
    except (OSError, ValueError):
        return None
