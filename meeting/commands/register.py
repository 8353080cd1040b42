"""Work on what is owed: status, letters, notes, deadlines; and the chair's conclusions as commitments."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

import msgspec

from meeting import limits
from meeting.changes import Change, put
from meeting.commands.obligations import due_conclusion, require_day
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.agenda import Conclusion
from meeting.model.profile import Phase
from meeting.model.register import CLOSED_STATUSES, Commitment, CommitmentKind, Letter, Note, Referral, Status
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.state import State
from meeting.text.clean import clean_line, require_line, require_text

DIRECTIONS = frozenset({"sent", "received"})
"""Of letters."""


class ObligationTable(StrEnum):
    """The two tables of the register."""

    REFERRALS = "referrals"
    COMMITMENTS = "commitments"


def entry(state: State, book: ObligationTable, number: int) -> Referral | Commitment:
    """An entry of the register. Raises Refusal ``no-such-entry``."""
    table: dict[int, Referral] | dict[int, Commitment] = (
        state.referrals if book is ObligationTable.REFERRALS else state.commitments
    )
    try:
        return table[number]
    except KeyError:
        raise Refusal("no-such-entry", number=number) from None


def _noted(
    obligation: Referral | Commitment, moment: Moment, text: str, status: Status | None = None
) -> tuple[Note, ...]:
    """The history with a line more, if there is anything to say."""
    if not text and status is None:
        return obligation.notes
    return (*obligation.notes, Note(moment.stamp, moment.by.value, text, status))


def _changed(book: ObligationTable, obligation: Referral | Commitment, **fields: object) -> Decision:
    changed = msgspec.structs.replace(obligation, **fields)
    return Decision((put(book.value, obligation.number, changed),), ((book.value, obligation.number),))


class SetStatus(Command, frozen=True):
    """How an entry stands, in the official words; a note says what happened."""

    book: ObligationTable
    number: int
    status: Status
    note: str = ""

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        obligation = entry(state, self.book, self.number)
        new = self.status if self.status is not obligation.status else None
        notes = _noted(obligation, moment, clean_line(self.note, "note"), new)
        was_settled = obligation.settled_on if obligation.status in CLOSED_STATUSES else ""
        settled_on = (was_settled or moment.day) if self.status in CLOSED_STATUSES else ""
        return _changed(self.book, obligation, status=self.status, notes=notes, settled_on=settled_on)


class AddLetter(Command, frozen=True):
    """A letter sent or a reply received, with its date; the first one sets an unsettled entry in progress."""

    book: ObligationTable
    number: int
    letter: Letter

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        obligation = entry(state, self.book, self.number)
        if self.letter.direction not in DIRECTIONS:
            raise Refusal("bad-direction")
        letter = Letter(
            direction=self.letter.direction,
            on=require_day(self.letter.on, "on"),
            number=clean_line(self.letter.number, "number"),
            note=clean_line(self.letter.note, "note"),
        )
        starts = obligation.status is Status.UNSETTLED
        return _changed(
            self.book,
            obligation,
            letters=(*obligation.letters, letter),
            status=Status.IN_PROGRESS if starts else obligation.status,
            notes=_noted(obligation, moment, "", Status.IN_PROGRESS if starts else None),
        )


class AddNote(Command, frozen=True):
    """A line in an entry's history."""

    book: ObligationTable
    number: int
    note: str

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        obligation = entry(state, self.book, self.number)
        return _changed(
            self.book, obligation, notes=_noted(obligation, moment, require_line(self.note, "note"))
        )


class ChangeEntry(Command, frozen=True, omit_defaults=True):
    """Change who owes it, by when, or (for a referral) to whom it goes; what is not given stays.

    What stood there before goes into the entry's history.
    """

    book: ObligationTable
    number: int
    owner: str | None = None
    deadline: str | None = None
    addressee: str | None = None
    text: str | None = None

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        obligation = entry(state, self.book, self.number)
        given = self._given(obligation)
        stood = {name: str(getattr(obligation, name)) for name in given}
        fields = {name: value for name, value in given.items() if value != stood[name]}
        before = [stood[name] if name == "text" else f"{stood[name]} → {fields[name]}" for name in fields]
        return _changed(self.book, obligation, **fields, notes=_noted(obligation, moment, "; ".join(before)))

    def _given(self, obligation: Referral | Commitment) -> dict[str, str]:
        """What is to stand in which field, cleaned. Raises Refusal."""
        given: dict[str, str] = {}
        if self.owner is not None:
            given["owner"] = self._owner(obligation)
        if self.deadline is not None:
            given["deadline"] = require_day(self.deadline, "deadline")
        if self.addressee is not None:
            if not isinstance(obligation, Referral):
                raise Refusal("no-addressee", number=self.number)
            given["addressee"] = require_line(self.addressee, "addressee")
        if self.text is not None:
            text = require_text(self.text, "text", limit=limits.ANSWER_GRAPHEMES, lines=limits.ANSWER_LINES)
            given["text"] = text.text
        return given

    def _owner(self, obligation: Referral | Commitment) -> str:
        """Who owes it. A referral may be nobody's yet; what this agency owes itself always has an owner."""
        clean_owner = clean_line if isinstance(obligation, Referral) else require_line
        return clean_owner(self.owner or "", "owner")


class Conclude(Command, frozen=True):
    """A conclusion of the chair. With an owner or a date it becomes a numbered commitment in the register.

    Without an owner the agency itself owes it; without a date (YYYY-MM-DD) it is due by the agency's default.
    """

    text: str
    owner: str = ""
    deadline: str = ""

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        text = require_text(self.text, "text", limit=limits.ANSWER_GRAPHEMES, lines=limits.ANSWER_LINES).text
        number = max(state.conclusions, default=0) + 1
        obligation: tuple[Change, ...] = ()
        id_ = 0
        if self.owner or self.deadline:
            commitment = _commitment(state, text, self.owner, self.deadline, moment)
            id_ = commitment.number
            obligation = (put("commitments", id_, commitment),)
        conclusion = Conclusion(number=number, text=text, commitment=id_)
        return Decision(
            (put("conclusions", number, conclusion), *obligation),
            (("conclusions", number),),
            {"number": number, "commitment": id_},
        )


def _commitment(state: State, text: str, owner: str, deadline: str, moment: Moment) -> Commitment:
    """What the agency owes by a conclusion, under the next number."""
    return Commitment(
        number=max(state.commitments, default=0) + 1,
        kind=CommitmentKind.CONCLUSION,
        text=text,
        owner=clean_line(owner, "owner") or state.meeting.agency,
        deadline=due_conclusion(state, deadline, moment),
        at=moment.stamp,
    )


class AssignConclusion(Command, frozen=True):
    """Give a conclusion that was only taken down its owner and date: it enters the register as a commitment.

    Owner and date as for `Conclude`. Refused for one that is in the register already: it is changed there.
    """

    number: int
    owner: str = ""
    deadline: str = ""

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        conclusion = state.conclusions.get(self.number)
        if conclusion is None:
            raise Refusal("no-such-entry", number=self.number)
        if conclusion.commitment:
            raise Refusal("in-the-register", number=conclusion.commitment)
        commitment = _commitment(state, conclusion.text, self.owner, self.deadline, moment)
        assigned = msgspec.structs.replace(conclusion, commitment=commitment.number)
        changes = (
            put("conclusions", self.number, assigned),
            put("commitments", commitment.number, commitment),
        )
        return Decision(changes, (("conclusions", self.number),), {"commitment": commitment.number})


class EditConclusion(Command, frozen=True):
    """Correct a conclusion's wording, in the register too; the earlier one stays."""

    number: int
    text: str

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        conclusion = state.conclusions.get(self.number)
        if conclusion is None:
            raise Refusal("no-such-entry", number=self.number)
        text = require_text(self.text, "text", limit=limits.ANSWER_GRAPHEMES, lines=limits.ANSWER_LINES).text
        if text == conclusion.text:
            return Decision(())
        changed = msgspec.structs.replace(
            conclusion, text=text, earlier=(*conclusion.earlier, conclusion.text)
        )
        changes = [put("conclusions", self.number, changed)]
        obligation = state.commitments.get(conclusion.commitment)
        if obligation is not None:
            changes.append(
                put("commitments", obligation.number, msgspec.structs.replace(obligation, text=text))
            )
        return Decision(tuple(changes), (("conclusions", self.number),))


class WriteReply(Command, frozen=True):
    """The text of a written answer that was promised; what stood there before is kept."""

    number: int
    text: str

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        owed = state.commitments.get(self.number)
        if owed is None:
            raise Refusal("no-such-entry", number=self.number)
        if owed.kind is not CommitmentKind.WRITTEN_ANSWER:
            raise Refusal("no-reply-owed", number=self.number)
        text = require_text(self.text, "reply", limit=limits.ANSWER_GRAPHEMES, lines=limits.ANSWER_LINES).text
        if text == owed.reply:
            return Decision(())
        earlier = (*owed.earlier, owed.reply) if owed.reply else owed.earlier
        written = msgspec.structs.replace(owed, reply=text, earlier=earlier)
        return Decision((put("commitments", owed.number, written),), (("commitments", owed.number),))
