"""Filling in what is missing, and editing wordings: one action, which does what the chosen entry needs first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.commands.profile import ChangeProfile
from meeting.commands.register import ChangeEntry, EditConclusion, ObligationTable
from meeting.commands.sorting import SetArea
from meeting.refusal import Refusal
from minutes import Gap
from tui.actions import Actions, Group
from tui.screens.attendance import AttendanceScreen
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.dialogs.wording import Versions, WordingDialog
from tui.screens.meeting_screen import unread
from tui.screens.secretary.drafting import head_and_foot, write_reply
from tui.screens.secretary.entries import COMMITMENTS, CONCLUSIONS, QUESTIONS, REFERRALS, REPLIES
from tui.screens.secretary.unfinished import ENDS
from tui.screens.taking_down import answer, assign, conclude, deadline_field
from wording.dates import typed_day

if TYPE_CHECKING:
    from meeting.model.question import Question
    from tui.screens.secretary.entries import MinutesEntry
    from tui.screens.secretary.screen import SecretaryScreen


ACTIONS: Actions[SecretaryScreen] = Actions(Group.OUTCOME)


def _nothing_chosen(desk: SecretaryScreen) -> str | None:
    if (reason := unread(desk)) or desk.chosen is not None:
        return reason
    return _("Nothing is chosen: the list is empty.")


@ACTIONS.add(
    "entry.open",
    "enter e",
    N_("Edit"),
    N_("Fill in what is missing, or edit the wording beside what was said"),
    footer=20,
    unavailable=_nothing_chosen,
)
async def _open(desk: SecretaryScreen) -> None:
    """Fill in what the chosen entry lacks; with nothing missing, edit its wording."""
    entry = desk.chosen
    assert entry is not None
    if entry.table == QUESTIONS:
        await _question(desk, entry)
    elif entry.table == CONCLUSIONS:
        await _edit_conclusion(desk, entry.id)
    elif entry.table == REPLIES:
        await write_reply(desk, desk.state.commitments[entry.id])
    elif entry.table in {REFERRALS, COMMITMENTS}:
        await _register(desk, entry)
    elif end := ENDS.get((entry.gaps[0], entry.table)):
        if await desk.confirm(_(end.title), f"{entry.text}\n\n{_(end.about)}", _(end.yes)):
            await desk.execute(end.command(entry.id))
    else:
        await _of_the_meeting(desk, entry.gaps[0])


async def _question(desk: SecretaryScreen, entry: MinutesEntry) -> None:
    question = desk.state.questions[entry.id]
    is_answered = question.number in desk.state.answers
    if not is_answered and entry.gaps == (Gap.AREA,):
        await _file(desk, question)
    elif not is_answered and Gap.ENTRY in entry.gaps:
        desk.app.notify(_("Decide it again in the console: its entry in the register is missing."))
    else:
        await answer(desk, question)


async def _edit_conclusion(desk: SecretaryScreen, number: int) -> None:
    conclusion = desk.state.conclusions[number]
    said = conclusion.earlier[0] if conclusion.earlier else conclusion.text

    async def send(text: str) -> None:
        await desk.send(EditConclusion(number, text))

    def newer() -> str:
        now = desk.state.conclusions.get(number)
        return now.text if now is not None and now.text != conclusion.text else ""

    await desk.app.push_screen_wait(
        WordingDialog(
            _("Conclusion") + f" · {number}",
            "",
            Versions(said, desk.state.meeting.chair.name),
            conclusion.text,
            send,
            newer,
            f"conclusion-{number}",
        )
    )


def _no_question(desk: SecretaryScreen) -> str | None:
    if (reason := unread(desk)) or (desk.chosen is not None and desk.chosen.table == QUESTIONS):
        return reason
    return _("Choose a question first.")


@ACTIONS.add("entry.area", "f", N_("Area"), N_("File the question under an area"), unavailable=_no_question)
async def _area(desk: SecretaryScreen) -> None:
    assert desk.chosen is not None
    await _file(desk, desk.state.questions[desk.chosen.id])


async def _file(desk: SecretaryScreen, question: Question) -> None:
    areas = desk.state.meeting.settings.areas
    choices = [Choice(area.id, area.name, str(area.key)) for area in areas]
    area = await desk.choose(_("Area") + f" · #{question.number}", choices, about=question.text)
    if area is not None:
        await desk.execute(SetArea(question.number, area))


async def _register(desk: SecretaryScreen, entry: MinutesEntry) -> None:
    state, is_referral = desk.state, entry.table == REFERRALS
    row = state.referrals[entry.id] if is_referral else state.commitments[entry.id]
    who = getattr(row, "addressee", "") if is_referral else row.owner
    fields = [
        FormField("who", _("Addressee") if is_referral else _("Who owes it"), who),
        deadline_field(typed_day(row.deadline), desk.state.calendar),
        FormField("text", _("How it is worded"), row.text, limit=limits.ANSWER_GRAPHEMES, long=True),
    ]

    async def send(values: dict[str, str]) -> None:
        deadline = desk.day(values["deadline"])
        changed: dict[str, str] = {"deadline": deadline} if deadline and deadline != row.deadline else {}
        if values["text"].strip() and values["text"] != row.text:
            changed["text"] = values["text"]
        if values["who"] != who:
            changed["addressee" if is_referral else "owner"] = values["who"]
        if changed:
            await desk.send(ChangeEntry(ObligationTable(entry.table), entry.id, **changed))

    await desk.ask(_("Register"), fields, send, about=row.text, key=f"{entry.table}-{entry.id}")


async def _of_the_meeting(desk: SecretaryScreen, gap: Gap) -> None:
    if gap is Gap.PLACE:
        await _place(desk)
    elif gap is Gap.HEAD:
        head_and_foot(desk)
    elif gap is Gap.ATTENDANCE:
        desk.app.push_screen(AttendanceScreen())
    elif gap is Gap.CONCLUSIONS:
        await conclude(desk)
    else:
        desk.app.notify(_("The host opens the meeting in the console."))


async def _place(desk: SecretaryScreen) -> None:
    async def send(values: dict[str, str]) -> None:
        if not values["place"].strip():
            raise Refusal("empty", field="place")
        await desk.send(ChangeProfile(place=values["place"]))

    await desk.ask(_("Place"), [FormField("place", _("Where the meeting is held"))], send)


@ACTIONS.add(
    "minutes.attend",
    "a",
    N_("Attendance"),
    N_("Who is here; check-in by phone"),
    group=Group.MEETING,
    unavailable=unread,
)
def _attend(desk: SecretaryScreen) -> None:
    desk.app.push_screen(AttendanceScreen())


@ACTIONS.add(
    "minutes.conclude",
    "c",
    N_("Conclusion"),
    N_("Take down a conclusion of the chair"),
    group=Group.MEETING,
    footer=80,
    unavailable=unread,
)
async def _conclude(desk: SecretaryScreen) -> None:
    await conclude(desk)


def _no_conclusion(desk: SecretaryScreen) -> str | None:
    if (reason := unread(desk)) or (desk.chosen is not None and desk.chosen.table == CONCLUSIONS):
        return reason
    return _("Choose a conclusion first (con. in the list); c takes one down.")


@ACTIONS.add(
    "entry.assign",
    "g",
    N_("Who and when"),
    N_("Give a conclusion to a unit, by a date: it enters the register"),
    unavailable=_no_conclusion,
)
async def _assign(desk: SecretaryScreen) -> None:
    assert desk.chosen is not None
    await assign(desk, desk.state.conclusions[desk.chosen.id])
