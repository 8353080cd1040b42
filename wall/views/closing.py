"""The closing view: what became of everything the hall sent, in all and by area, in counts that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.dialogue.fairness import OUTCOMES_IN_ORDER, Fairness, QuestionCounts, fairness
from meeting.model.profile import Phase
from meeting.model.stage import View
from wall.slide import Role, Row, Slide, Topic, Words
from wording.questions import NO_OUTCOME, OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wall.scene import Scene

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

DIGEST_GROUP = 4
"""Characters of the digest that stand together, as the minutes print it."""


def topic(scene: Scene) -> Topic:
    """Received at the top, then each thing that became of the items, then the areas; what is zero is left out."""
    account = fairness(scene.state)
    slide = Slide(
        View.CLOSING,
        heading=_("What became of the questions"),
        notes=(_("Thank you for taking part."), *_digest(scene)),
    )
    if not account.total.received:
        return Topic(slide, (Words(_("No question has come in yet."), Role.TEXT),))
    return Topic(slide, (*_received(account.total), *_became(account), *_by_area(scene, account)))


def _digest(scene: Scene) -> Iterator[str]:
    """The closed record's digest, as the minutes print it, so that anybody may compare them."""
    if scene.state.meeting.phase is Phase.CLOSED and scene.digest:
        digest = scene.digest
        groups = " ".join(digest[at : at + DIGEST_GROUP] for at in range(0, len(digest), DIGEST_GROUP))
        said = _("Digest of the record:")
        yield f"{said} {groups}"


def _received(tally: QuestionCounts) -> Iterator[Row]:
    """What was sent; split questions also say how many separate matters they made."""
    yield Row(_("Received"), figure=str(tally.received), role=Role.STRONG)
    if tally.split:
        yield Row(_("Separate matters, after splitting"), figure=str(tally.items), role=Role.STRONG)


def _became(account: Fairness) -> Iterator[Row]:
    """What became of the separate matters; these rows add up to their number."""
    tally = account.total
    counts = [(OUTCOMES[outcome].screen(), getattr(tally, outcome.value)) for outcome in OUTCOMES_IN_ORDER]
    counts += [
        (_("Gathered under a like question"), tally.merged),
        (_("Handled by another procedure"), tally.routed_out),
        (NO_OUTCOME.screen(), tally.unanswered),
    ]
    return (Row(words, figure=str(count)) for words, count in counts if count)


def _by_area(scene: Scene, account: Fairness) -> Iterator[Row]:
    """Each area that has items: its name and their number, and below in few words what became of them."""
    for area, tally in account.by_area:
        if tally.items:
            parts = [_(words).format(count=count) for name, words in SHORT if (count := getattr(tally, name))]
            yield Row(scene.area_name(area), figure=str(tally.items), below="  ·  ".join(parts))
