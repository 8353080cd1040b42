"""Live updates: commits become one small public message each moment, kept for a while and read by every phone.

A phone has no queue of its own, only a place in the shared row of past messages, so a slow phone costs nothing.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from meeting.commands.own_question import TOLD_TO_NOBODY
from server import limits
from server.public.streams import Subscribers
from server.public.views import MeetingView, QuestionView, meeting_view, on_stage, question_view

if TYPE_CHECKING:
    from meeting.state import State
    from store import Commit

_QUESTION_TABLES = frozenset({"questions", "answers"})
_OWED_TABLES = frozenset({"referrals", "commitments"})
_MEETING_TABLES = frozenset(
    {"meetings", "prompts", "stages"}
    | {"polls", "poll_progress", "surveys", "survey_progress", "pledges", "signers"}
)


class Update(msgspec.Struct, frozen=True, omit_defaults=True):
    """What changed up to commit `n`: listed questions as they now are, numbers no longer listed, the meeting.

    `votes` gives new counts of questions that did not change otherwise: twenty counts are not twenty texts.
    """

    n: int
    questions: list[QuestionView] = []
    votes: dict[int, int] = {}
    gone: list[int] = []
    meeting: MeetingView | None = None
    reload: bool = False


class _Sent(NamedTuple):
    n: int
    update: Update
    event: bytes


class Updates:
    """Gathers what commits changed for the public, and streams it."""

    def __init__(self, state: State, n: int) -> None:
        self._state = state
        self.n = n
        self._staged = on_stage(state)
        self._listed = {number for number, question in state.questions.items() if question.is_public}
        self._touched: set[int] = set()
        self._counted: set[int] = set()
        self._meeting_touched = False
        self._row: deque[_Sent] = deque(maxlen=limits.KEPT_UPDATES)
        self._began = n
        """Updates up to this commit are not in the row."""
        self._later: dict[int, tuple[bytes, int]] = {}
        """What is later than a commit, for the many phones that have had the same."""
        self._push: asyncio.TimerHandle | None = None
        self._pushed_at = 0.0
        self.subscribers = Subscribers(self._later_than)

    def note(self, commits: list[Commit]) -> None:
        """Take note of commits that are on the disk; the message leaves within PUSH_SECONDS."""
        for commit in commits:
            for op in commit.ops if commit.did not in TOLD_TO_NOBODY else ():
                self._note_one(op.table, op.id, op.document or op.before or {})
            self.n = commit.n
        if self._push is None and (self._touched or self._counted or self._meeting_touched):
            loop = asyncio.get_running_loop()
            wait = max(limits.GATHER_SECONDS, self._pushed_at + limits.PUSH_SECONDS - loop.time())
            self._push = loop.call_later(wait, self._send)

    def _note_one(self, table: str, id_: int, document: dict[str, object]) -> None:
        if table in _QUESTION_TABLES:
            self._touched.add(id_)
            self._meeting_touched |= id_ in {self._staged, self._state.stage.next}
        elif table == "votes":
            self._counted.add(id_)
        elif table in _OWED_TABLES:
            number = document.get("question")
            if isinstance(number, int):
                self._touched.add(number)
        elif table in _MEETING_TABLES:
            self._meeting_touched = True
            if table == "stages":
                now = on_stage(self._state)
                self._touched |= {self._staged, now} - {0}
                self._staged = now

    def _send(self) -> None:
        self._push = None
        self._pushed_at = asyncio.get_running_loop().time()
        touched, self._touched = self._touched, set()
        questions, gone = [], []
        for number in sorted(touched):
            view = question_view(self._state, number)
            if view is not None:
                questions.append(view)
                self._listed.add(number)
            elif number in self._listed:
                gone.append(number)
                self._listed.discard(number)
        counted, self._counted = (self._counted - touched) & self._listed, set()
        votes = {number: self._state.votes_for(number) for number in sorted(counted)}
        meeting = meeting_view(self._state) if self._meeting_touched else None
        self._meeting_touched = False
        if questions or votes or gone or meeting:
            self._publish(Update(self.n, questions, votes, gone, meeting))

    def _publish(self, update: Update) -> None:
        if len(self._row) == limits.KEPT_UPDATES:
            self._began = self._row[0].n
        self._row.append(_Sent(update.n, update, _event(update)))
        self._later.clear()
        self.subscribers.wake()

    def since(self, after: int) -> list[Update]:
        """The updates later than commit `after`; one that says `reload` when they are no longer all there."""
        if after < self._began or after > self.n:
            return [Update(self.n, reload=True)]
        return [sent.update for sent in self._row if sent.n > after]

    def _later_than(self, after: int) -> tuple[bytes, int]:
        """The events later than commit `after` in one piece, and where they lead."""
        if after < self._began or after > self.n:
            return _event(Update(self.n, reload=True)), self.n
        found = self._later.get(after)
        if found is None:
            if len(self._later) >= limits.KEPT_UPDATES:
                self._later.clear()
            later = [sent for sent in self._row if sent.n > after]
            found = b"".join(sent.event for sent in later), later[-1].n if later else after
            self._later[after] = found
        return found

    @property
    def listening(self) -> int:
        """How many phones listen now."""
        return len(self.subscribers)

    def close(self) -> None:
        """End every stream."""
        self.subscribers.close()


def _event(update: Update) -> bytes:
    return b"id: %d\ndata: %b\n\n" % (update.n, msgspec.json.encode(update))
