"""What this terminal lacks, said before anything is drawn on it."""

from __future__ import annotations

import codecs
import os
import sys

from language import gettext as _


def _speaks_utf8() -> bool:
    encoding = getattr(sys.__stdout__, "encoding", None) or "ascii"
    return codecs.lookup(encoding).name == "utf-8"


def missing() -> str:
    """A sentence for the person if no screen can be shown here; empty if one can."""
    if sys.__stdin__ is None or sys.__stdout__ is None or sys.__stderr__ is None:
        return _("There is no terminal to draw on.")
    if not (sys.__stdin__.isatty() and sys.__stderr__.isatty()):
        return _("This screen needs a terminal of its own: start it in a window, without a pipe.")
    if os.environ.get("TERM", "") in {"dumb", "unknown"}:
        return _(
            "This terminal (TERM=dumb) cannot place text. Use an ordinary window, or “doithoai host --plain”."
        )
    if not _speaks_utf8():
        return _(
            "This window cannot show Vietnamese letters. Use Windows Terminal, or set PYTHONUTF8=1 and try again."
        )
    return ""
