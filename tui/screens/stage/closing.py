"""The closing view: what became of everything the hall sent, in all and by area, in counts that add up."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.dialogue.fairness import OUTCOMES_IN_ORDER, Fairness, QuestionCounts, fairness
from meeting.model.profile import Phase
from tui.screens.stage.page import BLANK, Line, Page, Span, more, paragraph, says, spaced
from tui.widgets.measure import cut
from wording.questions import NO_OUTCOME, OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.screens.stage.page import Item
    from tui.screens.stage.scene import Scene

ROOMY_HEIGHT = 24
"""On fewer rows the digest is left to the minutes."""

TURN_SECONDS = 15
"""How long the whole and the areas take turns where the screen has no room for both."""

SHORT = (
    ("answered", N_("answered {count}")),
    ("explained", N_("explained {count}")),
    ("promised", N_("promised {count}")),
    ("escalated", N_("escalated {count}")),
    ("dismissed", N_("not taken up {count}")),
    ("merged", N_("gathered {count}")),
    ("routed_out", N_("other procedure {count}")),
    ("unanswered", N_("not yet answered {count}")),
)
"""What became of an area's items, in few words: counts of `QuestionCounts` that add up to its items."""


class Count(NamedTuple):
    """A row of the account."""

    words: str
    number: int
    role: str = "text"


def page(scene: Scene) -> Page:
    """Received at the top, then each thing that became of the items; what is zero is left out."""
    account = fairness(scene.state)
    measure = scene.size.measure
    top = (BLANK, says(_("What became of the questions"), "title"), BLANK)
    thanks = paragraph(_("Thank you for taking part."), measure, "strong")
    bottom: tuple[Line, ...] = (*thanks, *_digest(scene, measure), BLANK)
    if not account.total.received:
        body = paragraph(_("No question has come in yet."), measure, "quiet")
        return Page(body=body, top=top, bottom=bottom, measure=measure)
    whole = [(_row(count),) for count in (*_received(account.total), *_became(account))]
    areas = _by_area(scene, account, measure)
    room = scene.size.height - len(top) - 1
    if len(whole) + sum(map(len, areas)) + 4 <= room - len(bottom):
        body = (*spaced(whole, 0), BLANK, says(_("By area"), "accent"), BLANK, *spaced(areas, 0), BLANK)
        return Page(body=body, top=top, bottom=bottom, measure=measure)
    is_turn_of_areas = int(scene.now.timestamp()) // TURN_SECONDS % 2 == 1
    shown = areas if is_turn_of_areas else whole
    if sum(map(len, shown)) > room - len(bottom):
        bottom = ()
    fit = shown if sum(map(len, shown)) <= room - len(bottom) else _fitting(shown, room - 1)
    rest = (more(len(shown) - len(fit)),) if len(fit) < len(shown) else ()
    body = (*spaced(fit, room - len(bottom) - len(rest)), *rest)
    return Page(body=body, top=top, bottom=bottom, measure=measure)


def _fitting(entries: Sequence[Item], room: int) -> list[Item]:
    """The first of `entries` that fit whole into `room` rows."""
    ends = accumulate(map(len, entries))
    return [entry for entry, end in zip(entries, ends, strict=True) if end <= room]


def _digest(scene: Scene, measure: int) -> tuple[Line, ...]:
    """The closed record's digest, as the minutes print it, so that anybody may compare them."""
    if scene.state.meeting.phase is not Phase.CLOSED or not scene.digest or scene.size.height < ROOMY_HEIGHT:
        return ()
    fours = " ".join(scene.digest[at : at + 4] for at in range(0, len(scene.digest), 4))
    return (
        BLANK,
        *paragraph(_("Digest of the record (SHA-256):"), measure, "quiet"),
        *paragraph(fours, measure, "quiet"),
    )


def _row(count: Count) -> Line:
    return Line((Span(count.words, count.role),), (Span(str(count.number), count.role),))


def _received(tally: QuestionCounts) -> list[Count]:
    """What was sent; split questions also say how many separate matters they made."""
    rows = [Count(_("Received"), tally.received, "strong")]
    if tally.split:
        rows.append(Count(_("Separate matters, after splitting"), tally.items, "strong"))
    return rows


def _became(account: Fairness) -> list[Count]:
    """What became of the separate matters; these rows add up to their number."""
    tally = account.total
    rows = [Count(OUTCOMES[outcome].screen(), getattr(tally, outcome.value)) for outcome in OUTCOMES_IN_ORDER]
    rows += [
        Count(_("Gathered under a like question"), tally.merged),
        Count(_("Handled by another procedure"), tally.routed_out),
        Count(NO_OUTCOME.screen(), tally.unanswered),
    ]
    return [row for row in rows if row.number]


def _by_area(scene: Scene, account: Fairness, measure: int) -> list[Item]:
    """Each area that has items: its name and their number, and below in few words what became of them."""
    entries: list[Item] = []
    for area, tally in account.by_area:
        if not tally.items:
            continue
        name = cut(scene.area_name(area), measure - 6)
        parts = [_(words).format(count=count) for field, words in SHORT if (count := getattr(tally, field))]
        first = Line((Span(name),), (Span(str(tally.items), "strong"),))
        entries.append((first, *paragraph("  ·  ".join(parts), measure, "quiet")))
    return entries
