"""What of the list of questions a page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from server import limits
from server.page.vote_forms import first
from server.public.listing import SORTS, STATUSES, ListView

if TYPE_CHECKING:
    from server.hall import Hall
    from server.page.vote_forms import Fields


class Search(NamedTuple):
    """What of the list is shown: in which order, answered or not, with which words, of which area, from where on."""

    sort: str = SORTS[0]
    status: str = STATUSES[0]
    words: str = ""
    area: str = ""
    start: int = 0


def search_in(fields: Fields, start_field: str = "from") -> Search:
    """The search in a form's fields; what does not fit is left out. `start_field` says where to begin."""
    sort, status, begin = first(fields, "sort"), first(fields, "status"), first(fields, start_field)
    return Search(
        sort=sort if sort in SORTS else SORTS[0],
        status=status if status in STATUSES else STATUSES[0],
        words=first(fields, "q")[: limits.QUERY_CHARACTERS],
        area=first(fields, "where"),
        start=int(begin) if begin.isdecimal() and len(begin) < 7 else 0,
    )


def found(hall: Hall, search: Search, most: int = limits.PAGE_QUESTIONS) -> ListView:
    """The page of the list that `search` asks for, of at most `most` questions."""
    return hall.listing.page(
        hall.updates.n,
        sort=search.sort,
        status=search.status,
        area=search.area,
        query=search.words,
        start=search.start,
        most=most,
    )
