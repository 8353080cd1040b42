"""What a hall may ask of the main hall, and what the host's screens ask about halls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from link import hall_link
from link.control import CommandReply, Lines, Nothing
from meeting.commands.asking import Ask
from meeting.commands.own_question import CorrectOwnQuestion, TakeBackOwnName, WithdrawOwnQuestion
from meeting.moment import Role
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from meeting.decision import Command
    from server.hall import Hall

LOOPBACK = "127.0.0.1"
OWN = (CorrectOwnQuestion, WithdrawOwnQuestion, TakeBackOwnName)
"""What an asker may do with a question, whose receipt is proof enough, from any hall."""


class HallAnswers:
    """The answers to calls of halls, and about them."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    @property
    def host(self) -> str:
        """The address halls come to: the one phones do."""
        phones = self._hall.phone_address
        return phones.host if phones is not None else LOOPBACK

    async def report(self) -> hall_link.HallsReport:
        """Every hall as it is known now."""
        return self._hall.keeper.report()

    async def invite(self, asked: hall_link.HallName, app: ASGIApp) -> hall_link.HallInvitation:
        """A code for a hall; `app` is what it will reach by its link."""
        if self._hall.is_edge:
            raise Refusal("not-in-this-hall")
        return await self._hall.keeper.invite(asked.name, self.host, app)

    async def revoke(self, asked: hall_link.HallName) -> hall_link.HallsReport:
        """Let a hall in no more."""
        self._hall.keeper.revoke(asked.name)
        return self._hall.keeper.report()

    async def count_without(self) -> hall_link.HallsReport:
        """Count closed votes without the halls that have not sent their ballots."""
        self._hall.keeper.count_without()
        return self._hall.keeper.report()

    async def join(self, asked: hall_link.HallCredential, hall: str) -> hall_link.HallWelcome:
        """Know a hall by what it chose from now on."""
        self._hall.keeper.roster.join(hall, asked.credential)
        meeting = self._hall.state.meeting
        return hall_link.HallWelcome(hall, meeting.id, meeting.title)

    async def lines(self, asked: hall_link.HallLinesAfter, hall: str, credential: str) -> Lines:
        """The record as the hall may have it."""
        keeper = self._hall.keeper
        return Lines(
            keeper.lines(
                hall, lambda: keeper.roster.of_credential(credential) == hall, asked.after, asked.clean
            )
        )

    async def command(self, command: Command, hall: str) -> CommandReply:
        """What a phone in that hall, or a slip of paper, asks; nothing else is decided by a hall's word."""
        if isinstance(command, Ask):
            known = replace(command, hall=hall, suggestion=None)
            return CommandReply(*await self._hall.ask(known))
        if isinstance(command, OWN):
            return CommandReply(*await self._hall.command(command, Role.PHONE))
        raise Refusal("not-in-this-hall")

    async def hear(self, said: hall_link.HallReport, hall: str) -> Nothing:
        """How the hall does."""
        self._hall.keeper.hear(hall, said)
        return Nothing()

    async def ballots(self, given: hall_link.HallBallots, hall: str) -> hall_link.HallBallotsTaken:
        """A hall's ballots of a vote that has closed."""
        return hall_link.HallBallotsTaken(await self._hall.keeper.deliver(hall, given.topic, given.ballots))
