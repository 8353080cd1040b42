"""The sentence for each refusal code: what was wrong, what was kept, what to do next.

A code stands once, in the table of the room that refuses with it; assembling the tables fails on one that stands twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext
from wording.refusals import documents, files, laptop, meeting, phones, votes

if TYPE_CHECKING:
    from collections.abc import Mapping


class CodeStandsTwiceError(Exception):
    """Two tables word the same code, so one of the sentences would be told where the other is meant."""

    def __init__(self, code: str, first: str, second: str) -> None:
        super().__init__(f"{code!r} stands twice: in {first} and in {second}")
        self.code = code


def assembled(tables: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """One table out of several, each under its own name. Raises CodeStandsTwiceError."""
    found: dict[str, str] = {}
    owners: dict[str, str] = {}
    for name, table in tables.items():
        for code, message in table.items():
            if code in owners:
                raise CodeStandsTwiceError(code, owners[code], name)
            owners[code] = name
            found[code] = message
    return found


SENTENCES = assembled(
    {module.__name__: module.SENTENCES for module in (meeting, votes, documents, files, phones, laptop)}
)
"""Every refusal's message id, by code."""

FIELDS = assembled({module.__name__: module.FIELDS for module in (meeting, votes, documents)})
"""What people call the fields that refusals name, by the field's name in a command."""


def sentence(code: str, params: Mapping[str, str | int]) -> str:
    """The sentence for `code` in the current language, with its params; the bare code if nobody wrote one."""
    message = SENTENCES.get(code)
    if message is None:
        return code
    shown = dict(params)
    if (field := shown.get("field")) is not None:
        shown["field"] = gettext(FIELDS.get(str(field), str(field)))
    if why := shown.get("reason"):
        shown["reason"] = gettext(str(why))
    try:
        return gettext(message).format(**shown)
    except (KeyError, IndexError):
        return gettext(message)
