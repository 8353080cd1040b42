"""Triage off the loop: one thread owns what triage knows, and what phones make it do waits in a bounded queue.

What triage says is never worth waiting long for. A question that comes while the queue is full is recorded without a
suggestion, and a phone that wants a hint is told to type on.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import msgspec

from meeting import limits as meeting_limits
from meeting.commands.asking import Ask, ImportQuestions
from meeting.moment import DESK
from meeting.refusal import Refusal
from meeting.text.clean import check_size
from server import limits
from server.access.rate_limits import RateLimiter

if TYPE_CHECKING:
    from collections.abc import Callable

    from meeting.decision import Command
    from meeting.model.question import AreaSuggestion
    from server.desk.advice import AdviceNews
    from server.triage_service import TriageService
    from store import Commit

T = TypeVar("T")

_EVERYBODY = b""
"""The one device of a limiter that the whole hall shares."""


class TriageWorker:
    """The thread of one meeting's `service`, which nothing else calls. Made on the running loop."""

    def __init__(self, service: TriageService) -> None:
        self._service = service
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="triage")
        self._waiting = 0
        self._hints = 0
        self._is_closed = False
        self._next_hint = asyncio.Semaphore(1)
        self._lesson: asyncio.Future[None] | None = None
        self._behind: list[Commit] = []
        """Commits that the service does not know of yet."""
        self._catching_up: asyncio.TimerHandle | None = None
        self._phone_limiter = RateLimiter(limits.HINT_BURST, limits.HINT_EVERY_SECONDS)
        self._hall_limiter = RateLimiter(limits.HALL_HINT_BURST, limits.HALL_HINT_EVERY_SECONDS)

    async def _run(self, work: Callable[..., T], *arguments: object) -> T:
        """Raises Refusal ``too-fast`` where the server is stopping and nothing is begun any more."""
        if self._is_closed:
            raise Refusal("too-fast", seconds=1)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)
        except asyncio.CancelledError:
            if self._is_closed:  # the work was taken back, not whoever waits for it
                raise Refusal("too-fast", seconds=1) from None
            raise
        finally:
            self._waiting -= 1

    async def hint(self, device: bytes, text: str) -> tuple[AreaSuggestion | None, list[int]]:
        """What a phone is told of a text being written: its area, and the listed questions that say much the same.

        Raises Refusal ``too-long``, or ``too-fast`` where this phone or the whole hall wants too much.
        """
        check_size(text, "text", meeting_limits.QUESTION_GRAPHEMES)
        self._phone_limiter.spend(device)
        if self._hints >= limits.HINTS_WAITING:
            raise Refusal("too-fast", seconds=1)
        self._hall_limiter.spend(_EVERYBODY)
        self._hints += 1
        try:
            # One at a time stands before the thread: a question that is sent waits for no more than that one.
            async with self._next_hint:
                return await self._run(self._both, text)
        finally:
            self._hints -= 1

    def _both(self, text: str) -> tuple[AreaSuggestion | None, list[int]]:
        return self._service.suggestion(text), self._service.similar(text)

    async def suggested(self, command: Command) -> Command:
        """`command`, with a suggestion for each question it brings in."""
        if isinstance(command, Ask):
            if self._waiting >= limits.SUGGESTIONS_WAITING:
                return command
            with suppress(Refusal):
                suggestion = await self._run(self._service.suggestion, command.text)
                return msgspec.structs.replace(command, suggestion=suggestion)
            return command
        if isinstance(command, ImportQuestions):
            rows = [
                msgspec.structs.replace(row, suggestion=await self._run(self._service.suggestion, row.text))
                for row in command.rows
            ]
            return msgspec.structs.replace(command, rows=tuple(rows))
        return command

    async def advice(self, after: int, lang: str) -> AdviceNews:
        """What the desk should know of the questions, as far as it changed since revision `after`."""
        return await self._run(self._service.advice.news, after, lang)

    def follow(self, commits: list[Commit]) -> None:
        """Keep up with the record, behind what is asked already: with the desk at once, with a crowd now and then."""
        self._behind += commits
        if any(commit.by in DESK for commit in commits):
            self._lesson = self._catch_up()
        elif self._catching_up is None:
            loop = asyncio.get_running_loop()
            self._catching_up = loop.call_later(limits.TRIAGE_GATHER_SECONDS, self._catch_up)

    def _catch_up(self) -> asyncio.Future[None] | None:
        if self._catching_up is not None:
            self._catching_up.cancel()
            self._catching_up = None
        if self._is_closed:
            return None
        behind, self._behind = self._behind, []
        return asyncio.get_running_loop().run_in_executor(self._thread, self._service.follow, behind)

    async def learnt(self) -> None:
        """Return when what the desk decided is learnt, or forgotten."""
        if self._lesson is not None:
            await asyncio.shield(self._lesson)

    def close(self) -> None:
        """Begin nothing more."""
        self._is_closed = True
        if self._catching_up is not None:
            self._catching_up.cancel()
        self._thread.shutdown(wait=False, cancel_futures=True)
