"""The pane of the chosen question: what it says, where it stands, what was done about it, and what resembles it."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content

from language import gettext as _
from language import ngettext
from meeting.dialogue.queue import progress_of
from meeting.model.question import ModerationStatus
from tui.widgets.plain import Plain, literal
from wording.areas import area_key, area_name
from wording.dates import day, time_of_day
from wording.meetings import role
from wording.questions import CHANNELS, KINDS, PROGRESS, outcome
from wording.steps import done

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult

    from link.control import QuestionAdvice
    from meeting.model.log import LogEntry
    from meeting.model.question import Answer, Question
    from meeting.state import State

HISTORY_LINES = 12
"""Most lines of history shown; the earliest and the latest matter most."""

_QUIET = "$foreground 60%"


def whole(state: State, number: int, log: Iterable[LogEntry], advice: QuestionAdvice) -> Content:
    """Everything the desk knows about question `number`. No text in it is markup."""
    question = state.questions.get(number)
    if question is None:
        return Content(_("Choose a question with the arrow keys."))
    parts = [
        *_heading(state, question),
        Content(""),
        literal(question.text),
        Content(""),
        *_care(hint.reason for hint in advice.hints),
        *_asker(question),
        *_outcome(state, question),
        *_answer(state.answers.get(number)),
        *_family(state, question),
        *_resembling(state, advice.alike),
        *_history(list(log)),
    ]
    return Content("\n").join(parts)


def _field(name: str, value: str | Content, style: str = "") -> Content:
    shown = value if isinstance(value, Content) else literal(value)
    return Content.assemble((f"{name}: ", _QUIET), shown.stylize(style) if style else shown)


def _heading(state: State, question: Question) -> Iterator[Content]:
    where = " · ".join(
        [KINDS[question.kind].screen(), CHANNELS[question.channel].screen(), time_of_day(question.at)]
    )
    yield Content.assemble(
        (_("Question {number}").format(number=question.number), "bold $primary"), (f"  {where}", _QUIET)
    )
    if hall := state.hall_of(question.number):
        yield _field(_("Hall"), hall)
    votes = state.votes_for(question.number)
    standing = _(PROGRESS[progress_of(question)])
    support = ngettext("{count} supporter", "{count} supporters", votes).format(count=votes)
    yield Content.assemble((standing, "bold"), f" · ▲ {support}" if votes else "")
    yield _field(_("Area"), f"{area_key(state, question.area)} {area_name(state, question.area)}")
    if question.asked_area and question.asked_area != question.area:
        yield _field(_("The asker chose"), area_name(state, question.asked_area))
    if (suggestion := question.suggestion) is not None and suggestion.area != question.area:
        percent = round(100 * suggestion.confidence)
        message = f"{area_key(state, suggestion.area)} {area_name(state, suggestion.area)} ({percent} %)"
        if suggestion.second and not suggestion.confident:
            second = f"{area_key(state, suggestion.second)} {area_name(state, suggestion.second)}"
            message = _("{first}, or else {second}").format(first=message, second=second)
        yield _field(_("Suggested (key =)"), message)
    if question.masked:
        yield Content.styled(_("Private data is covered; the original is sealed in the record."), "italic")
    if question.removed:
        message = ngettext(
            "{count} unreadable character was taken out.",
            "{count} unreadable characters were taken out.",
            question.removed,
        )
        yield Content.styled(message.format(count=question.removed), "italic")


def _asker(question: Question) -> Iterator[Content]:
    named = ", ".join(part for part in (question.name, question.unit) if part)
    if named:
        yield _field(_("Asked by"), named)
    for former in question.earlier:
        yield _field(_("Worded before"), former, _QUIET)


def _outcome(state: State, question: Question) -> Iterator[Content]:
    if question.outcome is None:
        return
    yield _field(_("Outcome"), outcome(question.outcome), "bold $success")
    if question.reason:
        yield _field(_("Reason"), question.reason)
    for referral in state.referrals.values():
        if referral.question == question.number:
            yield _field(_("To"), referral.addressee)
            yield _field(_("By"), day(referral.deadline))
    for owed in state.commitments.values():
        if owed.question == question.number:
            yield _field(_("Responsible"), owed.owner)
            yield _field(_("By"), day(owed.deadline))


def _answer(answer: Answer | None) -> Iterator[Content]:
    if answer is None:
        return
    yield Content("")
    yield Content.styled(_("Answer of {speaker}").format(speaker=answer.speaker), "bold")
    yield literal(answer.text)
    if answer.diverged:
        message = _("Two windows edited this answer at once. Both texts are kept; please check the wording.")
        yield Content.styled(message, "bold $warning")
        yield from (_field(_("Worded before"), earlier.text, _QUIET) for earlier in answer.earlier[-2:])


def _family(state: State, question: Question) -> Iterator[Content]:
    if question.standing is ModerationStatus.MERGED:
        yield _field(_("Merged into"), f"#{question.merged_into}")
    if question.parent:
        came = state.votes_for(question.parent)
        message = _("#{number} ({votes} in support came from there)").format(
            number=question.parent, votes=came
        )
        yield _field(_("Part of"), message if came else f"#{question.parent}")
    if question.children:
        yield _field(_("Parts"), ", ".join(f"#{child}" for child in question.children))
    repeats = [q.number for q in state.questions.values() if q.merged_into == question.number]
    if repeats:
        yield _field(_("Gathered here"), ", ".join(f"#{number}" for number in repeats))


def _care(reasons: Iterable[str]) -> Iterator[Content]:
    """Hints and never actions: each with its reason, marked by a sign and a word, not by colour alone."""
    for reason in reasons:
        yield Content.assemble(("! ", "$text-warning bold"), literal(reason).stylize("$text-warning"))


def _resembling(state: State, similar: Iterable[int]) -> Iterator[Content]:
    found = [state.questions[number] for number in similar if number in state.questions]
    if not found:
        return
    yield Content("")
    yield Content.styled(_("Similar questions (M gathers them)"), "bold")
    for other in found:
        yield Content.assemble((f"#{other.number} ", _QUIET), literal(other.text.replace("\n", " ")))


def _history(log: list[LogEntry]) -> Iterator[Content]:
    if not log:
        return
    yield Content("")
    yield Content.styled(_("History"), "bold")
    shown = log if len(log) <= HISTORY_LINES else [*log[:2], *log[2 - HISTORY_LINES :]]
    for entry in shown:
        did, who = done(entry.did), role(entry.by)
        yield Content.styled(f"{time_of_day(entry.at)}  {did} ({who})", _QUIET)


class History:
    """An index over a State's log, which only grows."""

    def __init__(self) -> None:
        self._lines: dict[int, list[int]] = defaultdict(list)
        self._read = 0
        self._state: State | None = None

    def read(self, state: State) -> None:
        """Take in the log lines added since the last call; all of them when `state` is another one."""
        if state is not self._state:
            self._lines.clear()
            self._read, self._state = 0, state
        # The log stands in the order of its ids: its length tells where the new lines begin.
        for number, entry in islice(state.log.items(), self._read, None):
            for table, id_ in entry.about:
                if table == "questions":
                    self._lines[id_].append(number)
        self._read = len(state.log)

    def of(self, question: int) -> list[LogEntry]:
        """What was done about a question, oldest first."""
        if self._state is None:
            return []
        return [self._state.log[number] for number in self._lines.get(question, ())]


class WholePane(VerticalScroll):
    """Shows one text. Its widget is at least as high as the pane, so a text that fits never changes its height."""

    def compose(self) -> ComposeResult:
        """The text."""
        yield Plain(id="whole")

    def show(self, content: Content) -> None:
        """Show `content` from now on."""
        text = self.query_one("#whole", Plain)
        room, width = self.scrollable_content_region.height, text.content_size.width
        fits = width > 0 and content.get_height({}, width) <= room
        text.update(content, layout=not (fits and text.size.height == room))
