"""Polls and surveys while they are open: ballots kept in boxes, counted once closed, and only the count recorded."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec.structs import replace

from meeting import limits as meeting_limits
from meeting.commands.balloting import RecordProgress, RecordSurveyProgress, RecordSurveyResult, RecordTally
from meeting.commands.polling import CorrectPoll, require_poll
from meeting.commands.surveying import require_survey
from meeting.model.form import Choice, Tally
from meeting.model.poll import Poll
from meeting.model.survey import Response, Survey
from meeting.model.vote import VotePhase
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from meeting.votes import slips
from meeting.votes.kinds import check, count
from meeting.votes.survey_results import check_response, result
from server import limits
from server.voting.box import Box, open_box
from server.voting.destroying import destroy, destroy_left
from store import BallotBox, NotFoundError, UnavailableError, WriteError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable
    from datetime import datetime
    from pathlib import Path

    from meeting.decision import Command
    from meeting.state import State
    from server.clock import Clock
    from server.writing.writer import CommandWriter
    from store import Commit
    from store.box_log import BoxStore

BALLOT = "ballot"
"""The one topic inside a box: a box holds one round of a poll, or one survey."""

SLIP = "slip"
"""The topic of whose slips are: for each slip that voted, the device that used it first, as the box knows devices."""

PAPER = b"paper"
"""Whose a slip is that was typed in at the desk: no device, since those are longer."""

LEAVE_SECONDS = 1.0
"""How long ballots that are counted may still take to be destroyed when the server stops."""

STEP = timedelta(seconds=limits.COUNT_SECONDS)

_VOTE_TABLES = frozenset({"polls", "surveys"})

Vote = Poll | Survey
T = TypeVar("T", Choice, Response)


class Ballots:
    """Every box of one meeting that is open or waiting to be counted. Made on the running loop."""

    def __init__(self, folder: Path | BoxStore, writer: CommandWriter, clock: Clock) -> None:
        self._folder: Path | BoxStore = folder
        self._writer = writer
        self._clock = clock
        self._boxes: dict[str, Box] = {}
        self._charts: dict[str, Tally] = {}
        """The last tally taken of each poll that is shown as it goes; it is shown five ballots later."""
        self._recorded_at: dict[str, datetime] = {}
        self._due: dict[str, asyncio.TimerHandle] = {}
        self._counting: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.gathering: Callable[[str], Awaitable[None]] | None = None
        """Waits until the ballots of other halls are in the box of a closed vote, by its topic; None in one hall."""
        self._destroying: set[asyncio.Task[None]] = set()
        writer.follow(self._follow)
        self._sweep()
        self._take_stock(list(self._votes()))

    @property
    def _state(self) -> State:
        return self._writer.state

    def _votes(self) -> Iterable[Vote]:
        yield from self._state.polls.values()
        yield from self._state.surveys.values()

    @property
    def is_taking(self) -> bool:
        """Whether any poll or survey takes ballots now."""
        return any(vote.phase is VotePhase.OPEN for vote in self._votes())

    def attested(self, command: Command) -> Command:
        """`command`, with what only the boxes know: whether anybody has voted in a poll that is to be put right.

        Whoever submits it must do so before anything else runs on the loop, so that no ballot comes in between.
        """
        if not isinstance(command, CorrectPoll):
            return command
        poll = self._state.polls.get(command.number)
        is_open = poll is not None and poll.phase is VotePhase.OPEN
        empty = poll is not None and is_open and not self._box(poll).box.count(BALLOT)
        return replace(command, untouched=empty)

    async def vote(
        self, number: int, device: bytes, choice: Choice, slip: str = "", *, edition: int, round_: int
    ) -> bool:
        """Take a ballot; True if it replaces an earlier one. "Recorded" means on the disk.

        `edition` is the wording that was read and `round_` the round it was read in, 0 where that is not said. In a
        binding poll the slip, not the phone, is what votes; it belongs to the device that used it first, which alone
        may change the vote. Raises Refusal ``slip-used`` for another, ``page-outdated`` for a 0, and others.
        """
        poll = require_poll(self._state, number)
        if poll.phase is not VotePhase.OPEN:
            raise Refusal("poll-not-open", number=number)
        if not edition or not round_:
            raise Refusal("page-outdated")
        if edition != poll.edition:
            raise Refusal("poll-corrected")
        if round_ != poll.round:
            raise Refusal("poll-other-round", round=poll.round)
        checked = check(poll.form, choice)
        if not poll.binding:
            return await self._cast(poll, device, checked)
        voter = self._slip(poll, slip)
        await self._box(poll).claim(SLIP, voter, device)
        return await self._cast(poll, voter, checked)

    async def type_in_ballot(
        self, number: int, choice: Choice, slip: str, *, edition: int, round_: int
    ) -> bool:
        """Take the ballot of a slip handed in on paper; True if it replaces what was typed in for the slip before.

        From then on the slip belongs to the paper. Raises Refusal ``slip-votes-by-phone`` where a phone was first,
        ``poll-without-slips``, and others.
        """
        poll = require_poll(self._state, number)
        if poll.phase is VotePhase.OPEN and not poll.binding:
            raise Refusal("poll-without-slips", number=number)
        try:
            return await self.vote(number, PAPER, choice, slip, edition=edition, round_=round_)
        except Refusal as refusal:
            if refusal.code == "slip-used":
                raise Refusal("slip-votes-by-phone") from None
            raise

    async def _cast(self, vote: Vote, voter: bytes, ballot: Choice | Response) -> bool:
        """Put a ballot into its box; wait for what it made known, so that a scripted meeting comes out the same."""
        replaced = await self._box(vote).cast(BALLOT, voter, msgspec.to_builtins(ballot))
        recording = self._record_progress_soon(vote)
        if recording is not None:
            await asyncio.shield(recording)
        return replaced

    def _slip(self, poll: Poll, slip: str) -> bytes:
        if not slip.strip():
            raise Refusal("slip-needed")
        mark = slips.fingerprint(slip)
        if mark not in self._state.slips[poll.number].hashes:
            raise Refusal("slip-unclear")
        return bytes.fromhex(mark)

    def choice(self, number: int, device: bytes) -> Choice | None:
        """What this phone voted in an open poll, to show it again; None where it did not, or a slip voted."""
        poll = require_poll(self._state, number)
        if poll.phase is not VotePhase.OPEN or poll.binding:
            return None
        return _typed(self._box(poll).box.choice(BALLOT, device), Choice)

    async def respond(self, number: int, device: bytes, response: Response) -> bool:
        """Take a filled-in survey in place of the phone's earlier one; True if there was one. Raises Refusal."""
        survey = self._open_survey(number)
        checked = check_response(survey, response)
        return await self._cast(survey, device, checked)

    async def type_in(self, number: int, response: Response) -> int:
        """Take a survey filled in on paper, each one a response of its own. Returns how many there are now."""
        await self.respond(number, secrets.token_bytes(16), response)
        return self._box(self._open_survey(number)).box.count(BALLOT)

    def response(self, number: int, device: bytes) -> Response | None:
        """What this phone filled in, to change it; None where it did not or the survey is closed."""
        survey = require_survey(self._state, number)
        if survey.phase is not VotePhase.OPEN:
            return None
        return _typed(self._box(survey).box.choice(BALLOT, device), Response)

    def cast_by(self, device: bytes) -> list[Vote]:
        """The open polls and surveys that a phone has voted in or filled in; a slip's vote is no phone's."""
        return [
            vote
            for vote in self._votes()
            if vote.phase is VotePhase.OPEN
            and not (isinstance(vote, Poll) and vote.binding)
            and self._box(vote).box.choice(BALLOT, device) is not None
        ]

    def _open_survey(self, number: int) -> Survey:
        survey = require_survey(self._state, number)
        if survey.phase is not VotePhase.OPEN:
            raise Refusal("survey-not-open", number=number)
        return survey

    def _box(self, vote: Vote) -> Box:
        """The box of an open vote, as it was left or new."""
        if vote.topic not in self._boxes:
            self._boxes[vote.topic] = Box(open_box(self._folder, vote.topic))
        return self._boxes[vote.topic]

    def move_to(self, folder: Path) -> None:
        """Keep open ballots beside a record that moved to `folder`. Raises JournalError or OSError."""
        for kept in self._boxes.values():
            kept.box.move_to(folder)
        self._folder = folder

    def _follow(self, commits: list[Commit]) -> None:
        touched = {(op.table, op.id) for commit in commits for op in commit.ops if op.table in _VOTE_TABLES}
        self._take_stock(
            [vote for table, id_ in touched if (vote := self._state.tables[table].get(id_)) is not None]
        )

    def _sweep(self) -> None:
        """Destroy ballots whose count is in the record: a crash may have come between the two."""
        for topic in counted_topics(self._state):
            # One that another program holds is no reason not to serve; its count is in the record.
            with suppress(NotFoundError, UnavailableError):
                destroy_left(BallotBox.open(self._folder, topic))

    def retry(self) -> None:
        """Count what is closed and not counted, after the disk took up writing again."""
        self._take_stock(list(self._votes()))

    def _take_stock(self, votes: list[Vote]) -> None:
        """Open the boxes of what is open, and count what was closed: also after a crash between the two."""
        for vote in votes:
            if vote.phase is VotePhase.OPEN:
                self._box(vote)
                self._drop_earlier(vote)
            elif vote.is_being_counted and vote.topic not in self._counting:
                self._counting.add(vote.topic)
                self._start(self._count(vote))

    def _drop_earlier(self, vote: Vote) -> None:
        """Destroy the empty box of the wording before this one."""
        if isinstance(vote, Poll) and vote.edition > 1:
            left = self._boxes.pop(replace(vote, edition=vote.edition - 1).topic, None)
            if left is not None:
                self._destroy(left.box)

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _count(self, vote: Vote) -> None:
        """Seal the box, put its count into the record, and only then destroy the ballots with their key.

        Where the disk refuses, the sealed box stays as it is and is counted at `retry` or at the next start.
        """
        box = self._box(vote)
        try:
            if self.gathering is not None and not (isinstance(vote, Poll) and vote.binding):
                await self.gathering(vote.topic)
            ballots = (await asyncio.to_thread(box.box.seal)).get(BALLOT, [])
            await self._writer.submit(_counted(vote, ballots), self._moment())
        except (Refusal, WriteError):
            return
        finally:
            self._counting.discard(vote.topic)
        self._boxes.pop(vote.topic, None)
        self._charts.pop(vote.topic, None)
        self._destroy(box.box)

    def waits_for(self, topic: str) -> bool:
        """Whether a vote has closed and is not counted."""
        return topic in self._counting

    async def take_in(self, topic: str, hall: str, ballots: list[object]) -> None:
        """Put another hall's ballots of a closed vote into its box, each once however often the same ones come.

        Raises Refusal; ``vote-closed`` where it is counted, ``bad-field`` where one does not fit.
        """
        vote = next((vote for vote in self._votes() if vote.topic == topic and vote.is_being_counted), None)
        if vote is None:
            raise Refusal("vote-closed")
        try:
            if isinstance(vote, Poll):
                form = vote.form
                fitting: list[Any] = [check(form, each) for each in msgspec.convert(ballots, list[Choice])]
            else:
                survey = vote
                fitting = [check_response(survey, each) for each in msgspec.convert(ballots, list[Response])]
        except ValueError:
            raise Refusal("bad-field", field="ballots") from None
        box = self._box(vote)
        await asyncio.gather(
            *(
                box.cast(BALLOT, sha256(f"{hall}/{place}".encode()).digest(), msgspec.to_builtins(ballot))
                for place, ballot in enumerate(fitting)
            )
        )

    def _destroy(self, box: BallotBox) -> None:
        task = asyncio.get_running_loop().create_task(destroy(box))
        self._destroying.add(task)
        task.add_done_callback(self._destroying.discard)

    def _record_progress_soon(self, vote: Vote) -> asyncio.Task[None] | None:
        """Make progress known now if that was last done STEP ago (the work is returned), else when it will have been.

        The rules let only whole steps of five through, whenever they are asked.
        """
        now, topic = self._clock.now(), vote.topic
        if topic in self._due:
            return None
        since = now - self._recorded_at[topic] if topic in self._recorded_at else STEP
        if since >= STEP:
            return self._start_recording(vote, now)
        wait = (STEP - since).total_seconds()
        self._due[topic] = asyncio.get_running_loop().call_later(wait, self._record_progress_when_due, vote)
        return None

    def _record_progress_when_due(self, vote: Vote) -> None:
        self._due.pop(vote.topic, None)
        self._start_recording(vote, self._clock.now())

    def _start_recording(self, vote: Vote, now: datetime) -> asyncio.Task[None] | None:
        box = self._boxes.get(vote.topic)
        if box is None or box.box.sealed:
            return None
        self._recorded_at[vote.topic] = now
        return self._start(self._record_progress(vote, box, now))

    async def _record_progress(self, vote: Vote, box: Box, now: datetime) -> None:
        cast = box.box.count(BALLOT)
        if isinstance(vote, Poll):
            progress: Command = RecordProgress(vote.number, vote.round, cast, self._chart(vote, box, cast))
        else:
            progress = RecordSurveyProgress(vote.number, cast)
        try:
            await self._writer.submit(progress, Moment(now, Role.SYSTEM))
        except Refusal:
            return  # the writer says why; progress is made known with the next ballot

    def _chart(self, poll: Poll, box: Box, cast: int) -> Tally | None:
        """The tally taken at least five ballots ago, when it is time to show it; a new one is taken then."""
        if poll.hidden:
            return None
        taken = self._charts.get(poll.topic, Tally())
        if cast - taken.cast < meeting_limits.PROGRESS_STEP:
            return None
        ballots = box.box.ballots(BALLOT)
        self._charts[poll.topic] = count(poll.form, msgspec.convert(ballots, list[Choice]))
        return taken if taken.cast else None

    def _moment(self) -> Moment:
        return Moment(self._clock.now(), Role.SYSTEM)

    async def leave(self) -> None:
        """Stop: counts under way are finished; open boxes stay on the disk for the next start."""
        for due in self._due.values():
            due.cancel()
        self._due.clear()
        await asyncio.gather(*self._tasks)
        if self._destroying:
            _, held = await asyncio.wait(self._destroying, timeout=LEAVE_SECONDS)
            for task in held:
                task.cancel()
        for box in list(self._boxes.values()):
            await box.rest()


def counted_topics(state: State) -> Iterable[str]:
    """The boxes of every round and survey whose count is recorded, and of wordings that nobody voted on."""
    for poll in state.polls.values():
        rounds = poll.round if poll.tally is not None else poll.round - 1
        editions = range(1, poll.edition + 1)
        yield from (
            replace(poll, round=each, edition=of).topic for each in range(1, rounds + 1) for of in editions
        )
        yield from (replace(poll, edition=of).topic for of in editions[:-1])
    yield from (survey.topic for survey in state.surveys.values() if survey.result is not None)


def _counted(vote: Vote, ballots: list[Any]) -> Command:
    """The command that enters the count of a closed vote."""
    if isinstance(vote, Poll):
        return RecordTally(vote.number, vote.round, count(vote.form, msgspec.convert(ballots, list[Choice])))
    return RecordSurveyResult(vote.number, result(vote, msgspec.convert(ballots, list[Response])))


def _typed(value: object, type_: type[T]) -> T | None:
    return None if value is None else msgspec.convert(value, type_)
