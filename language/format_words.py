"""What people call the documents that can be written, by the names of the formats (`minutes.FORMATS`)."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext

NAMES = {
    "docx": N_("the minutes (Word)"),
    "pdf": N_("the minutes (PDF)"),
    "xlsx": N_("the figures (Excel)"),
    "annex": N_("the list of recommendations (Word)"),
    "pledge": N_("the pledges (Word, PDF)"),
    "csv": N_("the tables (CSV)"),
    "json": N_("the whole record (JSON)"),
    "markdown": N_("the minutes as plain text (Markdown)"),
    "text": N_("the message for a chat group"),
}


def format_name(name: str) -> str:
    """The document in the current language."""
    return gettext(NAMES[name])
