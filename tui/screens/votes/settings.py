"""A setting of a form as a field of a dialog: numbers read back, official wordings picked by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from tui.screens.dialogs.asked import FormField
from wording.figures import read_back
from wording.votes import option_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from meeting.votes.kinds import Setting

BOUNDS = frozenset({"lower", "upper"})
"""The settings that are numbers in the form's own unit."""


def setting_field(setting: Setting) -> FormField:
    """A setting as a field of the dialog; of several wordings one is picked."""
    return FormField(
        setting.name,
        _(setting.label),
        setting.value,
        limit=setting.limit,
        long=setting.long,
        tick=setting.tick,
        choices=tuple((str(place), option_text(one)) for place, one in enumerate(setting.wordings, start=1)),
        read_back=_bound_read if setting.name in BOUNDS else None,
    )


def _bound_read(typed: str, values: Mapping[str, str]) -> str:
    """How a bound is read, with the unit and the decimals that stand in the form."""
    return read_back(typed, values["unit"], whole=values["decimals"].strip() in {"", "0"})
