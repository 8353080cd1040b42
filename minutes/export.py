"""Exporting a meeting: the chosen formats of one record, written one after another, with progress and a way to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.model.profile import Phase
from meeting.moment import rounded_down
from meeting.refusal import Refusal
from minutes import ledger, writing
from minutes.edition import Document, Edition
from minutes.formats.catalogue import FORMATS, Format
from minutes.formats.child import StoppedError
from minutes.layout import DEFAULT
from minutes.printing import foreseen
from minutes.seal import Seal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from meeting.state import State
    from minutes.chain import Journal
    from minutes.layout import Layout


SHORT_NAME = 32
"""Most characters of a file's name that tell the meeting: with what it is in front, a file window shows all of it."""

OWN_FORM = "bien-ban.docx"
"""An agency's own form is used if it stands under this name in the folder that holds the meetings."""


def own_form(data: Path) -> Path | None:
    """The agency's own form in the folder `data` of all meetings; None where there is none."""
    form = data / OWN_FORM
    return form if form.exists() else None


class Cancelled(Exception):  # noqa: N818  stopping is what the person asked for, not an error
    """The export was stopped; `written` are the files that were already whole."""

    def __init__(self, written: list[Path]) -> None:
        super().__init__("export cancelled")
        self.written = written


def sealed(state: State, digest: str, n: int, at: datetime) -> Seal:
    """The seal of a record as it stands: unless the meeting is closed a draft of `at`, which is told as roughly as the
    record tells times, for a draft shows what had come by then.
    """
    return Seal(digest, n, None if state.meeting.phase is Phase.CLOSED else rounded_down(at))


def write(
    state: State,
    folder: Path,
    formats: Iterable[str],
    *,
    digest: str,
    n: int,
    at: datetime,
    names: bool = True,
    layout: Layout = DEFAULT,
    journal: Journal | None = None,
    template: Path | None = None,
    refused: Callable[[Refusal], None] | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    changed: Callable[[Path, Path], None] | None = None,
) -> list[Path]:
    """Write the documents of `state` into `folder` and return their paths.

    `digest` and `n` are the record's last commit. `at` is the laptop's time, printed on drafts only, so that a closed
    meeting gives the same bytes for ever. `names` off leaves out the names askers offered, `layout` is what the clerk
    chose of annexes and order. `journal` is the record's
    own up to commit `n`, so that a JSON bundle can be verified. `template` is the agency's own .docx; one that cannot
    be used is told to `refused`, and the built-in form is used. `progress` gets (formats done, formats in all, name of
    the one at hand); `cancelled` is asked before each file. A file that somebody changed stays, and `changed` gets it
    with the new one written beside it. Raises Cancelled, or Refusal ``unknown-format``,
    ``no-space`` or ``not-writable``.
    """
    chosen = [(name, _format(name)) for name in formats]
    edition = Edition(
        state,
        sealed(state, digest, n, at),
        names=names,
        layout=layout,
        journal=journal,
        template=template,
        refused=refused,
        cancelled=cancelled,
    )
    origin = ledger.origin(n, layout, names=names)
    whose = short_name(state.meeting.id or state.meeting.title)
    for refusal in foreseen(template, dict(chosen)):
        edition.refuse_template(refusal)
    written: list[Path] = []
    for done, (name, format_) in enumerate(chosen):
        if progress:
            progress(done, len(chosen), name)
        _stop_if(cancelled, written)
        for document in _documents(format_, edition, written):
            _stop_if(cancelled, written)
            kept: list[Path] = []
            path = writing.put(
                folder,
                f"{document.part}-{whose}",
                document.suffix,
                document.content,
                origin=origin,
                changed=kept.append,
            )
            written.append(path)
            if changed is not None:
                for other in kept:
                    changed(other, path)
    if progress:
        progress(len(chosen), len(chosen), "")
    return written


def short_name(words: str) -> str:
    """Which meeting it is, behind what the file is: the date that ids begin with, and the first words of the title."""
    name = writing.safe_name(words)
    if len(name) <= SHORT_NAME:
        return name
    whole_words, _dash, _rest = name[: SHORT_NAME + 1].rpartition("-")
    return whole_words or name[:SHORT_NAME]


def _documents(format_: Format, edition: Edition, written: list[Path]) -> list[Document]:
    """The files of a format. Raises Cancelled."""
    try:
        return format_.documents(edition)
    except StoppedError:
        raise Cancelled(written) from None


def _stop_if(cancelled: Callable[[], bool] | None, written: list[Path]) -> None:
    if cancelled is not None and cancelled():
        raise Cancelled(written)


def _format(name: str) -> Format:
    try:
        return FORMATS[name]
    except KeyError:
        raise Refusal("unknown-format", given=name, known=", ".join(FORMATS)) from None
