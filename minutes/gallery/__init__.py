"""Three forms to begin from, as Word files; `python -m tools.form_gallery` makes them."""

from __future__ import annotations

from pathlib import Path

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows

GALLERY = {
    "so": N_("a department: the minutes in the decree's own form, body as the program writes it"),
    "xa": N_("a commune: questions by area in a table, with answers and who is to act"),
    "doanh-nghiep": N_("an enterprise: short, with a letterhead of its own and a table of what is owed"),
}
"""Each by the name it is copied by, and what it is (a message id)."""


def gallery_file(name: str) -> Path:
    """Where a form of the gallery is. Raises KeyError for another name."""
    if name not in GALLERY:
        raise KeyError(name)
    return Path(__file__).with_name(f"{name}.docx")
