"""The main hall's side of a meeting in many halls: what they are told, what they say of themselves, what is awaited.

How each hall does is known in memory only.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from link.hall_link import AwaitedVote, HallInvitation, HallLine, HallReport, HallsReport, HallStanding
from link.pairing import Pairing
from link.wire import SIGN_OF_LIFE
from meeting.refusal import Refusal
from meeting.text.clean import clean_line
from server import limits
from server.halls.link_server import HallLinkServer
from server.halls.redaction import Disclosure, redacted
from server.halls.roster import NAME_GRAPHEMES, Roster

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from starlette.types import ASGIApp

    from server.desk.feed import CommitFeed
    from server.voting.ballots import Ballots
    from server.writing.writer import CommandWriter
    from store import Commit


@dataclass
class _Heard:
    at: float
    report: HallReport


class Keeper:
    """The halls of one meeting, seen by the server that keeps it. Made on the running loop."""

    def __init__(
        self,
        folder: Path,
        writer: CommandWriter,
        feed: CommitFeed,
        ballots: Ballots,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.roster = Roster(folder)
        self.link = HallLinkServer(self.roster)
        self._writer = writer
        self._feed = feed
        self._ballots = ballots
        self._seconds = seconds
        self._began = seconds()
        self._heard: dict[str, _Heard] = {}
        self._disclosure = Disclosure()
        self._disclosed: asyncio.Task[None] | None = None
        self._awaited: dict[str, set[str]] = {}
        self._news = asyncio.Event()
        self._stopped = False
        ballots.gathering = self._gather

    def follow(self, commits: list[Commit]) -> None:
        """Keep up with the record."""
        if self._disclosed is not None and self._disclosed.done():
            self._disclosure.note(commits)

    async def open(self, host: str, app: ASGIApp) -> None:
        """Let halls in at `host` where any have been named. Raises OSError."""
        if self.roster.names and not self.link.address:
            await self.link.open(host, app)

    async def invite(self, name: str, host: str, app: ASGIApp) -> HallInvitation:
        """A code, good once, for the hall called `name`. Raises Refusal; ``no-desk-link`` where nothing can listen."""
        name, secret = self.roster.invite(name)
        try:
            await self.open(host, app)
        except OSError as refused:
            raise Refusal("no-desk-link", reason=str(refused.strerror)) from None
        pin = (await asyncio.to_thread(self.roster.certificate)).pin
        return HallInvitation(name, self.link.address, str(Pairing(pin, secret)))

    def revoke(self, name: str) -> None:
        """Let a hall in no more, and count without it. Raises Refusal ``no-such-hall``."""
        self.roster.revoke(name)
        self._heard.pop(name, None)
        for halls in self._awaited.values():
            halls.discard(name)
        self._tell()

    def require(self, name: str) -> None:
        """Raise Refusal ``no-such-hall`` where no hall that has this name may come in."""
        if name not in self.roster.names:
            raise Refusal("no-such-hall", hall=clean_line(name[:NAME_GRAPHEMES], "hall"))

    def hear(self, hall: str, report: HallReport) -> None:
        """What a hall says of itself."""
        self._heard[hall] = _Heard(self._seconds(), report)

    def report(self) -> HallsReport:
        """Every hall as it is known now."""
        asked: dict[str, int] = {}
        for origin in self._writer.state.origins.values():
            asked[origin.hall] = asked.get(origin.hall, 0) + 1
        joined = frozenset(self.roster.joined)
        awaited = tuple(
            AwaitedVote(topic, tuple(sorted(halls))) for topic, halls in self._awaited.items() if halls
        )
        standings = tuple(
            self._standing(name, asked.get(name, 0), joined=name in joined) for name in self.roster.names
        )
        return HallsReport(self.link.address, standings, awaited)

    def _standing(self, name: str, asked: int, *, joined: bool) -> HallStanding:
        if not joined:
            return HallStanding(name, questions=asked)
        heard = self._heard.get(name)
        silent = self._seconds() - (heard.at if heard else self._began)
        said = heard.report if heard else HallReport(0, 0, 0)
        is_silent = silent > limits.HALL_SILENT_SECONDS
        return HallStanding(
            name,
            joined=True,
            phones=said.phones,
            waiting=said.waiting,
            n=said.n,
            behind=max(0, self._writer.record.durable_n - said.n),
            silent=int(silent) if is_silent else 0,
            is_silent=is_silent,
            questions=asked,
        )

    async def lines(
        self, hall: str, credential_stands: Callable[[], bool], after: int, clean: int
    ) -> AsyncIterator[bytes]:
        """The record after commit `after` as `hall` may have it; ends where it is to begin anew, or is revoked."""
        await self._know_what_went_out()
        begun = self._disclosure.clean
        if after and clean < begun:
            yield _encoded(HallLine(clean=begun, anew=True))
            return
        yield _encoded(HallLine(clean=begun, upto=self._writer.record.durable_n))
        async for commit in self._feed.commits_or_life(after):
            if self._disclosure.clean != begun:
                yield _encoded(HallLine(clean=self._disclosure.clean, anew=True))
                return
            if not credential_stands():
                return
            if commit is None:
                yield SIGN_OF_LIFE
                continue
            ops = tuple(redacted(commit, self._writer.state, hall))
            yield _encoded(HallLine(commit.n, commit.digest, commit.at, commit.by, commit.did, ops))

    async def _know_what_went_out(self) -> None:
        """Look once through what is on the disk; from then on `follow` keeps up."""
        if self._disclosed is None:
            self._disclosed = asyncio.get_running_loop().create_task(self._read_disclosure())
        await self._disclosed

    async def _read_disclosure(self) -> None:
        seen = 0
        while seen < self._writer.record.durable_n:
            commits = await asyncio.to_thread(lambda after: list(self._writer.record.commits(after)), seen)
            self._disclosure.note(commits)
            seen = commits[-1].n if commits else self._writer.record.durable_n

    async def _gather(self, topic: str) -> None:
        """Wait until every hall that has joined sent its ballots of a closed vote, or the host goes on without.

        Raises Refusal ``halls-awaited`` where this server stops before that.
        """
        self._awaited[topic] = set(self.roster.joined)
        try:
            while self._awaited[topic]:
                if self._stopped:
                    raise Refusal("halls-awaited", halls=", ".join(sorted(self._awaited[topic])))
                news = self._news
                await news.wait()
        finally:
            del self._awaited[topic]

    async def deliver(self, hall: str, topic: str, ballots: list[object]) -> bool:
        """Put a hall's ballots into the box here, each once however often they come; False where it was counted."""
        if topic not in self._awaited and not self._ballots.waits_for(topic):
            return False
        try:
            await self._ballots.take_in(topic, hall, ballots)
        except Refusal as refusal:
            if refusal.code == "vote-closed":
                return False
            raise
        if topic in self._awaited:
            self._awaited[topic].discard(hall)
            self._tell()
        return True

    def count_without(self) -> None:
        """Wait for no hall any more in the votes that are closed now."""
        for halls in self._awaited.values():
            halls.clear()
        self._tell()

    def _tell(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    def stop_waiting(self) -> None:
        """Stop: what waits for halls waits on in the next one."""
        self._stopped = True
        self._tell()

    async def close(self) -> None:
        """Let no hall in any more."""
        with suppress(OSError):
            await self.link.close()


def _encoded(line: HallLine) -> bytes:
    return msgspec.json.encode(line) + b"\n"
