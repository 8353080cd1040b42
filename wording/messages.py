"""The sentences that the rules choose, put into the reader's language with their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext
from meeting.text.messages import Number, Percent
from wording import figures

if TYPE_CHECKING:
    from meeting.text.messages import Message


def render(message: Message | None) -> str:
    """`message` in the current language; empty where there is none."""
    if message is None:
        return ""
    return gettext(message.id).format(**{name: _worded(value) for name, value in message.params.items()})


def _worded(value: int | Number | Percent) -> str:
    match value:
        case Number(text, unit):
            return f"{figures.number(text)} {unit}".rstrip()
        case Percent(tenths):
            return figures.percent(tenths)
    return str(value)
