"""A meeting played in memory: commands decided and applied as the server does, with a clock that only moves on."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import msgspec

from meeting.changes import Change
from meeting.commands.asking import Ask
from meeting.commands.profile import CreateMeeting
from meeting.commands.running import OpenMeeting
from meeting.decision import decide
from meeting.model.profile import Meeting, Person, Settings
from meeting.moment import Moment, Role
from meeting.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.decision import Command

VIETNAM = timezone(timedelta(hours=7))
START = datetime(2024, 4, 17, 8, 0, tzinfo=VIETNAM)
RECEIPTS = [f"{number:016d}" for number in range(100)]


def profile(**fields: Any) -> Meeting:
    """A meeting's profile like that of the dialogue on 17/4/2024."""
    standard = Meeting(
        id="2024-04-17-doi-thoai",
        title="Đối thoại về công tác cải cách hành chính",
        agency="Phòng An ninh nội địa",
        parent_agency="CÔNG AN TỈNH NGHỆ AN",
        place="Hội trường tầng 3",
        chair=Person("Nguyễn Văn An", "Trưởng phòng"),
        secretary=Person("Trần Thị Bình"),
        planned_on="2024-04-17",
        settings=Settings(moderation=False),
    )
    return msgspec.structs.replace(standard, **fields)


class Op(Change):
    """A change as a record hands it out: with what it replaced."""

    before: dict[str, Any] | None = None


class Committed:
    """A commit as a record hands it out."""

    def __init__(self, n: int, by: str, did: str, ops: Iterable[Op]) -> None:
        self.n = n
        self.by = by
        self.did = did
        self.ops = tuple(ops)


class Play:
    """A meeting and everything that was committed to it. `do` gives a command and returns its result."""

    def __init__(self, meeting: Meeting | None = None, *, opened: bool = True) -> None:
        self.state = State()
        self.commits: list[Committed] = []
        self.now = START
        self.do(CreateMeeting(meeting or profile()))
        if opened:
            self.do(OpenMeeting())

    def do(self, command: Command, by: Role = Role.HOST) -> dict[str, Any]:
        """Decide and commit. Raises Refusal."""
        self.now += timedelta(seconds=1)
        decision = decide(self.state, command, Moment(self.now, by))
        if decision.changes:
            ops = [self._op(change) for change in decision.changes]
            commit = Committed(len(self.commits) + 1, by.value, command.did, ops)
            self.commits.append(commit)
            self.state.apply_commit(commit)
        return decision.result or {}

    def _op(self, change: Change) -> Op:
        standing = self.state.tables[change.table].get(change.id)
        op = Op(*change)
        op.before = None if standing is None else msgspec.to_builtins(standing)
        return op

    def ask(self, text: str = "Bao giờ có máy in mới?", **fields: Any) -> int:
        """A question typed at the desk; its number."""
        return int(self.do(Ask(text=text, **fields))["number"])

    def ask_by_phone(
        self, text: str = "Sao phải nộp bản giấy?", receipt: str = RECEIPTS[0], **fields: Any
    ) -> int:
        """A question from a phone; its number."""
        return int(self.do(Ask(text=text, receipt=receipt, **fields), Role.PHONE)["number"])

    def tables(self) -> dict[str, dict[int, Any]]:
        """Everything in the record as plain documents."""
        return {name: dict(msgspec.to_builtins(table)) for name, table in self.state.tables.items()}
