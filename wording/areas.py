"""What an area is called, on screens and in documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import current
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from meeting.areas import OTHER, UNCLASSIFIED
from wording.term import Term

if TYPE_CHECKING:
    from meeting.state import State

SPECIAL = {
    OTHER: Term(N_("Other matters"), "Nội dung khác"),
    UNCLASSIFIED: Term(N_("Not yet sorted"), "Chưa phân loại lĩnh vực"),
}
"""The two areas every meeting has beside its own."""


def area_name(state: State, id_: str) -> str:
    """The area `id_` in the current language; the bare id of one the meeting no longer has."""
    for area in state.meeting.settings.areas:
        if area.id == id_:
            return area.name_en if current() == "en" and area.name_en else area.name
    return SPECIAL[id_].screen() if id_ in SPECIAL else id_


def area_key(state: State, id_: str) -> str:
    """The digit that sets the area; a dot for a question that is not yet sorted, a dash for any other."""
    for area in state.meeting.settings.areas:
        if area.id == id_:
            return str(area.key)
    return "·" if id_ == UNCLASSIFIED else "–"


def official_names(state: State) -> dict[str, str]:
    """Every area a question may stand under, by id: the agency's in their order, then the special two."""
    own = {area.id: area.name for area in sorted(state.meeting.settings.areas, key=lambda area: area.key)}
    return own | {id_: term.official for id_, term in SPECIAL.items()}


def official_name(id_: str, name: str) -> str:
    """An area in a document about several meetings: `name` as its own meeting called it, else what the id means."""
    return name or (SPECIAL[id_].official if id_ in SPECIAL else id_)
