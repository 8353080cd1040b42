"""How documents address people: đồng chí in state bodies and the armed forces, ông or bà elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from meeting.model.profile import Address, Person
from meeting.text.folding import fold
from wording.figures import quantity

if TYPE_CHECKING:
    from meeting.model.profile import Meeting

COMRADE, SIR, MADAM, EITHER = "Đồng chí", "Ông", "Bà", "Ông (bà)"
_ADDRESSED = re.compile(r"^(đồng chí|đ/c|ông|bà|anh|chị|ông \(bà\))\s", re.IGNORECASE)
_UNITS = re.compile(
    r"^(doi|to|phong|ban|so|bo|cuc|vu|chi cuc|chi bo|trung tam|khoa|doan|hoi|cong an|cong doan|cong ty|lanh dao|"
    r"dai dien|van phong|uy ban|vien|xa|phuong|tinh|huyen|truong|nha may|khoi|cum|mat tran|chu tich|bi thu|giam doc)\b"
)
"""How the names of units and posts begin, folded: nobody of that name is addressed."""

HEADS = {Address.COMRADE: "đồng chí", Address.CITIZEN: "người"}
ASKERS = {Address.COMRADE: "đồng chí", Address.CITIZEN: "ông (bà)"}
"""Whom a letter speaks to, where nothing but a name or a number is known."""


def heads(count: int, address: Address) -> str:
    """84 đồng chí, 03 người."""
    return f"{quantity(count)} {HEADS[address]}"


def is_person(name: str) -> bool:
    """Whether a name is a person's, and not a unit's or an agency's: two to six words that begin no unit."""
    words = name.split()
    one_line = 2 <= len(words) <= 6 and all(word[:1].isupper() for word in words)
    return one_line and not any(mark in name for mark in ",;:0123456789") and not _UNITS.match(fold(name))


def honorific(person: Person, address: Address) -> str:
    """Đồng chí, Ông or Bà: the person's own, or as the meeting addresses people and the name tells."""
    if person.honorific:
        return person.honorific
    if address is Address.COMRADE:
        return COMRADE
    middle = fold(person.name).split()[1:-1]
    return MADAM if "thi" in middle else SIR if "van" in middle else EITHER


def addressed(person: Person, address: Address) -> str:
    """Đồng chí Nguyễn Hữu Tâm, Trưởng phòng; a unit, or somebody addressed already, stays as written."""
    name = f"{person.rank} {person.name}".strip()
    if not person.name or _ADDRESSED.match(person.name) or not is_person(person.name):
        head = name
    else:
        head = f"{honorific(person, address)} {name}"
    return ", ".join(part for part in (head, person.post) if part)


def of_the_meeting(meeting: Meeting, name: str) -> Person:
    """Whoever of the chair's table has this name, with post and rank; somebody of that bare name otherwise."""
    table = (meeting.chair, *meeting.co_chairs, meeting.secretary)
    wanted = fold(name)
    return next((one for one in table if fold(one.name) == wanted), Person(name))
