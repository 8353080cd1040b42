"""A console on a real record without a server: its commands are decided and committed in this process."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import language
from link.control import MOST_STEPS, Advice, CommandReply, StepLine
from link.health import Health
from meeting.moment import Moment, Role
from server.desk.advice import DeskAdvice
from server.desk.control import advice_reply, step_lines
from server.writing.writer import apply_now
from tests.tui.meetings import NOW, hall
from tests.tui.records import Kept, kept
from tests.tui.watching import text_of
from tests.waiting import until
from triage.hints import PACKAGED_RULES
from tui.console import ConsoleApp
from tui.desk import Desk
from tui.screens.command_screen import CommandScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from meeting.decision import Command
    from meeting.state import State

HEALTH = Health(
    phones=43,
    devices=51,
    n=120,
    durable_n=120,
    accepting=True,
    address="http://192.168.1.10:8000",
    free_disk=120_000_000_000,
)


class RecordDesk(Desk):
    """Writes straight to the record; keeps what was given."""

    def __init__(self, writing: Kept) -> None:
        super().__init__(writing.folder)
        self._writing = writing
        self.given: list[Command] = []
        self._advice = DeskAdvice(writing.state, PACKAGED_RULES)
        self._looked = writing.record.n
        self.answer: Health | None = HEALTH

    async def send(self, command: Command) -> CommandReply:
        """Decide and commit. Raises Refusal."""
        reply = apply_now(
            self._writing.record, self._writing.state, command, Moment(self._writing.at, Role.HOST)
        )
        self.given.append(command)
        return CommandReply(reply.n, reply.result)

    async def advice(self, run: str, after: int) -> Advice:
        """What triage says."""
        for commit in self._writing.record.commits(self._looked):
            self._advice.follow(op.id for op in commit.ops if op.table == "questions")
            self._looked = commit.n
        now = language.current()
        return advice_reply(now, self._advice.news(after if run == now else 0, now))

    async def steps(self) -> list[StepLine]:
        """The record's own."""
        return step_lines(self._writing.state, MOST_STEPS)

    async def health(self) -> Health | None:
        """What the test says."""
        return self.answer


class Console:
    """A running console with its record."""

    def __init__(self, app: ConsoleApp, pilot: Pilot[str], writing: Kept, desk: RecordDesk) -> None:
        self.app = app
        self.pilot = pilot
        self.writing = writing
        self.desk = desk

    @property
    def state(self) -> State:
        """What is recorded."""
        return self.writing.state

    async def press(self, *keys: str) -> None:
        """Press keys and wait until they have taken effect and the screen follows the record."""
        for key in keys:
            await self.pilot.press(key)
        await self.settled()

    async def settled(self) -> None:
        """Wait until the screen shows the record's last commit."""
        await self.pilot.pause()
        await until(lambda: self.app.seen is not None and self.app.seen.n == self.writing.record.n)
        await self.pilot.pause()
        if isinstance(
            self.app.screen, CommandScreen
        ):  # which looks twice a second what its footer should say
            self.app.screen.show_keys()
            await self.pilot.pause()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return text_of(self.app)


@asynccontextmanager
async def console(
    folder: Path, state: State | None = None, *, size: tuple[int, int] = (120, 30)
) -> AsyncIterator[Console]:
    """A console on this state, with the clock standing still."""
    writing = kept(folder, state or hall())
    app = ConsoleApp(folder, clock=lambda: NOW)
    desk = RecordDesk(writing)
    app.desk = desk
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            shown = Console(app, pilot, writing, desk)
            await shown.settled()
            await until(lambda: app.asked_health)
            await pilot.pause()
            yield shown
    finally:
        writing.close()
