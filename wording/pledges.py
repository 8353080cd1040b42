"""Pledges in words: levels, results and signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from meeting.model.pledge import Direction, SignatureStatus
from meeting.pledges.achievement import Reached
from wording import figures
from wording.term import Term

if TYPE_CHECKING:
    from meeting.model.pledge import Target

AT_MOST = Term(N_("at most {level}"), "không quá {level}")

REACHED = {
    Reached.NOT_MET: "Chưa đạt",
    Reached.MET: "Đạt",
    Reached.EXCEEDED: "Vượt",
    Reached.NO_LEVEL: "",
}
"""How a result stands to its level, in documents."""

SIGNATURES = {
    SignatureStatus.AWAITED: "Chưa ký",
    SignatureStatus.OFFERED: "Chờ xác nhận",
    SignatureStatus.SIGNED: "Đã ký",
}
"""Where a signature stands, in documents."""


def level(target: Target, given: str) -> str:
    """A level with its unit, and in words where it is one not to go above; empty where there is none."""
    return _level(target, given, AT_MOST.screen())


def official_level(target: Target, given: str) -> str:
    """The same as documents print it: không quá 5 hồ sơ; 95%."""
    return _level(target, given, AT_MOST.official)


def _level(target: Target, given: str, at_most: str) -> str:
    figure = figures.measured(given, target.unit)
    return at_most.format(level=figure) if figure and target.direction is Direction.LOWER else figure
