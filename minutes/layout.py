"""What a clerk chooses of a document's make-up: which annexes, where the dialogue stands, how it is grouped."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows


class AnnexKind(StrEnum):
    """The annexes that minutes may carry, in their order."""

    RECOMMENDATIONS = "recommendations"
    DIALOGUE = "dialogue"
    QUESTIONS = "questions"
    VOTES = "votes"
    PLEDGES = "pledges"


NO_ANNEX = "none"
"""On the command line: no annex at all."""

ANNEXES = {
    AnnexKind.RECOMMENDATIONS: N_("recommendations beyond authority"),
    AnnexKind.DIALOGUE: N_("the dialogue, in place of the body"),
    AnnexKind.QUESTIONS: N_("a table of every question"),
    AnnexKind.VOTES: N_("results of polls and surveys"),
    AnnexKind.PLEDGES: N_("the pledges as signed"),
}
"""What each is called in menus."""


class Grouping(StrEnum):
    """What the dialogue is ordered by."""

    AREA = "area"
    NUMBER = "number"
    UNIT = "unit"


GROUPINGS = {
    Grouping.AREA: N_("by area"),
    Grouping.NUMBER: N_("by number"),
    Grouping.UNIT: N_("by the asker's unit"),
}


class Layout(NamedTuple):
    """The choices. The default is short enough to sign: every question stands once, in the body.

    The table of every question repeats the dialogue, and the pledges are a document of their own.
    """

    annexes: frozenset[AnnexKind] = frozenset({AnnexKind.RECOMMENDATIONS, AnnexKind.VOTES})
    grouping: Grouping = Grouping.AREA

    @property
    def has_dialogue_in_body(self) -> bool:
        """Whether questions and answers stand in the body, and not in an annex."""
        return AnnexKind.DIALOGUE not in self.annexes


DEFAULT = Layout()
