"""What of the meeting's own facts documents print, and how a change of it after the close becomes a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from meeting.model.profile import Person, Phase, ProfileCorrection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.model.profile import Meeting
    from meeting.moment import Moment

PRINTED = (
    "title",
    "agency",
    "parent_agency",
    "place",
    "locality",
    "planned_on",
    "symbol",
    "chair",
    "co_chairs",
    "secretary",
    "signs_as",
    "recipients",
    "purpose",
    "grounds",
    "copies",
    "read_back",
    "address",
)
"""What of the profile documents print, in the order of the screens; a network's password is no part of them."""


def as_typed(value: object) -> str:
    """A value of the profile as people type it: a person's parts by semicolons, several lines one a line."""
    if isinstance(value, Person):
        return "; ".join((value.name, value.post, value.rank, value.honorific)).rstrip("; ")
    if isinstance(value, tuple):
        return "\n".join(map(as_typed, value))
    if isinstance(value, bool | int):
        return str(int(value)) if value else ""
    return str(value)


def person_typed(text: str) -> Person:
    """Somebody typed on one line: name; post; rank; form of address, of which all but the name may be missing."""
    name, post, rank, honorific, *_more = (*(part.strip() for part in text.split(";")), "", "", "", "")
    return Person(name, post, rank, honorific)


def corrected(meeting: Meeting, told: Iterable[tuple[str, str, str]], moment: Moment) -> Meeting:
    """`meeting` with the corrections that `told` (field, before, after) are, once it is closed; before, none are.

    What was empty and is filled in corrects nothing, nor does a post put after a name.
    """
    if meeting.phase is not Phase.CLOSED:
        return meeting
    made = [
        ProfileCorrection(field, before, after, moment.stamp, moment.by.value)
        for field, before, after in told
        if before and before != after and not after.startswith(f"{before}; ")
    ]
    return msgspec.structs.replace(meeting, corrections=(*meeting.corrections, *made))
