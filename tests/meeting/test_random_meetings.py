"""Random meetings: whatever is done in whatever order, nothing is lost, counts add up, undo and replay are exact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from meeting.commands import (
    agenda,
    asking,
    attending,
    balloting,
    merging,
    outcomes,
    pledging,
    polling,
    privacy,
    register,
    reviewing,
    running,
    signing,
    sorting,
    staging,
    surveying,
    voting,
)
from meeting.commands.registry import decode, encode
from meeting.commands.undo import Redo, Undo, WallConsent
from meeting.decision import Command
from meeting.dialogue import following, queue
from meeting.dialogue.fairness import fairness
from meeting.dialogue.roll import probable_arrivals
from meeting.model.agenda import AgendaItem, ItemKind
from meeting.model.attendance import AttendanceEntry
from meeting.model.form import Form, FormKind, Tally
from meeting.model.pledge import Review, SignerKind
from meeting.model.profile import Phase
from meeting.model.question import (
    DISMISSALS,
    ESCALATIONS,
    PROMISES,
    ROUTED_OUT_TEXT,
    Channel,
    ModerationStatus,
    QuestionKind,
)
from meeting.model.register import Destination, Letter, Note, Status
from meeting.model.stage import View
from meeting.model.survey import Item, Survey, SurveyResult
from meeting.moment import DESK, Role
from meeting.refusal import Refusal
from meeting.register import carry_over
from meeting.register import view as register_view
from meeting.state import NEVER_UNDONE, State
from tests.meeting.commands import anything, areas, days, lines, numbers, texts
from tests.meeting.final import FINAL
from tests.meeting.play import RECEIPTS, Play, profile
from tests.meeting.test_pledging import DRAWN, PLEDGE
from tests.meeting.votes import raw_forms
from tests.thoroughness import repeated

AGENDA = [AgendaItem(order=0, title=kind.value, kind=kind, planned_minutes=5) for kind in ItemKind]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from meeting.model.question import Question

books = st.sampled_from(list(register.ObligationTable))


def undone(tables: dict[str, dict[int, Any]]) -> dict[str, dict[int, Any]]:
    """What undo answers for: the wall's cover, which stays until the host takes it off, is not of it."""
    kept = {name: dict(rows) for name, rows in tables.items() if name not in NEVER_UNDONE}
    for number, stage in kept.get("stages", {}).items():
        kept["stages"][number] = {**stage, "blank": False}
    return kept


class RandomMeeting(RuleBasedStateMachine):
    """Plays one meeting with random commands, refused ones included, and checks it after every step."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play(profile(), opened=False)
        self.play.do(agenda.PlanAgenda(tuple(AGENDA)))
        self.history: dict[int, dict[str, dict[int, Any]]] = {}
        self.numbers_given: set[int] = set()
        self.taken_back: set[int] = set()

    @initialize()
    def open(self) -> None:
        self._do(running.OpenMeeting())
        for receipt in RECEIPTS[:5]:
            self._do(asking.Ask(text=f"Câu hỏi của {receipt}, gọi 0912345678", receipt=receipt), Role.PHONE)
        for number in range(4):
            self._do(asking.Ask(text=f"Phiếu số {number}, hồ sơ của tôi"))

    def _do(self, command: Command, by: Role = Role.HOST) -> dict[str, Any] | None:
        """Give a command; None if it was refused, which must change nothing."""
        assert decode(encode(command)) == command
        tables = self.play.tables()
        known = set(self.play.state.questions)
        logged = len(self.play.state.log)
        steps = {step.n: step.steps for step in self.play.state.undoable}
        try:
            result = self.play.do(command, by)
        except Refusal:
            assert self.play.tables() == tables
            return None
        self.numbers_given |= set(self.play.state.questions) - known
        if isinstance(command, Redo):
            self.taken_back -= set(self.play.state.questions)
        if isinstance(command, Undo):
            undone_steps = steps[result["n"]]
            self.taken_back |= {
                step.id for step in undone_steps if step.table == "questions" and step.before is None
            }
        if by in DESK and len(self.play.state.log) > logged:
            can_be_undone = any(step.n == max(self.play.state.log) for step in self.play.state.undoable)
            assert can_be_undone != (type(command) in FINAL), command.did
        if self.play.state.undoable:
            self.history.setdefault(self.play.state.undoable[-1].n, tables)
        return result

    def _one(self, data: st.DataObject, wanted: Callable[[Question], bool]) -> int:
        """The number of a question that is as `wanted`; 1 where there is none."""
        fitting = [number for number, question in self.play.state.questions.items() if wanted(question)]
        return data.draw(st.sampled_from(fitting or [1]))

    @rule(
        text=texts,
        area=st.one_of(st.just(""), areas),
        kind=st.sampled_from(list(QuestionKind)),
        channel=st.sampled_from(list(Channel)),
    )
    def type_question(self, text: str, area: str, kind: QuestionKind, channel: Channel) -> None:
        self._do(asking.Ask(text=text, area=area, kind=kind, channel=channel), Role.SECRETARY)

    @rule(text=texts, receipt=st.sampled_from(RECEIPTS[:6]), prompt=st.integers(0, 2))
    def ask_by_phone(self, text: str, receipt: str, prompt: int) -> None:
        command = asking.Ask(text=text, receipt=receipt, prompt=prompt)
        first = self._do(command, Role.PHONE)
        if first is not None:
            tables = self.play.tables()
            assert self._do(command, Role.PHONE) == first
            assert self.play.tables() == tables

    @rule(rows=st.lists(texts, max_size=3))
    def import_questions(self, rows: list[str]) -> None:
        self._do(asking.ImportQuestions(tuple(asking.ImportedRow(text) for text in rows)))

    @rule(text=texts, area=st.sampled_from(["", "procedures"]), number=numbers)
    def prompt_the_hall(self, text: str, area: str, number: int) -> None:
        self._do(asking.AddPrompt(text=text, area=area))
        self._do(asking.ClosePrompt(number=number))

    @rule(on=st.booleans())
    def set_doors(self, on: bool) -> None:
        self._do(running.SetIntake(open=on))
        self._do(running.SetModeration(on=not on))

    @rule(number=numbers, area=areas, kind=st.sampled_from(list(QuestionKind)))
    def file(self, number: int, area: str, kind: QuestionKind) -> None:
        self._do(sorting.SetArea(number=number, area=area))
        self._do(sorting.SetKind(number=number, kind=kind))

    @rule(number=numbers, hide=st.booleans())
    def let_or_hide(self, number: int, hide: bool) -> None:
        self._do(sorting.Hide(number=number) if hide else sorting.Approve(number=number))

    @rule(number=numbers, text=texts)
    def edit(self, number: int, text: str) -> None:
        self._do(sorting.EditQuestion(number=number, text=text))

    @rule(number=numbers, private=st.sampled_from(["0912345678", "hồ sơ", "x"]))
    def mask(self, number: int, private: str) -> None:
        if self._do(privacy.MaskQuestion(number=number, private=private)) is not None:
            assert private not in self.play.state.questions[number].text

    @rule(number=numbers)
    def route_out(self, number: int) -> None:
        before = self.play.state.questions.get(number)
        if self._do(privacy.RouteOut(number=number)) is not None and before is not None:
            assert self.play.state.questions[number].text == ROUTED_OUT_TEXT
            assert before.text in self.play.state.sealed[number].text
            assert number not in self.play.state.answers

    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        into = self._one(data, lambda question: question.is_alive)
        repeats = [self._one(data, lambda question: question.outcome is None) for _ in range(2)]
        if self._do(sorting.Merge(numbers=tuple(repeats), into=into)) is not None:
            for repeat in repeats:
                assert following.follow_number(self.play.state, repeat).merged_into == into

    @rule(data=st.data())
    def separate(self, data: st.DataObject) -> None:
        self._do(
            sorting.Separate(self._one(data, lambda question: question.standing is ModerationStatus.MERGED))
        )

    @rule(data=st.data(), parts=st.lists(texts, min_size=1, max_size=3))
    def split(self, data: st.DataObject, parts: list[str]) -> None:
        number = self._one(data, lambda question: question.is_alive and question.outcome is None)
        self._do(sorting.Split(number=number, parts=tuple(parts)))

    @rule(data=st.data())
    def rejoin(self, data: st.DataObject) -> None:
        self._do(
            sorting.Rejoin(self._one(data, lambda question: question.standing is ModerationStatus.SPLIT))
        )

    @rule(number=numbers, text=texts, explained=st.booleans(), wording=texts, revision=st.integers(1, 3))
    def answer(self, number: int, text: str, explained: bool, wording: str, revision: int) -> None:
        self._do(outcomes.RecordAnswer(number=number, text=text, explained=explained))
        self._do(outcomes.EditAnswer(number=number, wording=wording, revision=revision), Role.SECRETARY)

    @rule(number=numbers, owner=lines, deadline=days, written=st.booleans())
    def promise(self, number: int, owner: str, deadline: str, written: bool) -> None:
        if written:
            self._do(outcomes.PromiseAnswer(number=number, owner=owner, deadline=deadline))
        else:
            self._do(outcomes.Assign(number=number, owner=owner, deadline=deadline))

    @rule(number=numbers, to=lines, where=st.sampled_from(list(Destination)), deadline=days)
    def escalate(self, number: int, to: str, where: Destination, deadline: str) -> None:
        command = outcomes.Escalate(number, where, addressee=to, reason="Vượt thẩm quyền", deadline=deadline)
        self._do(command)

    @rule(number=numbers, reason=lines, outcome=st.sampled_from(list(DISMISSALS)))
    def dismiss(self, number: int, reason: str, outcome: Any) -> None:
        self._do(outcomes.Dismiss(number=number, reason=reason, outcome=outcome))

    @rule(number=numbers)
    def clear_outcome(self, number: int) -> None:
        self._do(outcomes.ClearOutcome(number=number))

    @rule(book=books, number=st.integers(1, 4), status=st.sampled_from(list(Status)), note=lines)
    def follow_up(self, book: register.ObligationTable, number: int, status: Status, note: str) -> None:
        self._do(register.SetStatus(book, number, status, note))
        self._do(register.AddNote(book, number, note))

    @rule(book=books, number=st.integers(1, 4), day=days, sent=st.booleans())
    def write_letter(self, book: register.ObligationTable, number: int, day: str, sent: bool) -> None:
        self._do(register.AddLetter(book, number, Letter("sent" if sent else "received", day, "12/CV")))

    @rule(book=books, number=st.integers(1, 2), owner=lines, deadline=days, text=texts)
    def change_entry(
        self, book: register.ObligationTable, number: int, owner: str, deadline: str, text: str
    ) -> None:
        addressee = "Công an tỉnh" if book is register.ObligationTable.REFERRALS else None
        self._do(
            register.ChangeEntry(
                book, number, owner=owner, deadline=deadline or None, addressee=addressee, text=text
            )
        )

    @rule(text=texts, owner=lines, deadline=days, number=st.integers(1, 3))
    def conclude(self, text: str, owner: str, deadline: str, number: int) -> None:
        self._do(register.Conclude(text=text, owner=owner, deadline=deadline))
        self._do(register.EditConclusion(number=number, text=f"{text} (sửa)"))
        self._do(register.AssignConclusion(number, owner, deadline))

    @rule(number=numbers, view=st.sampled_from(list(View)), on=st.booleans())
    def stage(self, number: int, view: View, on: bool) -> None:
        if self._do(staging.StageQuestion(number=number)) is not None:
            assert self.play.state.questions[number].is_public
        self._do(staging.PinNext(number=number % 3))
        self._do(staging.Blank(on=on))
        if view is not View.QUESTION:
            self._do(staging.ShowView(view=view, ref=1))

    @rule(number=st.integers(1, len(AGENDA) + 1), end=st.booleans())
    def hold_item(self, number: int, end: bool) -> None:
        self._do(agenda.EndItem(number=number) if end else agenda.StartItem(number=number))
        self._do(agenda.ChangeItem(number, "Phần đã sửa", 5 * number))

    @rule(name=lines, count=st.integers(-1, 50), number=st.integers(0, 2))
    def attend(self, name: str, count: int, number: int) -> None:
        self._do(attending.RecordAttendance((AttendanceEntry(name=name, count=count),), number))

    @rule(name=lines, receipt=st.sampled_from(RECEIPTS[:4]), withdraw=st.booleans(), on=st.booleans())
    def check_in(self, name: str, receipt: str, withdraw: bool, on: bool) -> None:
        self._do(attending.SetCheckIn(open=on))
        self._do(attending.CheckIn(name=name, receipt=receipt), Role.PHONE)
        self._do(attending.ConfirmArrivals(probable_arrivals(self.play.state)))
        if withdraw and self._do(attending.WithdrawCheckIn(receipt=receipt), Role.PHONE) is not None:
            assert not attending.of_receipt(self.play.state, receipt)

    @rule(number=numbers, count=st.integers(-1, 40))
    def count(self, number: int, count: int) -> None:
        self._do(voting.CountVotes((voting.QuestionCount(number, count),)), Role.SYSTEM)
        self._do(voting.CountSatisfaction(number, count, 1), Role.SYSTEM)

    @rule(commands=st.lists(anything(), min_size=1, max_size=4), data=st.data())
    def do_anything(self, commands: list[Command], data: st.DataObject) -> None:
        for command in commands:
            self._do(command, data.draw(st.sampled_from(sorted(command.roles))))

    @rule(number=st.integers(1, 2), form=raw_forms(), hidden=st.booleans(), cast=st.integers(0, 9))
    def hold_a_poll(self, number: int, form: Form, hidden: bool, cast: int) -> None:
        self._do(polling.AddPoll("Đồng ý không?", form, hidden=hidden))
        self._do(balloting.OpenPoll(number))
        self._do(balloting.ClosePoll(number))
        counts = (cast, *[0] * 5)
        self._do(balloting.RecordTally(number, 1, Tally(cast, counts=counts)), Role.SYSTEM)
        self._do(balloting.RevealPoll(number))

    @rule(number=st.integers(1, 2), responses=st.integers(0, 9))
    def hold_a_survey(self, number: int, responses: int) -> None:
        item = Item("cau_1", "Hài lòng không?", Form(FormKind.YES_NO))
        self._do(surveying.AddSurvey(Survey(0, "Khảo sát", (item,))))
        self._do(balloting.OpenSurvey(number))
        self._do(balloting.CloseSurvey(number))
        self._do(balloting.RecordSurveyResult(number, SurveyResult(responses)), Role.SYSTEM)

    @rule(number=st.integers(1, 2), signer=st.integers(1, 3))
    def sign_a_pledge(self, number: int, signer: int) -> None:
        self._do(pledging.AddPledge(PLEDGE))
        self._do(pledging.AddSigner(number, SignerKind.TEAM, "Đội 1"))
        self._do(signing.OpenSigning(number))
        self._do(signing.SignPledge(signer, "Nguyễn A", "Đội trưởng", DRAWN))
        self._do(signing.CloseSigning(number))
        self._do(reviewing.RecordResult(signer, "1.1", Review.INTERIM, "97"))

    @rule(settled=st.booleans())
    def unite_with_another_laptop(self, settled: bool) -> None:
        """The same meeting's register, worked on elsewhere: bringing it in twice is bringing it in once."""
        state = self.play.state
        status = Status.SETTLED if settled else Status.UNSETTLED
        note = Note("2024-04-17T20:00:00+07:00", "secretary", "ở máy kia", status)

        def elsewhere(entries: Iterable[Any]) -> tuple[Any, ...]:
            return tuple(
                msgspec.structs.replace(one, status=status, notes=(*one.notes, note)) for one in entries
            )

        command = merging.MergeRegister(
            elsewhere(state.referrals.values()), elsewhere(state.commitments.values())
        )
        if self._do(command) is not None:
            tables = self.play.tables()
            self._do(command)
            assert self.play.tables() == tables

    @rule(commands=st.lists(anything(), max_size=4), again=st.booleans())
    def end(self, commands: list[Command], again: bool) -> None:
        """Close the meeting, work on it afterwards, and take it up again or leave it."""
        self._do(running.CloseMeeting())
        for command in commands:
            self._do(command)
        if again:
            self._do(running.ReopenMeeting())

    @rule()
    def take_up_again(self) -> None:
        self._do(running.ReopenMeeting())

    @rule()
    def undo(self) -> None:
        """The last step back gives exactly the tables before it, as long as nothing came between."""
        state = self.play.state
        if state.meeting.phase is Phase.CLOSED or not state.undoable:
            return
        step = state.undoable[-1]
        was_last = max(state.log) == step.n
        if self._do(Undo(n=step.n, wall=WallConsent.CHANGE)) is not None and was_last:
            assert undone(self.play.tables()) == undone(self.history[step.n])

    @rule(back=st.integers(0, 8))
    def undo_an_earlier_step(self, back: int) -> None:
        """An earlier step goes back if nothing was built on it; whatever happens, the other checks hold."""
        undoable = self.play.state.undoable
        if back < len(undoable):
            self._do(Undo(n=undoable[-1 - back].n))

    @rule(wall=st.sampled_from(WallConsent))
    def redo(self, wall: WallConsent) -> None:
        """A step taken back and done again leaves the tables as they were before it was taken back."""
        before = undone(self.play.tables())
        undo = self._do(Undo(wall=wall))
        if undo is None:
            self._do(Redo(wall=wall))
        elif self._do(Redo(n=undo["n"], wall=WallConsent.CHANGE)) is not None:
            assert undone(self.play.tables()) == before

    @invariant()
    def counts_add_up(self) -> None:
        account = fairness(self.play.state)
        assert account.total.adds_up
        assert all(tally.adds_up for _, tally in account.by_area)
        for name in account.total._fields:
            assert getattr(account.total, name) == sum(getattr(tally, name) for _, tally in account.by_area)
        by_progress = queue.counts_by_progress(self.play.state)
        assert sum(by_progress.values()) == len(self.play.state.questions)

    @invariant()
    def no_question_is_lost(self) -> None:
        """Every number given is in the record unless its asking was undone, and leads to what became of it."""
        assert set(self.play.state.questions) == self.numbers_given - self.taken_back
        for number, question in self.play.state.questions.items():
            told = following.follow_number(self.play.state, number)
            assert told.number == number
            assert len(told.parts) == len(following.gathering(self.play.state, question).children)

    @invariant()
    def nothing_hangs_in_the_air(self) -> None:
        """What was said, sealed, counted or concluded belongs to something that is there."""
        state = self.play.state
        assert state.answers.keys() <= state.questions.keys()
        assert state.sealed.keys() <= state.questions.keys()
        for conclusion in state.conclusions.values():
            assert not conclusion.commitment or conclusion.commitment in state.commitments
        left = carry_over.carry_over(state)
        assert left.total == len(state.carried)

    @invariant()
    def the_hall_sees_only_what_it_may(self) -> None:
        stage = self.play.state.stage
        if stage.view is View.QUESTION and not stage.blank:
            shown = self.play.state.questions.get(stage.ref)
            assert shown is not None
            assert shown.standing is ModerationStatus.LISTED
        for number in queue.public(self.play.state):
            assert self.play.state.questions[number].standing is ModerationStatus.LISTED

    @invariant()
    def the_register_answers_to_the_outcomes(self) -> None:
        state = self.play.state
        rows = register_view.register([state], self.play.now.date())
        assert len({row.key for row in rows}) == len(rows) == len(state.referrals) + len(state.commitments)
        owing = [row.question for row in rows if row.question]
        owed = [q.number for q in state.questions.values() if q.outcome in ESCALATIONS | PROMISES]
        assert sorted(owing) == sorted(owed)
        assert len(carry_over.left_by([state], self.play.now.date())) == len(rows)

    def teardown(self) -> None:
        """Replaying the journal gives the same State, from its changes and from its tables."""
        replayed = State()
        for commit in self.play.commits:
            replayed.apply_commit(commit)
        assert replayed.tables == self.play.state.tables
        assert replayed.by_receipt == self.play.state.by_receipt
        assert list(replayed.undoable) == list(self.play.state.undoable)
        loaded = State.load(self.play.tables(), self.play.commits)
        assert loaded.tables == replayed.tables
        held = State.holding({name: dict(rows) for name, rows in replayed.tables.items()})
        assert (held.tables, held.by_receipt) == (replayed.tables, replayed.by_receipt)
        assert list(loaded.undoable) == list(replayed.undoable)
        assert list(loaded.taken_back) == list(replayed.taken_back) == list(self.play.state.taken_back)


TestRandomMeetings = RandomMeeting.TestCase
TestRandomMeetings.settings = settings(
    max_examples=repeated(160),
    stateful_step_count=50,
)
