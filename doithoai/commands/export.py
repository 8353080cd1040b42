"""`doithoai export`: the minutes and everything beside them, at any moment, also while the meeting runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doithoai.options import (
    LateChoice,
    data_folder,
    data_option,
    find_meeting,
    language_option,
    meeting_argument,
)
from doithoai.translated_help import TranslatedCommand
from language import gettext as _
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from minutes.layout import Layout

ALL = "all"


def _names() -> list[str]:
    from minutes import FORMATS

    return [*FORMATS, ALL]


def _annexes() -> list[str]:
    from minutes.layout import NO_ANNEX, AnnexKind

    return [*(kind.value for kind in AnnexKind), NO_ANNEX]


def _groupings() -> list[str]:
    from minutes.layout import Grouping

    return [one.value for one in Grouping]


@click.command(cls=TranslatedCommand)
@meeting_argument
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=LateChoice(_names),
    help="What to write, as often as wanted (default: docx and pdf).",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to (default: the meeting's folder).",
)
@click.option(
    "--annex",
    "annexes",
    multiple=True,
    type=LateChoice(_annexes),
    help="Which annexes the minutes carry, as often as wanted (default: recommendations and votes).",
)
@click.option(
    "--group-by",
    "grouping",
    type=LateChoice(_groupings),
    help="What the dialogue is ordered by (default: area).",
)
@click.option("--without-names", is_flag=True, help="Leave out the names that askers offered.")
@click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The agency's own .docx form (default: bien-ban.docx in the data folder, if it is there).",
)
@data_option
@language_option
def export(
    *,
    meeting: str,
    formats: tuple[str, ...],
    out: Path | None,
    annexes: tuple[str, ...],
    grouping: str | None,
    without_names: bool,
    template: Path | None,
) -> None:
    """Write the minutes of MEETING.

    Prints the names of the files. An open meeting's are marked DỰ THẢO with the time. Of a record that was altered
    what is valid is written, and what is not is said. A broken form of the agency's own is named and the built-in
    form used in its place. A file that somebody changed is never replaced: the new one takes another name.
    """
    import minutes
    from meeting.state import State
    from store import Follower, message, read_chain, verify

    entry = find_meeting(meeting)
    checked = verify(entry.record)
    if (
        not checked.ok and checked.reason != "unfinished"
    ):  # a crash's end is mended when the meeting is next served
        click.echo(message(checked), err=True)
    follower = Follower.open(entry.record)
    state = State.load(follower.db.documents())
    wanted = minutes.FORMATS if ALL in formats else formats or ("docx", "pdf")
    written = minutes.write(
        state,
        out or entry.exports,
        dict.fromkeys(wanted),
        digest=follower.digest,
        n=follower.n,
        at=datetime.now().astimezone(),
        names=not without_names,
        layout=_layout(annexes, grouping),
        journal=minutes.Journal(*read_chain(entry.record, follower.n)) if "json" in wanted else None,
        template=template or minutes.own_form(data_folder()),
        refused=_say,
        progress=_progress,
        changed=_changed,
    )
    for path in written:
        click.echo(path)


def _layout(annexes: tuple[str, ...], grouping: str | None) -> Layout:
    from minutes.layout import NO_ANNEX, AnnexKind, Grouping, Layout

    layout = Layout()
    if annexes:
        layout = layout._replace(annexes=frozenset(AnnexKind(name) for name in annexes if name != NO_ANNEX))
    return layout._replace(grouping=Grouping(grouping)) if grouping else layout


def _changed(kept: Path, new: Path) -> None:
    click.echo(
        _("{kept} was changed by hand and stays as it is; the new one is {new}.").format(
            kept=kept.name, new=new.name
        ),
        err=True,
    )


def _say(refusal: Refusal) -> None:
    from wording.refusals import sentence

    click.echo(sentence(refusal.code, refusal.params), err=True)


def _progress(done: int, total: int, name: str) -> None:
    from minutes import FORMATS

    if name:
        click.echo(
            _("Writing {name} ({number} of {total}) …").format(
                name=_(FORMATS[name].title), number=done + 1, total=total
            ),
            err=True,
        )
