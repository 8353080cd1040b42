"""The register: what all meetings owe, as one list with filters and counts, doubles from two laptops united."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from meeting.areas import UNCLASSIFIED
from meeting.dialogue.lineage import Lineage
from meeting.model.register import CLOSED_STATUSES, Commitment, Letter, Note, Referral, Status
from meeting.register.deadlines import Urgency, urgency
from meeting.register.merge import newer_of, united
from meeting.text.folding import search_key, text_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from meeting.state import State


class RegisterEntry(NamedTuple):
    """One row of the register.

    `meeting`, `title` and `held_on` (YYYY-MM-DD) say where it comes from; `book` and `number` find it there. `kind` is
    a `Destination` or `CommitmentKind` value, `area_name` that meeting's own name for the area. `to` is the addressee
    of a referral, or the owner of a commitment. Not `public` is what was asked in a question the hall never saw.
    """

    meeting: str
    title: str
    held_on: str
    book: str
    number: int
    at: str
    kind: str
    question: int
    area: str
    area_name: str
    text: str
    reason: str
    to: str
    owner: str
    deadline: str
    status: Status
    settled_on: str
    letters: tuple[Letter, ...]
    notes: tuple[Note, ...]
    receipts: tuple[str, ...]
    urgency: Urgency
    public: bool = True

    @property
    def key(self) -> tuple[str, str, int, str]:
        """The same for one entry seen in the records of two laptops, different for any two entries."""
        return (self.meeting, self.book, self.number, self.at)

    @property
    def last(self) -> str:
        """The newest line of its history, empty if there is none."""
        return self.notes[-1].text if self.notes else ""


class _Askers:
    """Who asked what, of one meeting: found once for all its entries."""

    def __init__(self, state: State) -> None:
        self._lineage = Lineage(state)
        self._receipts = {number: asked.receipt for number, asked in state.questions.items() if asked.receipt}

    def of(self, question: int) -> tuple[str, ...]:
        """The hashed receipts of everybody who asked it: as such, as a repeat gathered under it, as part of a whole."""
        numbers = self._lineage.supported_as(question)
        return tuple(self._receipts[number] for number in numbers if number in self._receipts)


def held_on(state: State) -> str:
    """The day (YYYY-MM-DD) a meeting was opened, or is planned on."""
    return state.meeting.opened_at[:10] or state.meeting.planned_on


def _entry(
    state: State, askers: _Askers, book: str, obligation: Referral | Commitment, today: date
) -> RegisterEntry:
    question = state.questions.get(obligation.question)
    referral = obligation if isinstance(obligation, Referral) else None
    area = question.area if question else UNCLASSIFIED
    kind = obligation.destination.value if isinstance(obligation, Referral) else obligation.kind.value
    return RegisterEntry(
        meeting=state.meeting.id,
        title=state.meeting.title,
        held_on=held_on(state),
        book=book,
        number=obligation.number,
        at=obligation.at,
        kind=kind,
        question=obligation.question,
        area=area,
        area_name=next((known.name for known in state.meeting.settings.areas if known.id == area), ""),
        text=obligation.text,
        reason=referral.reason if referral else "",
        to=referral.addressee if referral else obligation.owner,
        owner=obligation.owner,
        deadline=obligation.deadline,
        status=obligation.status,
        settled_on=obligation.settled_on,
        letters=obligation.letters,
        notes=obligation.notes,
        receipts=askers.of(obligation.question) if question else (),
        urgency=urgency(obligation.deadline, obligation.status, today, state.calendar),
        public=question is None or question.is_public,
    )


def entries(state: State, today: date) -> Iterator[RegisterEntry]:
    """What one meeting owes, as it stands on `today`. A rehearsal owes nothing."""
    if state.meeting.rehearsal:
        return
    askers = _Askers(state)
    for referral in state.referrals.values():
        yield _entry(state, askers, "referrals", referral, today)
    for commitment in state.commitments.values():
        yield _entry(state, askers, "commitments", commitment, today)


def _united(one: RegisterEntry, other: RegisterEntry) -> RegisterEntry:
    """One entry that was worked on in two records: the later state, with the letters and notes of both."""
    newer = newer_of(one, other)
    history = united(one, other)
    receipts = tuple(sorted({*one.receipts, *other.receipts}))
    return newer._replace(**history._asdict(), receipts=receipts)


def register(states: Iterable[State], today: date) -> list[RegisterEntry]:
    """Everything these meetings owe, each entry once even if two records hold it, in the order of the meetings."""
    rows: dict[tuple[str, str, int, str], RegisterEntry] = {}
    for state in states:
        for entry in entries(state, today):
            known = rows.get(entry.key)
            rows[entry.key] = entry if known is None else _united(known, entry)
    return sorted(
        rows.values(),
        key=lambda entry: (entry.held_on, entry.meeting, entry.at, entry.book == "commitments", entry.number),
    )


class Wanted(NamedTuple):
    """What a register list shows; None means every one. `search` is matched without diacritics, word by word."""

    search: str = ""
    statuses: frozenset[Status] | None = None
    urgencies: frozenset[Urgency] | None = None
    kinds: frozenset[str] | None = None
    areas: frozenset[str] | None = None
    units: frozenset[str] | None = None
    meetings: frozenset[str] | None = None


class SortBy(StrEnum):
    """How the register is sorted."""

    DEADLINE = "deadline"
    UNIT = "unit"
    STATUS = "status"
    MEETING = "meeting"


_SORTED_BY: dict[SortBy, Callable[[RegisterEntry], object]] = {
    SortBy.DEADLINE: lambda entry: (entry.status in CLOSED_STATUSES, entry.deadline, entry.key),
    SortBy.UNIT: lambda entry: (text_key(entry.to), entry.deadline, entry.key),
    SortBy.STATUS: lambda entry: (list(Status).index(entry.status), entry.deadline, entry.key),
    SortBy.MEETING: lambda entry: (entry.held_on, entry.key),
}


def _matches(entry: RegisterEntry, wanted: Wanted, words: list[str]) -> bool:
    chosen = (
        (wanted.statuses, entry.status),
        (wanted.urgencies, entry.urgency),
        (wanted.kinds, entry.kind),
        (wanted.areas, entry.area),
        (wanted.units, entry.to),
        (wanted.meetings, entry.meeting),
    )
    if any(allowed is not None and value not in allowed for allowed, value in chosen):
        return False
    if not words:
        return True
    parts = (
        entry.text,
        entry.to,
        entry.owner,
        entry.reason,
        entry.area_name,
        entry.title,
        *(note.text for note in entry.notes),
    )
    haystack = search_key(" ".join((*parts, *(letter.number for letter in entry.letters))))
    return all(word in haystack for word in words)


def select(
    rows: Iterable[RegisterEntry], wanted: Wanted, by: SortBy = SortBy.DEADLINE
) -> list[RegisterEntry]:
    """The entries that `wanted` keeps, sorted; by deadline what is still owed comes first."""
    words = search_key(wanted.search).split()
    return sorted((entry for entry in rows if _matches(entry, wanted, words)), key=_SORTED_BY[by])  # type: ignore[arg-type]  # every key is a tuple of comparable parts


class Share(NamedTuple):
    """How a group of entries stands. `percent_settled` counts closed ones (settled or explained), rounded down."""

    name: str
    total: int
    settled: int
    in_progress: int
    explained: int
    unsettled: int
    overdue: int

    @property
    def percent_settled(self) -> int:
        """Closed entries per hundred; 0 for an empty group. Rounded down, so that 100 means all of them."""
        return 100 * (self.settled + self.explained) // self.total if self.total else 0


class GroupBy(StrEnum):
    """What the register's counts are given for."""

    AREA = "area"
    UNIT = "unit"
    MEETING = "meeting"
    KIND = "kind"


_GROUP: dict[GroupBy, Callable[[RegisterEntry], str]] = {
    GroupBy.AREA: lambda entry: entry.area,
    GroupBy.UNIT: lambda entry: entry.to,
    GroupBy.MEETING: lambda entry: entry.meeting,
    GroupBy.KIND: lambda entry: entry.kind,
}


def share(name: str, rows: Iterable[RegisterEntry]) -> Share:
    """The counts of one group."""
    listed = list(rows)
    counts = {status.value: sum(entry.status is status for entry in listed) for status in Status}
    overdue = sum(entry.urgency is Urgency.OVERDUE for entry in listed)
    return Share(name=name, total=len(listed), overdue=overdue, **counts)


def shares(rows: Iterable[RegisterEntry], by: GroupBy) -> list[Share]:
    """The counts per area, unit, meeting or kind: the largest group first. They add up to `share` of all rows."""
    groups: dict[str, list[RegisterEntry]] = {}
    for entry in rows:
        groups.setdefault(_GROUP[by](entry), []).append(entry)
    counted = [share(name, group) for name, group in groups.items()]
    return sorted(counted, key=lambda group: (-group.total, text_key(group.name)))
