"""The minutes: one projection of a meeting's record, printed in every format an office needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes.chain import Journal
from minutes.edition import Edition
from minutes.export import OWN_FORM, Cancelled, own_form, sealed, write
from minutes.formats.catalogue import FORMATS
from minutes.missing import Gap, Missing, missing
from minutes.outline import outline
from minutes.seal import Seal

if TYPE_CHECKING:
    from meeting.state import State

__all__ = [
    "FORMATS",
    "OWN_FORM",
    "Cancelled",
    "Edition",
    "Gap",
    "Journal",
    "Missing",
    "Seal",
    "markdown",
    "missing",
    "outline",
    "own_form",
    "sealed",
    "write",
]


def markdown(state: State, seal: Seal) -> str:
    """The minutes as Markdown: what the secretary's preview shows and what is easiest to compare."""
    from minutes.formats.markdown import render

    return render(outline(state, seal))
