"""How many questions of one phone may wait for the desk: whoever floods the queue fills it no further than this.

Held in memory only, under a key of this process: which question came from which phone is written nowhere, and forgotten
as soon as the desk has looked at the question.
"""

from __future__ import annotations

import hmac
import secrets
from collections import Counter
from typing import TYPE_CHECKING

from meeting.model.question import ModerationStatus
from meeting.refusal import Refusal
from server import limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.state import State


class WaitingQuestions:
    """The questions that wait for the desk, by phone."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._asked_by: dict[int, bytes] = {}
        self._waiting: Counter[bytes] = Counter()

    def check(self, device: bytes) -> None:
        """Raise Refusal ``too-many-waiting`` where as many of the phone's questions wait as may."""
        if self._waiting[self._mark(device)] >= limits.WAITING_QUESTIONS:
            raise Refusal("too-many-waiting", most=limits.WAITING_QUESTIONS)

    def asked(self, device: bytes, number: int, state: State) -> None:
        """The phone asked question `number`."""
        if number not in self._asked_by and _waits(state, number):
            mark = self._mark(device)
            self._asked_by[number] = mark
            self._waiting[mark] += 1

    def follow(self, numbers: Iterable[int], state: State) -> None:
        """Forget those of `numbers` that wait no more."""
        for number in numbers:
            if number in self._asked_by and not _waits(state, number):
                mark = self._asked_by.pop(number)
                self._waiting[mark] -= 1
                if not self._waiting[mark]:
                    del self._waiting[mark]

    def _mark(self, device: bytes) -> bytes:
        return hmac.digest(self._key, device, "sha256")[:16]


def _waits(state: State, number: int) -> bool:
    question = state.questions.get(number)
    return question is not None and question.standing is ModerationStatus.RECEIVED
