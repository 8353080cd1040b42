"""One thing's two names: what screens call it, and what official documents call it."""

from __future__ import annotations

from typing import NamedTuple

from language import gettext


class Term(NamedTuple):
    """`message` is the message id of the screens' words, `official` the Vietnamese of documents.

    Documents are always Vietnamese, so `official` is no message id. Where it repeats the screens' Vietnamese it still
    stands here, because the one follows the decree and the other the reader.
    """

    message: str
    official: str

    def screen(self) -> str:
        """What screens and pages show, in the current language."""
        return gettext(self.message)
