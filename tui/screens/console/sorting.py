"""The console's actions on the chosen question: filing, approving, hiding, wording, merging, splitting, routing out.

What cannot be taken lightly asks first, and everything can be undone.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.areas import UNCLASSIFIED
from meeting.commands.together import in_one_step
from meeting.model.question import ModerationStatus, QuestionKind
from tui.actions import Action, Actions, Group
from tui.screens.console.questions import ROW_CELLS, no_question, titled
from tui.screens.dialogs.asked import Choice, FormField
from tui.widgets.measure import cut
from wording.questions import KINDS

if TYPE_CHECKING:
    from meeting.model.question import Question
    from tui.screens.console.screen import ConsoleScreen

ACTIONS: Actions[ConsoleScreen] = Actions(Group.QUESTION, unavailable=no_question)

KIND_KEYS = ((QuestionKind.QUESTION, "h"), (QuestionKind.OPINION, "y"), (QuestionKind.RECOMMENDATION, "k"))
"""By their Vietnamese names: hỏi, ý kiến, kiến nghị."""

_AREA_LABELS = (
    N_("Area 1"),
    N_("Area 2"),
    N_("Area 3"),
    N_("Area 4"),
    N_("Area 5"),
    N_("Area 6"),
    N_("Area 7"),
    N_("Area 8"),
    N_("Area 9"),
)


TO_COVER = ("personal_data", "insult")
"""Kinds of hints whose words are covered."""


def parts_of(text: str) -> tuple[str, ...]:
    """The parts typed for a split: one a line, empty lines left out."""
    return tuple(part.strip() for part in text.split("\n") if part.strip())


async def _set_area(key: str, console: ConsoleScreen) -> None:
    from meeting.commands.sorting import SetArea

    areas = {str(area.key): area.id for area in console.state.meeting.settings.areas} | {"0": UNCLASSIFIED}
    if key in areas:
        await console.act([SetArea(number, areas[key]) for number in console.targets()])
    else:
        console.app.notify(_("No area of this meeting has the key {key}.").format(key=key))


@ACTIONS.add("question.approve", "a", N_("Approve"), N_("Phones and projector may show it"), footer=60)
async def _approve(console: ConsoleScreen) -> None:
    from meeting.commands.sorting import Approve

    await console.act([Approve(number) for number in console.targets()])


AREA_KEYS = tuple(
    Action(
        f"area-{digit}",
        (str(digit),),
        label,
        N_("File the question under this area"),
        Group.QUESTION,
        partial(_set_area, str(digit)),
        unavailable=no_question,
    )
    for digit, label in enumerate(_AREA_LABELS, start=1)
)
"""The meeting's own names stand in for these labels where they are shown."""

ACTIONS += AREA_KEYS
ACTIONS.add("area-clear", "0", N_("No area"), N_("Take the area back"))(partial(_set_area, "0"))


@ACTIONS.add("area-suggested", "equals_sign", N_("Suggested area"), N_("Take the suggested area"))
async def _suggested(console: ConsoleScreen) -> None:
    from meeting.commands.sorting import SetArea

    questions = [console.state.questions[number] for number in console.targets()]
    if len(questions) > 1:
        # Of many at once only what nobody has filed yet, and what triage is sure of.
        questions = [
            q for q in questions if q.area == UNCLASSIFIED and q.suggestion and q.suggestion.confident
        ]
    acts = [SetArea(q.number, q.suggestion.area) for q in questions if q.suggestion is not None]
    if acts:
        await console.execute(in_one_step([*acts]))
    else:
        console.app.notify(_("No area is suggested for this question."))


@ACTIONS.add("question.kind", "k", N_("Kind"), N_("Question, opinion or recommendation"))
async def _kind(console: ConsoleScreen) -> None:
    from meeting.commands.sorting import SetKind

    question = console.question
    choices = [Choice(kind, KINDS[kind].screen(), key) for kind, key in KIND_KEYS]
    kind = await console.choose(_("What is it?"), choices, about=question.text)
    if kind is not None:
        await console.execute(SetKind(question.number, kind))


@ACTIONS.add(
    "question.hide", "h", N_("Hide"), N_("Take it off every public screen at once"), also=N_("delete, remove")
)
async def _hide(console: ConsoleScreen) -> None:
    from meeting.commands.sorting import Hide

    await console.act([Hide(number) for number in console.targets()])


@ACTIONS.add("question.edit", "E", N_("Correct"), N_("Correct the wording; the earlier one is kept"))
async def _edit(console: ConsoleScreen) -> None:
    from meeting.commands.sorting import EditQuestion

    question = console.question
    field = FormField("text", _("Wording"), question.text, limit=limits.ANSWER_GRAPHEMES, long=True)

    async def send(values: dict[str, str]) -> None:
        await console.send(EditQuestion(question.number, values["text"]))

    title = titled(_("Correct the wording"), question)
    await console.ask(title, [field], send, key=f"edit-{question.number}")


@ACTIONS.add(
    "question.mask", "K", N_("Cover data"), N_("Cover private data with a visible mark"), destructive=True
)
async def _mask(console: ConsoleScreen) -> None:
    from meeting.commands.privacy import MaskQuestion

    question = console.question
    hint = _("Exactly as written above. The original is sealed in the record.")

    async def send(values: dict[str, str]) -> None:
        await console.send(MaskQuestion(question.number, values["private"]))

    title = titled(_("Cover private data"), question)
    found = console.advisor.words_of(question, TO_COVER)
    await console.ask(
        title, [FormField("private", _("Words to cover"), found, hint)], send, about=question.text
    )


@ACTIONS.add(
    "question.mark", "m", N_("Mark"), N_("Mark the question, or unmark it; what follows is about all marked")
)
def _mark(console: ConsoleScreen) -> None:
    console.marked ^= {console.chosen}
    console.last_marked = console.chosen
    console.relist()


@ACTIONS.add(
    "question.mark-range", "comma", N_("Mark up to here"), N_("Mark all from the one marked last to this one")
)
def _mark_range(console: ConsoleScreen) -> None:
    listed = list(console.queue.numbers)
    ends = [listed.index(n) for n in (console.last_marked, console.chosen) if n in listed]
    console.marked |= set(listed[min(ends) : max(ends) + 1])
    console.last_marked = console.chosen
    console.relist()


@ACTIONS.add(
    "question.mark-all", "asterisk", N_("Mark all listed"), N_("Mark everything that is listed, or unmark it")
)
def _mark_all(console: ConsoleScreen) -> None:
    listed = set(console.queue.numbers)
    console.marked = console.marked - listed if listed <= console.marked else console.marked | listed
    console.relist()


@ACTIONS.add(
    "question.mark-area",
    "semicolon",
    N_("Mark its area"),
    N_("Mark all listed ones of this question's area, filed or suggested"),
)
def _mark_area(console: ConsoleScreen) -> None:
    questions = console.state.questions
    area = _area_of(console.question)
    console.marked |= {number for number in console.queue.numbers if _area_of(questions[number]) == area}
    console.relist()


def _area_of(question: Question) -> str:
    """Where it is filed; while it is not, where triage is sure it belongs."""
    suggestion = question.suggestion
    if question.area == UNCLASSIFIED and suggestion is not None and suggestion.confident:
        return suggestion.area
    return question.area


@ACTIONS.add(
    "question.merge",
    "M",
    N_("Merge"),
    N_("Gather the marked ones under this one; where none is marked, the repeats found"),
    destructive=True,
)
async def _merge(console: ConsoleScreen) -> None:
    from meeting.commands.sorting import Merge

    question = console.question
    others = tuple(sorted(console.marked - {question.number}))
    if not others and (cluster := console.advisor.cluster(question.number)) is not None:
        question, others = console.state.questions[cluster.head], cluster.repeats
    if not others:
        console.app.notify(_("First mark the repeats with m, then press M on the one to keep."))
        return
    texts = [f"#{number}  {console.state.questions[number].text}" for number in others]
    about = "\n".join(cut(line, ROW_CELLS) for line in [f"→ #{question.number}  {question.text}", *texts])
    yes = _("Yes, gather {count} under #{number}").format(count=len(others), number=question.number)
    if await console.confirm(_("Merge"), about, yes):
        if await console.execute(Merge(others, question.number)) is not None:
            console.marked.clear()
        console.relist()


@ACTIONS.add(
    "question.separate",
    "S",
    N_("Separate"),
    N_("Take a merged one out again, or put a split one together again"),
)
async def _separate(console: ConsoleScreen) -> None:
    from meeting.commands.sorting import Rejoin, Separate

    question = console.question
    if question.standing is ModerationStatus.MERGED:
        await console.execute(Separate(question.number))
        return
    if question.standing is ModerationStatus.SPLIT:
        await console.execute(Rejoin(question.number))
        return
    gathered = [
        q for q in console.state.questions.values() if q.merged_into == question.number and not q.is_rejoined
    ]
    if not gathered:
        console.app.notify(_("Nothing is gathered under this question."))
        return
    choices = [Choice(other.number, f"#{other.number}  {other.text}") for other in gathered]
    number = await console.choose(_("Separate which one?"), choices)
    if number is not None:
        await console.execute(Separate(number))


@ACTIONS.add("question.split", "p", N_("Split"), N_("Divide a composite question into parts"))
async def _split(console: ConsoleScreen) -> None:
    from meeting.commands.sorting import Split
    from meeting.dialogue.splitting import proposed_parts

    question = console.question
    hint = _("One part a line. The whole question keeps its number and its history.")
    parts = "\n".join(proposed_parts(question.text))
    field = FormField("parts", _("Parts"), parts, hint, limit=limits.ANSWER_GRAPHEMES, long=True)

    async def send(values: dict[str, str]) -> None:
        await console.send(Split(question.number, parts_of(values["parts"])))

    title = titled(_("Split"), question)
    await console.ask(title, [field], send, about=question.text, key=f"split-{question.number}")


@ACTIONS.add(
    "question.route-out",
    "o",
    N_("Route out"),
    N_("A complaint or denunciation: no text stays on screens or in minutes"),
    destructive=True,
)
async def _route_out(console: ConsoleScreen) -> None:
    from meeting.commands.privacy import RouteOut

    question = console.question
    about = _(
        "Complaints and denunciations are not handled in a dialogue. The text is sealed: it leaves every screen "
        "and the minutes, only a neutral line stays. Tell the asker where to turn."
    )
    about = f"{cut(question.text, ROW_CELLS)}\n{about}"
    if await console.confirm(titled(_("Route out"), question), about, _("Yes, route it out")):
        await console.execute(RouteOut(question.number))
