"""The close-out: all that is left without an outcome gets one, in one step that one undo takes back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from language import ngettext
from meeting.commands.together import in_one_step
from meeting.dialogue.close_out import Proposal, acts, by_area, secret, unanswered
from meeting.model.question import ModerationStatus, Outcome
from meeting.refusal import Refusal
from meeting.register.deadlines import default_deadline
from tui.actions import Actions, Group
from tui.screens.closing.proposals import REST, Proposals, Scope, tally, words
from tui.screens.closing.row_list import SEEN, TO_APPROVE, UNSEEN, LeftList, LeftRow
from tui.screens.command_screen import HELP
from tui.screens.desk_screen import LEAVE, DeskScreen
from tui.screens.dialogs.asked import FormField
from tui.screens.meeting_screen import unread
from tui.screens.taking_down import (
    deadline_field,
    dismissal_choices,
    dismissal_fields,
    dismissal_outcome,
    is_own_words,
)
from tui.widgets.plain import Plain
from wording import questions
from wording.areas import area_key, area_name
from wording.dates import typed_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from meeting.state import State

ACTIONS: Actions[CloseOutScreen] = Actions(Group.OUTCOME, unavailable=unread)


def _nothing_chosen(screen: CloseOutScreen) -> str | None:
    return unread(screen) or (None if screen.chosen else _("Nothing is left: everything has an outcome."))


def _no_proposal(screen: CloseOutScreen) -> str | None:
    """For what gives an outcome."""
    if (reason := _nothing_chosen(screen)) or (screen.chosen is not None and not screen.chosen.is_secret):
        return reason
    return _("This has an outcome already; a approves it.")


@ACTIONS.add("record", "enter ctrl+s", N_("Review and record"), N_("Record all of it in one step"), footer=10)
async def _record(screen: CloseOutScreen) -> None:
    await screen.record()


@ACTIONS.add(
    "written",
    "w",
    N_("In writing"),
    N_("Propose a written answer by a date, for this row and all within it"),
    footer=20,
    unavailable=_no_proposal,
)
async def _written(screen: CloseOutScreen) -> None:
    fields = [
        screen.deadline(Outcome.WRITTEN_ANSWER),
        FormField("owner", _("Who answers (empty: this agency)")),
    ]

    async def send(values: dict[str, str]) -> None:
        day = screen.day(values["deadline"]) or screen.usual_day(Outcome.WRITTEN_ANSWER)
        screen.propose(Proposal(Outcome.WRITTEN_ANSWER, day, values["owner"].strip()))

    await screen.ask(screen.titled(_("In writing")), fields, send)


@ACTIONS.add(
    "unit",
    "g",
    N_("Unit"),
    N_("Propose a unit that settles it by a date, for this row and all within it"),
    footer=30,
    unavailable=_no_proposal,
)
async def _unit(screen: CloseOutScreen) -> None:
    fields = [FormField("owner", _("Responsible unit")), screen.deadline(Outcome.ASSIGNED)]

    async def send(values: dict[str, str]) -> None:
        if not values["owner"].strip():
            raise Refusal("empty", field="owner")
        day = screen.day(values["deadline"]) or screen.usual_day(Outcome.ASSIGNED)
        screen.propose(Proposal(Outcome.ASSIGNED, day, values["owner"].strip()))

    await screen.ask(screen.titled(_("Unit")), fields, send)


@ACTIONS.add(
    "dismissed",
    "d",
    N_("Dismiss"),
    N_("Propose a reason not to take it up, for this row and all within it"),
    footer=40,
    unavailable=_no_proposal,
)
async def _dismissed(screen: CloseOutScreen) -> None:
    title = screen.titled(_("Dismiss"))
    reason = await screen.choose(title, dismissal_choices(screen.state))
    if reason is None:
        return
    if not is_own_words(reason):
        screen.propose(Proposal(dismissal_outcome(screen.state, reason), reason=reason))
        return

    async def send(values: dict[str, str]) -> None:
        if not values["reason"].strip():
            raise Refusal("empty", field="reason")
        outcome = Outcome.OUT_OF_SCOPE if values["scope"] else Outcome.NOT_TAKEN_UP
        screen.propose(Proposal(outcome, reason=values["reason"].strip()))

    await screen.ask(title, dismissal_fields(), send)


@ACTIONS.add(
    "open",
    "o",
    N_("Leave open"),
    N_("Propose nothing for this row and all within it"),
    footer=50,
    unavailable=_no_proposal,
)
def _open(screen: CloseOutScreen) -> None:
    screen.propose(None)


@ACTIONS.add(
    "as-rest",
    "r",
    N_("As the rest"),
    N_("Take back what was proposed for this row and all within it"),
    footer=60,
    unavailable=_no_proposal,
)
def _as_rest(screen: CloseOutScreen) -> None:
    screen.as_the_rest()


def _approved_already(screen: CloseOutScreen) -> str | None:
    return _nothing_chosen(screen) or (None if screen.unapproved() else _("This is approved already."))


@ACTIONS.add(
    "approve",
    "a",
    N_("Approve too"),
    N_("Approve what nobody has approved, or leave it: then only its asker learns of its outcome"),
    footer=70,
    unavailable=_approved_already,
)
def _approve(screen: CloseOutScreen) -> None:
    screen.turn_approved()


class CloseOutScreen(DeskScreen):
    """What is left by area. At first a written answer by the agency's usual date is proposed for all of it."""

    ACTIONS = (*ACTIONS, *LEAVE, *HELP)
    TITLE_WORDS = N_("What is left unanswered")
    HELP_TITLE = TITLE_WORDS
    TABLES = frozenset({"questions", "meetings"})

    def __init__(self) -> None:
        super().__init__()
        self._proposals: Proposals | None = None

    def body(self) -> Iterator[Widget]:
        """What is asked, what would end up secret, and the list."""
        yield Plain(id="asked", classes="about")
        yield LeftList(id="left")

    def on_mount(self) -> None:
        """The list has the keyboard."""
        self.query_one(LeftList).focus()

    @property
    def chosen(self) -> LeftRow | None:
        """The row under the cursor."""
        return self.query_one(LeftList).chosen

    @property
    def proposals(self) -> Proposals:
        """What is proposed so far."""
        if self._proposals is None:
            usual = Proposal(Outcome.WRITTEN_ANSWER, self.usual_day(Outcome.WRITTEN_ANSWER))
            self._proposals = Proposals(usual)
        return self._proposals

    def usual_day(self, outcome: Outcome) -> str:
        """The date (YYYY-MM-DD) this agency usually gives such an outcome."""
        today, state = datetime.now().astimezone().date(), self.state
        return default_deadline(outcome, today, state.meeting.settings.deadlines, state.calendar)

    def deadline(self, outcome: Outcome) -> FormField:
        """The field of the date, with the usual one in it."""
        return deadline_field(typed_day(self.usual_day(outcome)), self.state.calendar)

    def titled(self, title: str) -> str:
        """A dialog's title with how many it is for."""
        numbers = self.chosen.numbers if self.chosen is not None else ()
        count = ngettext("{count} question", "{count} questions", len(numbers)).format(count=len(numbers))
        return f"{title} · {count}"

    def propose(self, proposal: Proposal | None) -> None:
        """Propose this for the chosen row; nothing is recorded yet."""
        if self.chosen is not None:
            self.proposals.give(self.chosen.scope, proposal)
            self.paint()

    def as_the_rest(self) -> None:
        """The chosen row is as what lies around it."""
        if self.chosen is not None:
            self.proposals.take_back(self.chosen.scope)
            self.paint()

    def unapproved(self) -> list[int]:
        """The questions of the chosen row that nobody has approved; on the first row all there are."""
        chosen = self.chosen
        if chosen is None:
            return []
        numbers = [*chosen.numbers, *secret(self.state)] if chosen.scope == REST else chosen.numbers
        return [number for number in numbers if _is_unseen(self.state, number)]

    def turn_approved(self) -> None:
        """Approve them along with the rest, or do not."""
        self.proposals.turn_approved(self.unapproved())
        self.paint()

    def paint(self) -> None:
        """The list as it stands now."""
        state = self.known
        if state is None:
            return
        left, unseen = unanswered(state), secret(state)
        self.query_one("#asked", Plain).show(_asked(state, left, unseen, self.proposals))
        listed = self.query_one(LeftList)
        listed.empty = _("Nothing is left: everything has an outcome.")
        listed.show([*_rows(state, left, self.proposals), *_secret_rows(state, unseen, self.proposals)])

    def leave(self) -> None:
        """Go back; what was proposed and not recorded is not given up in silence."""
        if self.known is not None and self.proposals.is_changed:
            self.run_worker(self._ask_and_leave())
        else:
            super().leave()

    async def _ask_and_leave(self) -> None:
        about = _("What you proposed here is not recorded: the questions stay as they are.")
        if await self.confirm(_("Leave without recording?"), about, _("Yes, leave it")):
            super().leave()

    async def record(self) -> None:
        """Say what would be recorded, and record it on a yes."""
        state, proposals = self.state, self.proposals
        proposed = proposals.by_number(by_area(state, unanswered(state)))
        step = acts(state, proposed, sorted(proposals.approved))
        if not step:
            self.app.notify(_("There is nothing to record."))
            return
        about = "\n".join([*tally(proposed.values()), *_approval_words(state, proposals)])
        if not await self.confirm(_("Record it?"), about, _("Yes, record it in one step")):
            return
        if await self.execute(in_one_step(list(step))) is not None:
            self.app.notify(_("Recorded in one step; z takes it all back."), timeout=10)
            self.dismiss(None)


def _is_unseen(state: State, number: int) -> bool:
    return state.questions[number].standing is ModerationStatus.RECEIVED


def _sign(state: State, number: int, proposals: Proposals) -> str:
    if not _is_unseen(state, number):
        return SEEN
    return TO_APPROVE if number in proposals.approved else UNSEEN


def _rows(state: State, left: list[int], proposals: Proposals) -> Iterator[LeftRow]:
    if not left:
        return
    yield LeftRow(REST, tuple(left), "≡", _("All the rest"), words(proposals.of(REST)), is_own=True)
    for area, numbers in by_area(state, left).items():
        scope = Scope(area)
        yield LeftRow(
            scope,
            tuple(numbers),
            area_key(state, area),
            area_name(state, area),
            words(proposals.of(scope)),
            proposals.has_own(scope),
        )
        for number in numbers:
            one = Scope(area, number)
            text, given = state.questions[number].text, words(proposals.of(one))
            yield LeftRow(
                one, (number,), _sign(state, number, proposals), text, given, proposals.has_own(one)
            )


def _secret_rows(state: State, unseen: list[int], proposals: Proposals) -> Iterator[LeftRow]:
    if not unseen:
        return
    title = _("Decided, but not approved: only their askers learn of it")
    yield LeftRow(Scope(), tuple(unseen), "!", title, "", is_own=False, is_secret=True)
    for number in unseen:
        question = state.questions[number]
        assert question.outcome is not None, "only what has an outcome is listed here"
        yield LeftRow(
            Scope(question.area, number),
            (number,),
            _sign(state, number, proposals),
            question.text,
            questions.outcome(question.outcome),
            is_own=False,
            is_secret=True,
        )


def _asked(state: State, left: list[int], unseen: list[int], proposals: Proposals) -> Content:
    count = ngettext("{count} question has no outcome.", "{count} questions have no outcome.", len(left))
    lines = [
        Content.styled(count.format(count=len(left)), "bold")
        + Content(" " + _("On the right: what they get. Nothing is recorded before you have reviewed it."))
    ]
    if told := _secret_words(state, [*left, *unseen], proposals):
        key = _("a approves what is not approved.")
        lines.append(Content.styled(f"! {told} {key}", "bold $text-warning"))
    return Content("\n").join(lines)


def _secret_words(state: State, numbers: list[int], proposals: Proposals) -> str:
    """How many of `numbers` would end up secret; empty where none would."""
    hidden = sum(_is_unseen(state, number) and number not in proposals.approved for number in numbers)
    told = ngettext(
        "{count} is not approved: only its asker would learn of its outcome.",
        "{count} are not approved: only their askers would learn of their outcome.",
        hidden,
    )
    return told.format(count=hidden) if hidden else ""


def _approval_words(state: State, proposals: Proposals) -> list[str]:
    """What the review says of approvals."""
    every = [*unanswered(state), *secret(state)]
    found = []
    if approved := [number for number in every if number in proposals.approved]:
        said = ngettext(
            "{count} is approved along with it.", "{count} are approved along with it.", len(approved)
        )
        found.append(said.format(count=len(approved)))
    if told := _secret_words(state, every, proposals):
        found.append(f"! {told}")
    return found
