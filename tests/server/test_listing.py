"""The list of questions in its orders: what a page shows is what the record says, after every commit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meeting.changes import put
from meeting.model.question import ModerationStatus, Outcome, VoteCount
from meeting.state import State
from meeting.text.folding import search_key
from server.public.listing import SORTS, STATUSES, Listing, ListView
from tests.tui.meetings import question

TEXTS = ("Một cửa chậm", "Sửa máy tính", "mot cua o xa", "Bảng lương", "Máy tính một cửa")
QUESTIONS = st.lists(
    st.tuples(
        st.sampled_from(TEXTS),
        st.sampled_from([ModerationStatus.LISTED, ModerationStatus.LISTED, ModerationStatus.HIDDEN]),
        st.sampled_from([None, Outcome.ANSWERED]),
        st.sampled_from(["procedures", "modernisation"]),
        st.integers(0, 3),
    ),
    max_size=12,
)


def record(rows: list[tuple[str, ModerationStatus, Outcome | None, str, int]]) -> State:
    state = State()
    for number, (text, standing, outcome, area, votes) in enumerate(rows, start=1):
        state.apply(
            [
                put(
                    "questions",
                    number,
                    question(number, text, standing=standing, outcome=outcome, area=area),
                )
            ]
        )
        if votes:
            state.apply([put("votes", number, VoteCount(votes))])
    return state


def expected(state: State, sort: str, status: str, area: str, query: str) -> list[int]:
    """One question after another, as a reader would pick them out."""
    found = [
        each
        for each in state.questions.values()
        if each.is_public
        and area in {"", each.area}
        and (not status or (each.outcome is None) == (status == "open"))
        and all(word in search_key(each.text) for word in search_key(query).split())
    ]
    if sort == "votes":
        found.sort(key=lambda each: (each.outcome is not None, -state.votes_for(each.number), each.number))
    else:
        found.sort(key=lambda each: (each.outcome is not None, -each.number))
    return [each.number for each in found]


def numbers(page: ListView) -> list[int]:
    return [view.number for view in page.questions]


@given(
    QUESTIONS,
    st.sampled_from(SORTS),
    st.sampled_from(STATUSES),
    st.sampled_from(["", "procedures"]),
    st.sampled_from(["", "may", "mot cua", "MÁY TÍNH", "khong co"]),
    st.integers(0, 5),
    st.integers(1, 4),
)
def test_a_page_is_a_part_of_the_questions_that_fit_in_their_order(
    rows: list[tuple[str, ModerationStatus, Outcome | None, str, int]],
    sort: str,
    status: str,
    area: str,
    query: str,
    start: int,
    most: int,
) -> None:
    state = record(rows)
    wanted = expected(state, sort, status, area, query)
    page = Listing(state).page(7, sort=sort, status=status, area=area, query=query, start=start, most=most)
    assert numbers(page) == wanted[start : start + most]
    assert page.total == len(wanted)
    assert page.next == (start + most if start + most < len(wanted) else 0)
    assert page.n == 7


def test_the_next_commit_makes_the_orders_anew_and_what_went_meanwhile_is_not_shown() -> None:
    state = record([(text, ModerationStatus.LISTED, None, "procedures", 0) for text in TEXTS])
    listing = Listing(state)
    assert numbers(listing.page(1)) == [1, 2, 3, 4, 5]
    state.apply([put("questions", 2, question(2, TEXTS[1], standing=ModerationStatus.HIDDEN))])
    assert numbers(listing.page(1)) == [1, 3, 4, 5], "withdrawn, and its commit not told yet"
    state.apply([put("votes", 4, VoteCount(3))])
    assert numbers(listing.page(2)) == [4, 1, 3, 5]
    assert listing.page(2).total == 4
