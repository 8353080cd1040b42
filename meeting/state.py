"""The whole record in memory, typed: what every decision reads and every screen follows.

A State is made by applying changes and by nothing else, so the server, the screens and the minutes cannot differ.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar, overload

import msgspec

from meeting import limits
from meeting.changes import Change
from meeting.model.agenda import AgendaItem, Conclusion, Prompt
from meeting.model.attendance import AttendanceEntry
from meeting.model.calendar import Calendar
from meeting.model.call import Call
from meeting.model.carried import Carried
from meeting.model.log import Counters, LogEntry
from meeting.model.pledge import Pledge, PledgeReview, Signer, TargetResult
from meeting.model.poll import Poll, Slips
from meeting.model.profile import Meeting
from meeting.model.question import Answer, Origin, Question, Satisfaction, Sealed, VoteCount
from meeting.model.register import Commitment, Referral
from meeting.model.stage import Stage
from meeting.model.survey import Survey
from meeting.model.vote import VoteProgress
from meeting.moment import DESK
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

T = TypeVar("T", bound=msgspec.Struct)

NEVER_UNDONE = frozenset(
    {"log", "counters", "votes", "satisfaction", "origins", "calls"}
    | {"polls", "poll_progress", "slips", "surveys", "survey_progress"}
)
"""Tables that undo leaves alone: the history itself, numbers given out, and what phones said meanwhile.

A vote is never undone: its ballots are gone once they are counted. It is closed, and asked again as a new round.
"""

FINAL_ACTS = frozenset(
    {"create-meeting", "open-meeting", "close-meeting", "reopen-meeting", "blank", "call-hall", "end-call"}
)
"""Acts that are never undone; a closed meeting is taken up again by reopening it, which is counted, a covered wall is
uncovered by whoever means to, and a hall that was called was heard."""

ONLY = 1
"""The id of the one document in a table that holds a single thing."""


class DocumentChange(Protocol):
    """What a commit brings: anything with these three attributes."""

    @property
    def table(self) -> str:
        """The table it is about."""
        ...

    @property
    def id(self) -> int:
        """The id in that table."""
        ...

    @property
    def document(self) -> dict[str, Any] | msgspec.Struct | None:
        """What stands there now, as JSON or typed already; None: nothing."""
        ...


class AppliedCommit(Protocol):
    """A commit as the record hands it out."""

    @property
    def n(self) -> int:
        """Its number in the journal."""
        ...

    @property
    def by(self) -> str:
        """The role that gave it."""
        ...

    @property
    def did(self) -> str:
        """The command."""
        ...

    @property
    def ops(self) -> Iterable[DocumentChange]:
        """Its changes, in order."""
        ...


class DocumentStep(NamedTuple):
    """One document's change inside a commit: what stood there before and after (None: nothing)."""

    table: str
    id: int
    before: msgspec.Struct | None
    after: msgspec.Struct | None


class Undoable(NamedTuple):
    """A commit of the desk that may still be taken back; `n` is the id of its log line."""

    n: int
    did: str
    steps: tuple[DocumentStep, ...]


class TakenBack(NamedTuple):
    """A step that was undone and may be done again; `line` is the undo's log line, `steps` what the undo changed."""

    step: Undoable
    line: int
    steps: tuple[DocumentStep, ...]


class Table(Generic[T]):
    """A typed table of the State: reads as a dict from id to document."""

    def __init__(self, type_: type[T]) -> None:
        self.type = type_
        self.name = ""

    def __set_name__(self, _owner: type, name: str) -> None:
        self.name = name
        _TYPES[name] = self.type

    @overload
    def __get__(self, state: None, _owner: type) -> Table[T]: ...
    @overload
    def __get__(self, state: State, _owner: type) -> dict[int, T]: ...
    def __get__(self, state: State | None, _owner: type) -> Table[T] | dict[int, T]:
        if state is None:
            return self
        table: dict[int, T] = state.tables[self.name]
        return table


_TYPES: dict[str, type[msgspec.Struct]] = {}


def document_types() -> dict[str, type[msgspec.Struct]]:
    """The type of each table's documents, by the table's name."""
    return dict(_TYPES)


class State:
    """Every table of one meeting, typed, plus the few indexes that decisions need at any size."""

    log = Table(LogEntry)
    counters = Table(Counters)
    meetings = Table(Meeting)
    stages = Table(Stage)
    agenda = Table(AgendaItem)
    prompts = Table(Prompt)
    attendance = Table(AttendanceEntry)
    conclusions = Table(Conclusion)
    questions = Table(Question)
    origins = Table(Origin)
    calls = Table(Call)
    answers = Table(Answer)
    votes = Table(VoteCount)
    satisfaction = Table(Satisfaction)
    sealed = Table(Sealed)
    polls = Table(Poll)
    poll_progress = Table(VoteProgress)
    slips = Table(Slips)
    surveys = Table(Survey)
    survey_progress = Table(VoteProgress)
    pledges = Table(Pledge)
    signers = Table(Signer)
    results = Table(TargetResult)
    reviews = Table(PledgeReview)
    referrals = Table(Referral)
    commitments = Table(Commitment)
    carried = Table(Carried)
    calendars = Table(Calendar)

    def __init__(self) -> None:
        self.tables: dict[str, dict[int, Any]] = {name: {} for name in _TYPES}
        self.by_receipt: dict[str, int] = {}
        self.undoable: deque[Undoable] = deque(maxlen=limits.UNDO_STEPS)
        self.taken_back: deque[TakenBack] = deque(maxlen=limits.UNDO_STEPS)

    @classmethod
    def load(
        cls, tables: Mapping[str, Mapping[int, dict[str, Any]]], recent: Iterable[AppliedCommit] = ()
    ) -> State:
        """A State from a record's tables; `recent` are its last commits, oldest first, for undo to reach."""
        state = cls()
        changes = (Change(t, i, doc) for t, rows in tables.items() for i, doc in sorted(rows.items()))
        state.apply(changes)
        for commit in recent:
            state._remember_from_record(commit)
        return state

    @classmethod
    def holding(cls, tables: Mapping[str, dict[int, Any]]) -> State:
        """A State of documents that are typed already; `tables` are its own from now on."""
        state = cls()
        state.tables.update((name, _in_order(rows)) for name, rows in tables.items())
        state.by_receipt = {each.receipt: each.number for each in state.questions.values() if each.receipt}
        return state

    def draft(self) -> State:
        """A State with the same documents, for trying changes that are not committed yet."""
        return State.holding({name: dict(rows) for name, rows in self.tables.items()})

    @property
    def meeting(self) -> Meeting:
        """The meeting's own document. Raises Refusal ``no-meeting`` on an empty record."""
        try:
            return self.meetings[ONLY]
        except KeyError:
            raise Refusal("no-meeting") from None

    @property
    def stage(self) -> Stage:
        """What the hall sees; the join view until the host chooses."""
        return self.stages.get(ONLY, Stage())

    @property
    def calendar(self) -> Calendar:
        """The days off this meeting counts with; only weekends until a table is given."""
        return self.calendars.get(ONLY, Calendar())

    @property
    def counted(self) -> Counters:
        """Numbers given out so far."""
        return self.counters.get(ONLY, Counters())

    def question(self, number: int) -> Question:
        """Question `number`. Raises Refusal ``no-such-question``."""
        try:
            return self.questions[number]
        except KeyError:
            raise Refusal("no-such-question", number=number) from None

    def votes_for(self, number: int) -> int:
        """Devices that support a question, as last counted."""
        count = self.votes.get(number)
        return count.count if count else 0

    def hall_of(self, number: int) -> str:
        """The hall a question was asked in, also where it was split from one; empty for the main hall."""
        while number not in self.origins:
            question = self.questions.get(number)
            if question is None or not question.parent:
                return ""
            number = question.parent
        return self.origins[number].hall

    def apply(self, changes: Iterable[DocumentChange]) -> tuple[DocumentStep, ...]:
        """Make the changes, in order; return what each replaced. Tables this version lacks are skipped."""
        return tuple(step for change in changes if (step := self._apply_one(change)) is not None)

    def apply_commit(self, commit: AppliedCommit) -> None:
        """Make a commit's changes and remember it for undo if the desk may take it back."""
        self._remember(self.apply(commit.ops))

    def _apply_one(self, change: DocumentChange) -> DocumentStep | None:
        type_ = _TYPES.get(change.table)
        if type_ is None:
            return None
        table = self.tables[change.table]
        before = table.get(change.id)
        after = _typed(type_, change.document)
        if after is None:
            table.pop(change.id, None)
        else:
            table[change.id] = after
        if isinstance(before, Question) and before.receipt:
            self.by_receipt.pop(before.receipt, None)
        if isinstance(after, Question) and after.receipt:
            self.by_receipt[after.receipt] = after.number
        return DocumentStep(change.table, change.id, before, after)

    def _remember(self, steps: tuple[DocumentStep, ...]) -> None:
        line = next((s for s in steps if isinstance(s.after, LogEntry)), None)
        if line is None or not isinstance(line.after, LogEntry):
            return
        undone = tuple(s for s in steps if s.table not in NEVER_UNDONE)
        if line.after.undoes:
            self._take_back(line.after.undoes, line.id, undone)
            self._bring_back(line.after.undoes)
            return
        if line.after.by in DESK and line.after.did not in FINAL_ACTS and undone:
            self.undoable.append(Undoable(line.id, line.after.did, undone))

    def _take_back(self, n: int, line: int, steps: tuple[DocumentStep, ...]) -> None:
        """Step `n` was undone."""
        for step in [step for step in self.undoable if step.n == n]:
            self.undoable.remove(step)
            self.taken_back.append(TakenBack(step, line, steps))

    def _bring_back(self, line: int) -> None:
        """The step that the undo of log line `line` took back was done again."""
        for taken in [taken for taken in self.taken_back if taken.line == line]:
            self.taken_back.remove(taken)
            known = sorted([*self.undoable, taken.step], key=lambda step: step.n)
            self.undoable = deque(known, maxlen=limits.UNDO_STEPS)

    def _remember_from_record(self, commit: AppliedCommit) -> None:
        """Rebuild one undo step from a stored commit, whose operations say what they replaced."""
        self._remember(
            tuple(
                DocumentStep(
                    op.table,
                    op.id,
                    _typed(_TYPES[op.table], getattr(op, "before", None)),
                    _typed(_TYPES[op.table], op.document),
                )
                for op in commit.ops
                if op.table in _TYPES
            )
        )


def _in_order(rows: dict[int, Any]) -> dict[int, Any]:
    """`rows` by their ids; the same where they stand so already, as nearly always."""
    ordered = sorted(rows)
    return rows if ordered == list(rows) else {number: rows[number] for number in ordered}


def _typed(
    type_: type[msgspec.Struct], document: dict[str, Any] | msgspec.Struct | None
) -> msgspec.Struct | None:
    return document if document is None or isinstance(document, type_) else msgspec.convert(document, type_)
