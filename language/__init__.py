"""The product's sentences in two languages: gettext catalogues, one file a room, chosen per context.

Sentences stand in the code in English as gettext message ids; `language/vi/LC_MESSAGES/<room>.po` holds the
Vietnamese. A screen sets its language once with `use`; the server sets it for each request.
"""

from __future__ import annotations

import gettext as _gettext
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("vi", "en")
"""Vietnamese first: the default."""

OFFICIAL = "vi"
"""The language of every official document, whatever its reader speaks."""

_current: ContextVar[str | None] = ContextVar("language", default=None)
_everywhere = LANGUAGES[0]


class _Later(_gettext.NullTranslations):
    """The catalogues of some rooms, each read when the ones before it lack a message: a screen needs few of them."""

    def __init__(self, paths: list[Path]) -> None:
        super().__init__()
        self._paths = paths

    @cached_property
    def _read(self) -> _gettext.NullTranslations:
        if not self._paths:
            return _gettext.NullTranslations()
        first, *rest = self._paths
        with first.open("rb") as opened:
            room = _gettext.GNUTranslations(opened)
        room.add_fallback(_Later(rest))
        return room

    def gettext(self, message: str) -> str:
        return self._read.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._read.ngettext(msgid1, msgid2, n)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    folder = Path(__file__).parent / language / "LC_MESSAGES"
    return _Later(sorted(folder.glob("*.mo"), reverse=True))


def use(language: str) -> None:
    """Make `language` ("vi" or "en") the current one for this context. Raises ValueError for any other."""
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for language {language!r}")
    _current.set(language)


def use_everywhere(language: str) -> None:
    """Make `language` the one of every context that has not chosen one, this context included.

    For a screen whose parts each run in a context of their own. Raises ValueError for an unknown language.
    """
    global _everywhere
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for language {language!r}")
    _everywhere = language
    _current.set(None)


def current() -> str:
    """The language in use in this context."""
    return _current.get() or _everywhere


@contextmanager
def using(language: str) -> Iterator[None]:
    """Use `language` inside a with-block, then go back."""
    before = _current.get()
    use(language)
    try:
        yield
    finally:
        _current.set(before)


def gettext(message: str) -> str:
    """`message` in the current language; the message itself where no catalogue has it."""
    return _catalogue(current()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form for `count`, in the current language."""
    return _catalogue(current()).ngettext(one, many, count)


def deferred(message: str) -> str:
    """Mark `message` for extraction now; it is translated where it is shown."""
    return message
