"""What a change made by hand in a document is about, in words."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext

ABOUT = {
    "answer": N_("Answer to question {number}"),
    "question": N_("Wording of question {number}"),
    "conclusion": N_("Conclusion {number}"),
    "agenda": N_("Contents of part {number} of the agenda"),
    "reply": N_("Written reply, entry {number} of the register"),
    "profile:title": N_("Title of the meeting"),
    "profile:place": N_("Place"),
    "profile:purpose": N_("Purpose"),
    "profile:chair": N_("Chair"),
    "profile:co_chairs": N_("Co-chairs"),
    "profile:secretary": N_("Secretary"),
    "signed:chair": N_("Chair's name under the signature"),
    "signed:secretary": N_("Secretary's name under the signature"),
}
"""By a source (`minutes.corrections`): its whole, or what stands before its colon."""


def about(source: str) -> str:
    """What of the record a source is, in the current language."""
    kind, _colon, number = source.partition(":")
    message = ABOUT.get(source) or ABOUT.get(kind, "")
    return gettext(message).format(number=number.replace(",", ", ")) if message else source
