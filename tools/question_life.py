"""The life of a question as a table, worked out by giving every command to a question in every state.

`python -m tools.question_life` prints docs/question-life.md, so that the page says what the rules do.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from meeting.changes import put
from meeting.commands import outcomes, privacy, sorting, staging
from meeting.commands.registry import ALL
from meeting.decision import decide
from meeting.model.log import Counters
from meeting.model.profile import Meeting, Person, Phase
from meeting.model.question import Channel, ModerationStatus, Outcome, Question
from meeting.model.register import Destination
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from meeting.state import ONLY, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from meeting.decision import Command

DAY = datetime(2024, 4, 17, 9, 0, tzinfo=UTC)
OTHER_QUESTION = 2
PARTS = (3, 4)


class Life(NamedTuple):
    """A state a question can be in: its moderation status, and the outcome if it has one."""

    status: ModerationStatus
    outcome: Outcome | None = None

    @property
    def name(self) -> str:
        """What the table calls it: the outcome decides, but a hidden question stays hidden."""
        if self.outcome is None:
            return self.status.value
        return (
            self.outcome.value
            if self.status is ModerationStatus.LISTED
            else f"{self.outcome.value}, {self.status.value}"
        )


ROWS: tuple[Life, ...] = (
    Life(ModerationStatus.RECEIVED),
    Life(ModerationStatus.LISTED),
    Life(ModerationStatus.HIDDEN),
    *(Life(ModerationStatus.LISTED, outcome) for outcome in Outcome),
    Life(ModerationStatus.MERGED),
    Life(ModerationStatus.SPLIT),
    Life(ModerationStatus.ROUTED_OUT),
)
"""Every state, in the order of a question's life."""

COLUMNS: dict[str, Callable[[], Command]] = {
    "approve": lambda: sorting.Approve(1),
    "hide": lambda: sorting.Hide(1),
    "stage": lambda: staging.StageQuestion(1),
    "edit": lambda: sorting.EditQuestion(1, "Câu hỏi đã sửa"),
    "mask": lambda: privacy.MaskQuestion(1, "riêng"),
    "merge into another": lambda: sorting.Merge((1,), into=OTHER_QUESTION),
    "separate": lambda: sorting.Separate(1),
    "split": lambda: sorting.Split(1, ("Phần một", "Phần hai")),
    "rejoin": lambda: sorting.Rejoin(1),
    "route out": lambda: privacy.RouteOut(1),
    "answer": lambda: outcomes.RecordAnswer(1, "Trả lời"),
    "explain": lambda: outcomes.RecordAnswer(1, "Giải trình", explained=True),
    "promise": lambda: outcomes.PromiseAnswer(1),
    "assign": lambda: outcomes.Assign(1, "Đội 1"),
    "escalate upward": lambda: outcomes.Escalate(1, Destination.SUPERIOR, "Cấp trên", "Vượt thẩm quyền"),
    "pass on": lambda: outcomes.Escalate(1, Destination.SPECIALISED, "Đơn vị", "Vượt thẩm quyền"),
    "not take up": lambda: outcomes.Dismiss(1, "Lý do"),
    "out of scope": lambda: outcomes.Dismiss(1, "Lý do", Outcome.OUT_OF_SCOPE),
    "clear outcome": lambda: outcomes.ClearOutcome(1),
}
"""What the desk can do with a question."""


def _meeting() -> Meeting:
    person = Person("Chủ trì")
    return Meeting("m", "Đối thoại", "Cơ quan", "", "", person, person, "2024-04-17", phase=Phase.OPEN)


def _state(life: Life) -> State:
    """A meeting with question 1 in this state and question 2 listed."""
    question = Question(
        1,
        "Một câu hỏi có dữ liệu riêng",
        DAY.isoformat(),
        Channel.TYPED,
        standing=life.status,
        stood=ModerationStatus.LISTED.value
        if life.status in {ModerationStatus.MERGED, ModerationStatus.SPLIT}
        else "",
        outcome=life.outcome,
        merged_into=OTHER_QUESTION if life.status is ModerationStatus.MERGED else 0,
        children=PARTS if life.status is ModerationStatus.SPLIT else (),
    )
    other = Question(
        OTHER_QUESTION, "Một câu hỏi khác", DAY.isoformat(), Channel.TYPED, standing=ModerationStatus.LISTED
    )
    parts = [
        Question(
            number, "Một phần", DAY.isoformat(), Channel.TYPED, standing=ModerationStatus.LISTED, parent=1
        )
        for number in question.children
    ]
    state = State()
    state.apply(
        [
            put("meetings", ONLY, _meeting()),
            put("counters", ONLY, Counters(questions=max(PARTS))),
            *(put("questions", one.number, one) for one in (question, other, *parts)),
        ]
    )
    return state


def after(life: Life, command: Command) -> Life | str:
    """Where `command` takes a question that is in `life`: its next state, or the code of the refusal."""
    state = _state(life)
    try:
        decision = decide(state, command, Moment(DAY, Role.HOST))
    except Refusal as refusal:
        return refusal.code
    state.apply(decision.changes)
    question = state.questions[1]
    return Life(question.standing, question.outcome)


def _cell(life: Life, reached: Life | str) -> str:
    if isinstance(reached, str):
        return f"*{reached}*"
    return "stays" if reached == life else f"**{reached.name}**"


def _life_table() -> list[str]:
    """States down, what the desk does across two halves: a page is only so wide."""
    lines: list[str] = []
    names = list(COLUMNS)
    for part in (names[: len(names) // 2], names[len(names) // 2 :]):
        lines += ["", "| from \\ by | " + " | ".join(part) + " |", "|---|" + "---|" * len(part)]
        for life in ROWS:
            cells = (_cell(life, after(life, COLUMNS[name]())) for name in part)
            lines.append(f"| {life.name} | " + " | ".join(cells) + " |")
    return lines


def _command_table() -> list[str]:
    """Every command: who may give it, and in which phases of the meeting."""
    lines = ["", "| command | roles | phases |", "|---|---|---|"]
    for command in ALL:
        roles = ", ".join(role.value for role in Role if role in command.roles)
        phases = ", ".join(phase.value for phase in Phase if phase in command.phases)
        name = command.__struct_config__.tag
        lines.append(f"| {name} | {roles} | {phases} |")
    return lines


def document() -> str:
    """The page docs/question-life.md."""
    lines = [
        "# The life of a question",
        "",
        "Generated from the rules by `python -m tools.question_life`; a test keeps it so. Words in italics are",
        "the code of the refusal (`wording/refusals/` has its sentence), words in bold the state the question",
        "comes to.",
        "",
        "## States",
        *_life_table(),
        "",
        "A merged question is shown as the one it was gathered under, a split one by its parts. Changing an",
        "outcome keeps the entry's number, letters and notes in the register; once letters were sent, an outcome",
        "that owes something is not taken back (*letters-sent*): the entry's status says how the matter ended.",
        "What says the same as a question that was routed out loses its words with it and is not separated from it",
        "(*question-silenced*). Every step can be undone except opening, closing and reopening the meeting.",
        "",
        "## Support through merging and splitting",
        "",
        "Support follows the words. A question that others were gathered under counts their supporters too, a part",
        "those of the whole it was split from; whoever supported several of them counts once. A part says how many of",
        "its supporters came with the whole (*12 in support came from number 7*), because they supported more than",
        "this part. The whole keeps its own count in the record. On a part a phone adds or takes back its support for",
        "the part alone; what it gave the whole stays as it was given.",
        "",
        "Rejoining puts a split question back where it stood, with its number, words, askers and support. Its parts",
        "keep their numbers, lead to it as merged ones do, bring their own supporters along, and are no longer",
        "counted as items. It is refused (*part-taken-up*) once something was made of a part: take that back first,",
        "or leave the parts and merge what belongs together. A part put back is not separated again",
        "(*part-rejoined*): split the whole anew.",
        "",
        "## Who may do what, when",
        *_command_table(),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a real stream has it; old Windows pipes need it
    sys.stdout.write(document())
