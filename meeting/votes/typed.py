"""Paper typed in at the desk: a survey answered by numbers, a pledge written line by line."""

from __future__ import annotations

from meeting.model.form import ONE_OF, Choice, Form, FormKind
from meeting.model.pledge import Direction, Pledge, Target, Task
from meeting.refusal import Refusal

NO_OPINION = "0"
"""What is typed for *Không có ý kiến*; options are typed by their place on the form, from 1."""

TARGET_PARTS = 7
"""Parts of a target's line, by semicolons: task; text; unit; direction; indicator; plan; deadline."""

LOWER_WORDS = frozenset({"giảm", "thấp", "lower", "<"})
"""Words of a target's direction that mean lower is better; anything else means higher."""


def choice_typed(form: Form, text: str) -> Choice | None:
    """The choice behind what was typed for one item; None for nothing. Raises Refusal ``typed-unclear``.

    Options by their numbers, separated by commas or spaces where several may be chosen, in order for a ranking.
    """
    typed = text.strip()
    if not typed:
        return None
    if typed == NO_OPINION and form.abstain and form.kind is not FormKind.NUMERIC:
        return Choice(abstain=True)
    if form.kind is FormKind.NUMERIC:
        return Choice(amount=typed)
    if form.kind is FormKind.TEXT:
        return Choice(text=typed)
    numbers = typed.replace(",", " ").split()
    if not all(number.isascii() and number.isdecimal() for number in numbers):
        raise Refusal("typed-unclear", most=len(form.options))
    places = [int(number) for number in numbers]
    if not all(1 <= place <= len(form.options) for place in places) or (
        form.kind in ONE_OF and len(places) > 1
    ):
        raise Refusal("typed-unclear", most=len(form.options))
    return Choice(options=tuple(form.options[place - 1].id for place in places))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def pledge_typed(
    title: str, slogan: str = "", tasks: str = "", targets: str = "", measures: str = "", promises: str = ""
) -> Pledge:
    """A pledge from a form's fields, one task, target, measure or promise a line. Raises Refusal ``target-unclear``."""
    named = tuple(Task(str(number), text) for number, text in enumerate(lines_of(tasks), start=1))
    return Pledge(
        number=0,
        title=title,
        slogan=slogan,
        tasks=named,
        targets=tuple(_target(line, number) for number, line in enumerate(lines_of(targets), start=1)),
        measures=lines_of(measures),
        promises=lines_of(promises),
    )


def _target(line: str, number: int) -> Target:
    parts = [part.strip() for part in line.split(";")]
    if not 2 <= len(parts) <= TARGET_PARTS:
        raise Refusal("target-unclear", place=number)
    task, text, unit, direction, indicator, plan, deadline = parts + [""] * (TARGET_PARTS - len(parts))
    return Target(
        id=f"{task}.{number}",
        task=task,
        text=text,
        unit=unit,
        direction=Direction.LOWER if direction.lower() in LOWER_WORDS else Direction.HIGHER,
        indicator=indicator,
        plan=plan,
        deadline=_day(deadline),
    )


def _day(text: str) -> str:
    """15/12/2024 as the record writes it; anything else as it stands, for the rules to judge."""
    parts = text.split("/")
    if len(parts) == 3 and all(part.isascii() and part.isdecimal() for part in parts):
        return f"{int(parts[2]):04}-{int(parts[1]):02}-{int(parts[0]):02}"
    return text


def target_line(target: Target) -> str:
    """A target as it is typed."""
    direction = "giảm" if target.direction is Direction.LOWER else "tăng"
    deadline = "/".join(reversed(target.deadline.split("-")))
    parts = (target.task, target.text, target.unit, direction, target.indicator, target.plan, deadline)
    return "; ".join(parts).rstrip("; ")
