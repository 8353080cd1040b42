"""What triage says of all questions, as this window last heard it: hints, repeats, and the lanes they lead to."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from link.control import QuestionAdvice
from meeting.dialogue.lanes import Lane, lanes
from meeting.dialogue.repeats import Cluster, clusters
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.model.question import Question
    from meeting.state import State
    from tui.desk import Desk


class Advisor:
    """Asks the server, where triage is, and remembers what it said."""

    def __init__(self) -> None:
        self._run = ""
        self._revision = 0
        self._advice: dict[int, QuestionAdvice] = {}
        self._alike: dict[int, tuple[int, ...]] = {}
        self._care: frozenset[int] = frozenset()
        self._clusters: dict[int, Cluster] = {}
        self.is_news = False
        """Whether something was heard since the last `sort`."""
        self.lanes: dict[Lane, list[int]] = {lane: [] for lane in Lane}
        """Every question by its lane, as of the last `sort`."""

    def of(self, number: int) -> QuestionAdvice:
        """What is known about a question so far."""
        return self._advice.get(number, QuestionAdvice(number))

    def words_of(self, question: Question, kinds: Sequence[str]) -> str:
        """The words of a question that a hint of the first of these kinds was about; empty where there was none."""
        hints = self.of(question.number).hints
        text = unicodedata.normalize("NFC", question.text)
        for kind in kinds:
            for hint in hints:
                if hint.kind == kind:
                    return text[slice(*hint.span)].strip()
        return ""

    def cluster(self, number: int) -> Cluster | None:
        """The repeats that a question stands among, as of the last `sort`."""
        return self._clusters.get(number)

    async def ask(self, desk: Desk) -> bool:
        """Hear some of what is new; True while there is more. Nothing is heard while no server answers."""
        try:
            told = await desk.advice(self._run, self._revision)
        except Refusal:
            return False
        if told.run != self._run:
            self.is_news |= bool(self._advice)
            self._advice.clear()
            self._alike.clear()
        self._run, self._revision = told.run, told.revision
        for each in told.changed:
            self.is_news |= each != self.of(each.number)
            self._advice[each.number] = each
            self._alike.pop(each.number, None)
            if each.alike:
                self._alike[each.number] = each.alike
        if told.changed:
            self._care = frozenset(number for number, each in self._advice.items() if each.hints)
        return told.pending > 0

    def sort(self, state: State) -> None:
        """Put every question into its lane, and repeats into clusters, as the record stands now."""
        self.is_news = False
        found = clusters(state, self._alike)
        self._clusters = {number: cluster for cluster in found for number in cluster.numbers}
        self.lanes = lanes(state, care=self._care, repeats=self._clusters)

    def reason(self, state: State, number: int) -> str:
        """Why a question that nobody has decided on needs a look, in a few words; empty where it does not."""
        if state.questions[number].standing.value != "received":
            return ""
        hints = self.of(number).hints
        if hints:
            return "! " + ", ".join(dict.fromkeys(_short(hint.reason) for hint in hints))
        cluster = self._clusters.get(number)
        if cluster is None:
            return ""
        other = cluster.head if number != cluster.head else cluster.repeats[0]
        return f"≈ #{other}"


def _short(reason: str) -> str:
    """The reason without the advice that follows it."""
    return reason.partition(":")[0].rstrip(".")
