"""The meeting's profile in words: what each part of it is called, and what was changed of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext
from meeting.commands.correcting import PRINTED, as_typed
from meeting.model.profile import Address
from wording import dates
from wording.figures import quantity
from wording.term import Term

if TYPE_CHECKING:
    from meeting.model.profile import Meeting

FIELDS = MappingProxyType(
    {
        "title": Term(N_("Title"), "Tên hội nghị"),
        "agency": Term(N_("Agency"), "Cơ quan, đơn vị"),
        "parent_agency": Term(N_("Agency above it"), "Cơ quan chủ quản"),
        "place": Term(N_("Place"), "Địa điểm"),
        "locality": Term(N_("Place in the date line (địa danh)"), "Địa danh"),
        "symbol": Term(N_("Agency's code in document numbers"), "Ký hiệu văn bản"),
        "planned_on": Term(N_("Day"), "Ngày tổ chức"),
        "chair": Term(N_("Chair"), "Chủ trì"),
        "co_chairs": Term(N_("Co-chairs"), "Đồng chủ trì"),
        "secretary": Term(N_("Secretary"), "Thư ký"),
        "signs_as": Term(N_("Authority above the chair's post"), "Thể thức đề ký"),
        "recipients": Term(N_("Recipients"), "Nơi nhận"),
        "purpose": Term(N_("Purpose"), "Mục đích"),
        "grounds": Term(N_("Legal grounds"), "Căn cứ"),
        "copies": Term(N_("Copies signed"), "Số bản"),
        "read_back": Term(N_("Read back and agreed to"), "Thông qua biên bản"),
        "address": Term(N_("Form of address"), "Cách xưng hô"),
        "wifi": Term(N_("Wi-Fi of the hall"), "Wi-Fi hội trường"),
        "prompt": Term(N_("Prompt"), "Câu hỏi gợi ý"),
    }
)
"""By the profile's own names; a prompt's wording is corrected like a part of it."""

ADDRESSES = {
    Address.COMRADE: Term(N_("comrade (đồng chí)"), "đồng chí"),
    Address.CITIZEN: Term(N_("Mr, Ms (ông, bà)"), "ông, bà"),
}

NOTHING = "để trống"


def changed(before: Meeting, after: Meeting) -> str:
    """What of the profile became different, in the current language: with its new words where it is one thing."""
    told = {name: as_typed(getattr(after, name)) for name in PRINTED}
    found = [name for name in told if told[name] != as_typed(getattr(before, name))]
    found += ["wifi"] if after.wifi != before.wifi else []
    if len(found) == 1 and found[0] in told and (line := told[found[0]].split("\n")[0]):
        return f"{FIELDS[found[0]].screen()}: {line}"
    return ", ".join(FIELDS[name].screen() for name in found)


def official(field: str, told: str) -> str:
    """A value of the profile, as it is typed, in a document."""
    if not told and field != "read_back":
        return NOTHING
    match field:
        case "planned_on":
            day = dates.parsed_date(told)
            return dates.written_date(day) if day else told
        case "copies":
            return f"{quantity(int(told))} bản"
        case "read_back":
            return "đã thông qua" if told else "chưa thông qua"
        case "address":
            return ADDRESSES[Address(told)].official
    return "; ".join(told.split("\n"))


def screen(field: str, told: str) -> str:
    """A value of the profile, as it is typed, on a screen."""
    match field:
        case "planned_on":
            return dates.day(told)
        case "read_back":
            return gettext("yes") if told else gettext("no")
        case "address":
            return ADDRESSES[Address(told)].screen()
    return "; ".join(told.split("\n"))
