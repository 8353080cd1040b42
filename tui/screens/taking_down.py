"""What is taken down at either desk, the host's or the secretary's: answers, conclusions, slips.

Two windows that edit one answer at once lose neither text, and are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from language import gettext as _
from meeting import limits
from meeting.model.question import Outcome
from tui.days import day_read_back
from tui.screens.dialogs.asked import Choice, FormField
from wording.dates import typed_day

if TYPE_CHECKING:
    from link.control import CommandReply
    from meeting.commands.asking import Ask
    from meeting.model.agenda import Conclusion
    from meeting.model.calendar import Calendar
    from meeting.model.question import Question
    from meeting.state import State
    from tui.screens.meeting_screen import MeetingScreen

NUMBER_SECONDS = 10
"""How long it stands on the screen what number a conclusion got."""


def deadline_field(value: str, calendar: Calendar) -> FormField:
    """The field of a deadline, as `MeetingScreen.day` reads it; the date that is meant stands under it."""
    hint = _("Day/month/year, or +10 for ten working days")
    return FormField("deadline", _("By"), value, hint, limit=12, read_back=day_read_back(calendar))


OWN_WORDS = "\0own"
"""Stands for "a reason of my own" among the reasons to choose from."""


def is_own_words(reason: str) -> bool:
    """Whether the person wants to write the reason: `dismissal_fields` ask for it."""
    return reason == OWN_WORDS


def dismissal_choices(state: State) -> list[Choice[str]]:
    """The agency's reasons not to take something up, and one's own."""
    choices = [Choice(reason, reason) for reason in state.meeting.settings.dismissal_reasons]
    return [*choices, Choice(OWN_WORDS, _("Another reason, in my own words…"), "t")]


def dismissal_outcome(state: State, reason: str) -> Outcome:
    """The outcome that goes with one of the agency's reasons: the first of the list is the one about scope."""
    is_first = reason in state.meeting.settings.dismissal_reasons[:1]
    return Outcome.OUT_OF_SCOPE if is_first else Outcome.NOT_TAKEN_UP


def dismissal_fields() -> list[FormField]:
    """The fields of a reason in one's own words."""
    return [
        FormField("reason", _("Reason, as the asker will read it")),
        FormField("scope", _("Outside the scope of this dialogue"), tick=True),
    ]


async def answer(screen: MeetingScreen[Any], question: Question) -> None:
    """Record what the leader replied; where that was done, edit its wording for the minutes."""
    if question.number in screen.state.answers:
        await _edit_answer(screen, question)
    else:
        await _record_answer(screen, question)


async def _record_answer(screen: MeetingScreen[Any], question: Question) -> None:
    from meeting.commands.outcomes import RecordAnswer

    fields = [
        FormField("text", _("What was said"), limit=limits.ANSWER_GRAPHEMES, long=True),
        FormField("speaker", _("Who answered"), screen.state.meeting.chair.name),
        FormField("verbatim", _("Word for word"), tick=True),
        FormField("explained", _("Explanation only (giải trình)"), tick=True),
    ]

    async def send(values: dict[str, str]) -> None:
        reply = await screen.send(
            RecordAnswer(
                question.number,
                values["text"],
                values["speaker"],
                verbatim=bool(values["verbatim"]),
                explained=bool(values["explained"]),
                revision=0,
            )
        )
        _tell_if_both_wrote(screen, reply)

    title = _("Answer") + f" · #{question.number}"
    await screen.ask(title, fields, send, about=question.text, key=f"answer-{question.number}")


async def _edit_answer(screen: MeetingScreen[Any], question: Question) -> None:
    from meeting.commands.outcomes import EditAnswer
    from tui.screens.dialogs.wording import Versions, WordingDialog

    number = question.number
    answer = screen.state.answers[number]
    others = tuple(dict.fromkeys(one.text for one in answer.earlier)) if answer.diverged else ()

    async def edit(text: str) -> None:
        _tell_if_both_wrote(screen, await screen.send(EditAnswer(number, text, answer.revision)))

    def newer() -> str:
        stands = screen.state.answers.get(number)
        return stands.text if stands is not None and stands.revision != answer.revision else ""

    versions = Versions(answer.said, answer.speaker, tuple(text for text in others if text != answer.said))
    await screen.app.push_screen_wait(
        WordingDialog(
            _("Answer") + f" · #{number}",
            question.text,
            versions,
            answer.text,
            edit,
            newer,
            f"answer-{number}-{answer.revision}",
        )
    )


def _tell_if_both_wrote(screen: MeetingScreen[Any], reply: CommandReply) -> None:
    """Say so to whoever saved after another window had."""
    if reply.result and reply.result.get("diverged"):
        screen.app.notify(
            _(
                "Another window saved this answer while you were writing. Both texts are kept; open it to compare."
            ),
            severity="warning",
            timeout=20,
        )


async def conclude(screen: MeetingScreen[Any]) -> None:
    """A form for a conclusion of the chair; with a unit or a date it becomes a numbered commitment of the register."""
    from meeting.commands.register import Conclude

    fields = [
        FormField("text", _("What the chair concluded"), limit=limits.ANSWER_GRAPHEMES, long=True),
        *_who_and_when(screen, "", ""),
    ]

    async def send(values: dict[str, str]) -> None:
        reply = await screen.send(Conclude(values["text"], values["owner"], screen.day(values["deadline"])))
        numbers = reply.result or {}
        message = _("Conclusion {number} is recorded.").format(number=numbers.get("number", ""))
        if numbers.get("commitment"):
            message += " " + _("It is commitment {number} in the register.").format(
                number=numbers["commitment"]
            )
        screen.app.notify(message, timeout=NUMBER_SECONDS)

    about = _("With a unit or a date it becomes a numbered commitment in the register.")
    await screen.ask(_("Conclusion"), fields, send, about=about, key="conclusion")


async def assign(screen: MeetingScreen[Any], conclusion: Conclusion) -> None:
    """A form for who is to do what was concluded, and by when; what is in the register already is changed there."""
    from meeting.commands.register import AssignConclusion, ChangeEntry, ObligationTable

    owed = screen.state.commitments.get(conclusion.commitment)
    fields = _who_and_when(screen, owed.owner if owed else "", typed_day(owed.deadline) if owed else "")

    async def send(values: dict[str, str]) -> None:
        day = screen.day(values["deadline"])
        if owed is None:
            reply = await screen.send(AssignConclusion(conclusion.number, values["owner"], day))
            number = (reply.result or {}).get("commitment", "")
            screen.app.notify(_("It is commitment {number} in the register.").format(number=number))
            return
        changed: dict[str, str] = {}
        if values["owner"] != owed.owner:
            changed["owner"] = values["owner"]
        if day and day != owed.deadline:
            changed["deadline"] = day
        if changed:
            await screen.send(ChangeEntry(ObligationTable.COMMITMENTS, owed.number, **changed))

    title = _("Conclusion") + f" · {conclusion.number}"
    key = f"assign-conclusion-{conclusion.number}"
    await screen.ask(title, fields, send, about=conclusion.text, key=key)


def _who_and_when(screen: MeetingScreen[Any], owner: str, deadline: str) -> list[FormField]:
    return [
        FormField("owner", _("Who is to do it (empty: the agency itself)"), owner),
        deadline_field(deadline, screen.state.calendar),
    ]


async def type_slips(screen: MeetingScreen[Any]) -> None:
    """Type in slips, one a line, until the person is done."""
    from tui.screens.dialogs.fast_entry import FastEntryDialog

    async def record(asked: Ask) -> int:
        reply = await screen.send(asked)
        return int((reply.result or {}).get("number", 0))

    await screen.app.push_screen_wait(FastEntryDialog(record))
