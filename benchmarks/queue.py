"""How fast a queue of 10,000 questions is filtered, searched without diacritics and sorted, at the desk and on phones.

`python -m benchmarks.queue [--questions N]` writes benchmarks/results/queue.json. A list is made anew on every key
typed into a search field, so each must leave most of the 50 ms between key and paint to the painting.
"""

from __future__ import annotations

import argparse
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.outcome import report
from benchmarks.triage import questions
from meeting.areas import REFORM_AREAS
from meeting.changes import put
from meeting.dialogue.queue import ALIVE, EVERYTHING, Filter, Order, counts_by_progress, select
from meeting.model.profile import Meeting, Person, Phase
from meeting.model.question import Channel, ModerationStatus, Outcome, Question, VoteCount
from meeting.state import ONLY, State
from server.public.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS = 10_000
RUNS = 60
SEARCHES = (
    "may in",
    "máy in",
    "Công tác phí",
    "cong tac phi",
    "báo cáo",
    "bao cao",
    "hoà",
    "hòa giải",
    "#4711",
    "đội 3",
)
BUDGETS = {
    "filter by standing and area, p95 ms": 8.0,
    "search, every letter typed anew, p95 ms": 30.0,
    "first search of a meeting, ms": 150.0,
    "sort by support, p95 ms": 15.0,
    "counts by standing, p95 ms": 8.0,
    "a page of the phones' list, p95 ms": 15.0,
    "a page of the phones' search, p95 ms": 25.0,
}


def meeting(count: int) -> State:
    """A meeting with so many questions: most waiting, some decided, hidden or not yet let in, all with support."""
    chance = Random(11)
    person = Person("Chủ trì")
    state = State()
    profile = Meeting("m", "Đối thoại", "Cơ quan", "", "", person, person, "2024-04-17", phase=Phase.OPEN)
    state.apply([put("meetings", ONLY, profile)])
    standings = (
        *[ModerationStatus.LISTED] * 7,
        ModerationStatus.RECEIVED,
        ModerationStatus.RECEIVED,
        ModerationStatus.HIDDEN,
    )
    for number, text in enumerate(questions(count), start=1):
        standing = chance.choice(standings)
        question = Question(
            number,
            text,
            "2024-04-17T09:05:00+07:00",
            chance.choice((Channel.PHONE, Channel.PHONE, Channel.PAPER)),
            area=chance.choice(REFORM_AREAS).id,
            unit=f"Đội {chance.randrange(1, 9)}" if number % 3 == 0 else "",
            standing=standing,
            outcome=Outcome.ANSWERED if standing is ModerationStatus.LISTED and number % 5 == 0 else None,
        )
        state.apply(
            [put("questions", number, question), put("votes", number, VoteCount(chance.randrange(200)))]
        )
    return state


def figures_of(spent: list[float]) -> dict[str, float]:
    """Median, 95th percentile and worst, in milliseconds."""
    found = {"median": median(spent), "p95": quantiles(spent, n=20)[-1], "worst": max(spent)}
    return {name: round(value, 2) for name, value in found.items()}


def timed(work: Callable[[], object]) -> dict[str, float]:
    """One call, made many times."""
    spent = []
    for _ in range(RUNS):
        start = perf_counter()
        work()
        spent.append((perf_counter() - start) * 1000)
    return figures_of(spent)


def searched(find: Callable[[str], object]) -> dict[str, float]:
    """As `timed`, over every beginning of every search: what a person types letter by letter."""
    spent = []
    for words in SEARCHES:
        for end in range(1, len(words) + 1):
            start = perf_counter()
            find(words[:end])
            spent.append((perf_counter() - start) * 1000)
    return figures_of(spent)


def main() -> int:
    """Measure, write the results, and say whether the budgets are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    count = parser.parse_args().questions
    state = meeting(count)
    start = perf_counter()
    found = select(state, Filter(EVERYTHING, search="may in"))
    first = round((perf_counter() - start) * 1000, 2)
    area = frozenset({REFORM_AREAS[1].id})

    def page(sort: str, query: str) -> object:
        return Listing(state).page(1, sort=sort, query=query)  # as the first after a commit

    page("votes", "may in")
    figures: dict[str, Any] = {
        "questions": count,
        "found by the first search": len(found),
        "first_search_ms": first,
        "filter_ms": timed(lambda: select(state, Filter(ALIVE, areas=area))),
        "search_ms": searched(lambda words: select(state, Filter(EVERYTHING, search=words))),
        "sort_ms": timed(lambda: select(state, Filter(), Order.VOTES)),
        "counts_ms": timed(lambda: counts_by_progress(state)),
        "phone_list_ms": timed(lambda: page("votes", "")),
        "phone_search_ms": searched(lambda words: page("votes", words)),
    }
    return report(
        "queue",
        BUDGETS,
        {
            "filter by standing and area, p95 ms": figures["filter_ms"]["p95"],
            "search, every letter typed anew, p95 ms": figures["search_ms"]["p95"],
            "first search of a meeting, ms": first,
            "sort by support, p95 ms": figures["sort_ms"]["p95"],
            "counts by standing, p95 ms": figures["counts_ms"]["p95"],
            "a page of the phones' list, p95 ms": figures["phone_list_ms"]["p95"],
            "a page of the phones' search, p95 ms": figures["phone_search_ms"]["p95"],
        },
        figures,
    )


if __name__ == "__main__":
    raise SystemExit(main())
