"""The host and the secretary of the story: they act through the control link, as the screens do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import intake
from demonstration import launch, story
from link import control
from meeting.areas import OTHER, UNCLASSIFIED
from meeting.commands import agenda, asking, attending, outcomes, profile, register, running, sorting, staging
from meeting.commands.balloting import ClosePoll, CloseSurvey
from meeting.model.agenda import ItemKind
from meeting.model.question import Channel, ModerationStatus, Outcome, Question
from meeting.model.register import CommitmentKind
from meeting.model.stage import View
from meeting.refusal import Refusal
from meeting.state import State
from meeting.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from demonstration.following import Followed
    from link.client import Client
    from meeting.decision import Command
    from meeting.model.agenda import AgendaItem

REPLY_BY = "2024-05-08"
WRITTEN_BY = "2024-05-03"
"""Dates the story promises, working days after its own day."""

COUNTING_SECONDS = 30.0
"""Longest the server may take to count the hall's ballots, or the disk to keep up."""

LOOK_EVERY = 0.02

A_QUESTION_TAKES = 30
"""Seconds the hall spends on a question, beside those the clock gives each step: read out, answered, noted."""

PROMISED = 0.08
ASSIGNED = 0.08
"""Shares of the questions that get a written answer later, or go to a unit."""


class ScriptedHost:
    """Runs the meeting as a person would, one command after another.

    `areas` tells the area of each question by its folded text: what the person at the console reads off the question.
    `wordings` are those that the secretary writes out, by folded text too.
    """

    def __init__(
        self,
        host: Client,
        secretary: Client,
        record: Followed,
        areas: dict[str, str],
        wordings: dict[str, str],
        chance: Random,
    ) -> None:
        self._host = host
        self._secretary = secretary
        self._record = record
        self._areas = areas
        self._wordings = wordings
        self._chance = chance
        self._escalated: set[str] = set()
        self._votes = (0, 0)

    def bring_in_beforehand(self, folder: Path) -> None:
        """Import the list that teams sent in, through a real file in `folder`."""
        path = folder / "y-kien-gui-truoc.csv"
        path.write_text(story.COLLECTED_BEFOREHAND, encoding="utf-8")
        sheet = intake.read(path)
        state = self._state()
        planned = intake.plan(sheet, sheet.columns, state.questions.values(), state.meeting.settings.areas)
        self._do(planned.command(path.name), by=self._secretary)

    def open(self) -> None:
        """Open the meeting, note who is there and hold the agenda up to the dialogue."""
        self._do(running.OpenMeeting())
        self._do(attending.RecordAttendance(story.ATTENDANCE), by=self._secretary)
        for number, item in sorted(self._state().agenda.items()):
            self._do(agenda.StartItem(number))
            if item.kind.value in story.CONTENTS:
                self._do(agenda.RecordContent(number, story.CONTENTS[item.kind.value]), by=self._secretary)
            if item.kind is ItemKind.PLEDGE:
                launch.sign_pledge(self._do)
            if item.kind is ItemKind.DIALOGUE:
                return
            self._hold(item)

    def read_slips(self) -> None:
        """The secretary types the paper slips."""
        for slip in story.SLIPS:
            self._do(asking.Ask(slip, channel=Channel.PAPER), by=self._secretary)

    def write_out(self) -> None:
        """The secretary writes out what nobody could read aloud; what was typed stays in the record."""
        for number, question in sorted(self._state().questions.items()):
            if wording := self._wordings.get(fold(question.text)):
                self._do(sorting.EditQuestion(number, wording), by=self._secretary)

    def let_be_seen(self) -> None:
        """Approve what is about reform, so that the hall may support it; the rest waits for its reason."""
        for number, question in sorted(self._state().questions.items()):
            if question.standing is ModerationStatus.RECEIVED and self._area_of(question) != OTHER:
                self._do(sorting.Approve(number))
        self.show_board()

    def hold_dialogue(self) -> None:
        """Take every question in turn, so that none is left without an outcome."""
        for number in sorted(self._state().questions):
            self._take(self._state().questions[number])

    def open_votes(self) -> None:
        """Put a poll and a survey to the hall."""
        self._votes = launch.open_votes(self._do)

    def close_votes(self) -> None:
        """Close each and wait for its count before the next, so that the record is the same each time; show both."""
        poll, survey = self._votes
        self._do(ClosePoll(poll))
        self._await(lambda: self._state().polls[poll].tally is not None)
        self._do(CloseSurvey(survey))
        self._await(lambda: self._state().surveys[survey].result is not None)
        launch.reveal_votes(self._do, poll, survey)

    @staticmethod
    def _await(done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + COUNTING_SECONDS
        while not done():
            if time.monotonic() > deadline:
                raise Refusal("server-gone")
            time.sleep(LOOK_EVERY)

    def conclude(self) -> None:
        """Speak the conclusions, so that the hall can vote on them."""
        for number, item in sorted(self._state().agenda.items()):
            if item.started_at:
                continue
            self._do(agenda.StartItem(number))
            if item.kind is ItemKind.CONCLUSION:
                for text, owner, deadline in story.CONCLUSIONS:
                    self._do(register.Conclude(text, owner, deadline), by=self._secretary)
                self._hold(item)
                return
            self._hold(item)

    def close(self) -> None:
        """Hold the rest of the agenda, read the minutes back, close; then answer in writing what was promised."""
        for number, item in sorted(self._state().agenda.items()):
            if not item.started_at:
                self._do(agenda.StartItem(number))
                self._hold(item)
        self._do(profile.ChangeProfile(read_back=True), by=self._secretary)
        self._do(running.CloseMeeting())
        state = self._state()
        for number, owed in sorted(state.commitments.items()):
            if owed.kind is CommitmentKind.WRITTEN_ANSWER:
                area = state.questions[owed.question].area
                reply = story.WRITTEN.get(area, story.ANY_WRITTEN)
                self._do(register.WriteReply(number, reply), by=self._secretary)

    def _hold(self, item: AgendaItem) -> None:
        """Let the time go by that is planned for a part."""
        self._host.call_now(control.LET_PASS, control.Pause(item.planned_minutes * 60))

    def _take(self, question: Question) -> None:
        area = self._area_of(question)
        if area == OTHER:
            self._do(sorting.SetArea(question.number, OTHER))
            self._do(outcomes.Dismiss(question.number, story.OUT_OF_SCOPE_REASON, Outcome.OUT_OF_SCOPE))
            return
        self._do(sorting.SetArea(question.number, area))
        self._do(staging.StageQuestion(question.number))
        self._host.call_now(control.LET_PASS, control.Pause(A_QUESTION_TAKES))
        self._settle(question, area)

    def _area_of(self, question: Question) -> str:
        return self._areas.get(fold(question.text), UNCLASSIFIED)

    def _settle(self, question: Question, area: str) -> None:
        """Escalate the first matter of each kind the story names; answer the rest, some in writing or by a unit."""
        beyond = next((e for e in story.ESCALATIONS if e.area == area and area not in self._escalated), None)
        if beyond is not None:
            self._escalated.add(area)
            self._do(
                outcomes.Escalate(
                    question.number,
                    beyond.destination,
                    beyond.addressee,
                    beyond.reason,
                    REPLY_BY,
                    owner="Đội Tham mưu",
                )
            )
            return
        fate = self._chance.random()
        if fate < PROMISED:
            self._do(outcomes.PromiseAnswer(question.number, WRITTEN_BY))
        elif fate < PROMISED + ASSIGNED:
            self._do(outcomes.Assign(question.number, "Đội Tham mưu", REPLY_BY))
        else:
            replies = next(
                (reply.texts for reply in story.REPLIES if reply.area == area), story.REPLIES[0].texts
            )
            self._do(outcomes.RecordAnswer(question.number, self._chance.choice(replies)))

    def show_board(self) -> None:
        """Let the hall see the questions by area between two rounds."""
        self._do(staging.ShowView(View.AREAS))

    def _state(self) -> State:
        return self._record.now()

    def _do(self, command: Command, by: Client | None = None) -> dict[str, Any] | None:
        """Send a command once the disk holds all before it: each line of the journal says how far that was."""
        self._await(self._is_settled)
        return (by or self._host).send_now(command).result

    def _is_settled(self) -> bool:
        health = self._host.health_now()
        return health.n == health.durable_n
