"""Who was there: listed by the desk, or checked in by phone; the desk says which check-in is which invited delegate."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec

from meeting import limits
from meeting.changes import Change, put, remove
from meeting.decision import ALIVE, ALWAYS, Command, Decision
from meeting.dialogue import receipts
from meeting.model.attendance import Arrival, AttendanceEntry, Source
from meeting.model.profile import Phase
from meeting.moment import Role
from meeting.refusal import Refusal
from meeting.state import ONLY
from meeting.text.clean import clean_line, require_line

if TYPE_CHECKING:
    from meeting.moment import Moment
    from meeting.state import State

PHONE_ONLY = frozenset({Role.PHONE})


def require_entry(state: State, number: int) -> AttendanceEntry:
    """Entry `number` of the attendance. Raises Refusal ``no-such-entry``."""
    try:
        return state.attendance[number]
    except KeyError:
        raise Refusal("no-such-entry", number=number) from None


def hashed(receipt: str, meeting_id: str) -> str:
    """What the record keeps of a check-in's receipt. Raises Refusal ``bad-receipt``.

    The meeting's id is set apart: even a phone that sent one receipt twice would leave a question and a check-in with
    different hashes.
    """
    return receipts.hashed(receipts.parse(receipt), f"{meeting_id} attendance")


def of_receipt(state: State, receipt: str) -> int:
    """The number of the entry that the holder of `receipt` checked in as; 0 if there is none. Raises Refusal."""
    mark = hashed(receipt, state.meeting.id)
    return next((number for number, entry in state.attendance.items() if entry.receipt == mark), 0)


def _about(*numbers: int) -> tuple[tuple[str, int], ...]:
    return tuple(("attendance", number) for number in numbers)


def _room_for(state: State, count: int) -> int:
    """The number of the first of `count` new entries. Raises Refusal ``attendance-full``."""
    if len(state.attendance) + count > limits.ATTENDANCE:
        raise Refusal("attendance-full", limit=limits.ATTENDANCE)
    return max(state.attendance, default=0) + 1


class RecordAttendance(Command, frozen=True):
    """Add people or organisations to the attendance, or replace the entry `number`."""

    entries: tuple[AttendanceEntry, ...]
    number: int = 0

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        if self.number and (self.number not in state.attendance or len(self.entries) != 1):
            raise Refusal("no-such-entry", number=self.number)
        first = self.number or _room_for(state, len(self.entries))
        puts = tuple(
            put("attendance", first + offset, self._cleaned(entry, state.attendance.get(first + offset)))
            for offset, entry in enumerate(self.entries)
        )
        return Decision(puts, _about(first) if puts else ())

    @staticmethod
    def _cleaned(entry: AttendanceEntry, before: AttendanceEntry | None) -> AttendanceEntry:
        """The entry cleaned; what ties it to a phone is the phone's to give and stays."""
        if not 0 <= entry.count <= limits.QUESTIONS_PER_MEETING:
            raise Refusal("bad-count", most=limits.QUESTIONS_PER_MEETING)
        return msgspec.structs.replace(
            entry,
            name=require_line(entry.name, "name"),
            organisation=clean_line(entry.organisation, "organisation"),
            post=clean_line(entry.post, "post"),
            at=before.at if before else "",
            receipt=before.receipt if before else "",
        )


class RemoveAttendance(Command, frozen=True):
    """Take an entry out of the attendance: a slip of the desk, or a check-in of somebody who is not here."""

    number: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        require_entry(state, self.number)
        return Decision((remove("attendance", self.number),), _about(self.number))


class MarkPresent(Command, frozen=True):
    """Tick somebody listed as here, or as not here."""

    number: int
    present: bool = True

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        ticked = msgspec.structs.replace(require_entry(state, self.number), present=self.present)
        return Decision((put("attendance", self.number, ticked),), _about(self.number))


class SetCheckIn(Command, frozen=True):
    """Open or close checking in by phone, before the meeting begins or while it runs."""

    open: bool

    def rule(self, state: State, moment: Moment) -> Decision:
        changed = msgspec.structs.replace(state.meeting, check_in_open=self.open)
        return Decision((put("meetings", ONLY, changed),), (("meetings", ONLY),))


class CheckIn(Command, frozen=True):
    """Somebody says they are here. The same receipt again corrects the entry, also once check-in is closed."""

    name: str
    receipt: str
    post: str = ""
    organisation: str = ""

    roles: ClassVar[frozenset[Role]] = PHONE_ONLY
    phases: ClassVar[frozenset[Phase]] = ALIVE

    def rule(self, state: State, moment: Moment) -> Decision:
        number = of_receipt(state, self.receipt)
        if not number and not state.meeting.check_in_open:
            raise Refusal("check-in-closed")
        before = state.attendance.get(number)
        entry = msgspec.structs.replace(
            before or AttendanceEntry("", source=Source.PHONE, at=moment.stamp),
            name=require_line(self.name, "name", limit=limits.NAME_GRAPHEMES),
            organisation=clean_line(self.organisation, "organisation", limit=limits.NAME_GRAPHEMES),
            post=clean_line(self.post, "post", limit=limits.NAME_GRAPHEMES),
            receipt=hashed(self.receipt, state.meeting.id),
        )
        number = number or _room_for(state, 1)
        return Decision((put("attendance", number, entry),), _about(number), {"replaced": before is not None})


class WithdrawCheckIn(Command, frozen=True):
    """Take one's own check-in back. Whoever was invited is listed as not here again; anybody else leaves the list."""

    receipt: str

    roles: ClassVar[frozenset[Role]] = PHONE_ONLY
    phases: ClassVar[frozenset[Phase]] = ALIVE

    def rule(self, state: State, moment: Moment) -> Decision:
        number = of_receipt(state, self.receipt)
        if not number:
            return Decision((), (), {"withdrawn": False})
        return Decision((_withdrawn(state, number),), _about(number), {"withdrawn": True})


def _withdrawn(state: State, number: int) -> Change:
    entry = state.attendance[number]
    if entry.source is Source.PHONE:
        return remove("attendance", number)
    return put("attendance", number, msgspec.structs.replace(entry, present=False, at="", receipt=""))


class ConfirmArrivals(Command, frozen=True):
    """Say which check-ins are which people on the list: each becomes one entry, here, with the list's own wording.

    The phone keeps its say over it. A post or unit that the list lacks is taken from the check-in.
    """

    arrivals: tuple[Arrival, ...]

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        named = [number for arrival in self.arrivals for number in (arrival.check_in, arrival.listed)]
        if len(set(named)) != len(named):
            raise Refusal("arrival-unclear")
        changes = [change for arrival in self.arrivals for change in self._united(state, arrival)]
        return Decision(tuple(changes), _about(*named))

    @staticmethod
    def _united(state: State, arrival: Arrival) -> tuple[Change, Change]:
        check_in, listed = require_entry(state, arrival.check_in), require_entry(state, arrival.listed)
        if check_in.source is not Source.PHONE:
            raise Refusal("arrival-unclear")
        here = msgspec.structs.replace(
            listed,
            present=True,
            post=listed.post or check_in.post,
            organisation=listed.organisation or check_in.organisation,
            at=check_in.at,
            receipt=check_in.receipt,
        )
        return remove("attendance", arrival.check_in), put("attendance", arrival.listed, here)
