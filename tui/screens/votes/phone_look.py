"""A poll or a survey as a phone will show it, in the words of the phone page: drawn in a column of a phone's width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from language import gettext as _
from meeting.votes.kinds import ABSTAIN, Shape, complete, kind_of
from tui.widgets.measure import wrapped
from tui.widgets.plain import literal
from wording import messages
from wording.votes import option_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meeting.model.form import Form
    from meeting.model.poll import Poll
    from meeting.model.survey import Survey

COLUMNS = 40
"""Cells of a phone held upright."""

QUIET = "$foreground 60%"

ONE, SEVERAL, PLACE = "( )", "[ ]", "[ ▾]"


def survey(found: Survey) -> Content:
    """The whole survey from its title to the button."""
    lines = [*_text(found.title, "bold"), *_text(found.purpose, QUIET), Content()]
    section = ""
    for place, item in enumerate(found.items, start=1):
        if item.section != section:
            section = item.section
            lines += _text(section, "bold $primary")
        needed = _("(required)") if item.required else ""
        lines += [*_text(f"{place}. {item.text} {needed}".rstrip(), "bold"), *_answers(item.form), Content()]
    if found.units:
        lines += [*_text(_("Your unit (optional)"), ""), literal(f"[{'▾':>{COLUMNS - 2}}]"), Content()]
    return Content("\n").join(
        [*lines, *_button(_("Send my answers")), *_text(_("Nobody can see who answered what."), "")]
    )


def poll(found: Poll) -> Content:
    """The poll with what can be chosen, and the button."""
    lines = [*_text(found.text, "bold"), *_answers(found.form), Content(), *_button(_("Cast my vote"))]
    return Content("\n").join(lines)


def _answers(form: Form) -> Iterator[Content]:
    """What can be chosen or filled in."""
    whole, kind = complete(form), kind_of(form)
    sign = ONE if kind.takes_one else SEVERAL
    if kind.shape is Shape.ORDER:
        yield from _text(
            _("Give each option a place: 1 for the first. Options left empty stand below."), QUIET
        )
        sign = PLACE
    elif kind.shape is Shape.NUMBER:
        yield literal(f"[{' ' * 12}] {form.unit}")
        if form.lower or form.upper:
            bounds = _("From {lower} to {upper}").format(lower=form.lower or "…", upper=form.upper or "…")
            yield from _text(bounds, QUIET)
    elif kind.shape is Shape.WORDS:
        for _row in range(2):
            yield literal(f"[{' ' * (COLUMNS - 2)}]")
    elif not kind.takes_one:
        yield from _text(
            _("Choose from {least} to {most}.").format(least=whole.least, most=whole.most), QUIET
        )
    if (hint := kind.hint(len(whole.options))) is not None:
        yield from _text(f"{messages.render(hint)}.", QUIET)
    for option in whole.options:
        yield from _choice(sign, option_text(option))
    if form.abstain:
        yield from _choice(ONE if kind.takes_one else SEVERAL, option_text(ABSTAIN))


def _choice(sign: str, label: str) -> Iterator[Content]:
    for row, line in enumerate(wrapped(label, COLUMNS - len(sign) - 1)):
        yield literal(f"{sign if not row else ' ' * len(sign)} {line}")


def _button(label: str) -> list[Content]:
    return [Content.styled(f" {label.center(COLUMNS - 2)} ", "reverse bold")]


def _text(text: str, style: str) -> list[Content]:
    return (
        [literal(line).stylize(style) if style else literal(line) for line in wrapped(text, COLUMNS)]
        if text
        else []
    )
