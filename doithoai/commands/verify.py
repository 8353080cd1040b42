"""`doithoai verify`: check a record or an exported bundle, offline."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from doithoai.options import data_option, find_meeting, language_option
from doithoai.refusals import REFUSED
from doithoai.translated_help import TranslatedCommand
from language import gettext as _


@click.command(cls=TranslatedCommand)
@click.argument("meeting")
@click.option("--against", help="Another copy of the same record: say where the two part.")
@data_option
@language_option
def verify(meeting: str, against: str | None) -> None:
    """Check every commit of MEETING and print its digest.

    MEETING is a meeting on this laptop, a record's folder, a backup (.zip), an exported JSON bundle, or a signed PDF,
    whose signers are named. The digest must equal the one printed in the minutes. Where something was altered, the
    first wrong commit is named and the status is 1; with --against also where the two copies differ, and from which
    commit on.
    """
    from doithoai.proving import SUFFIX, Proof, prove
    from store import message
    from store import verify as check

    place = _place(meeting)
    if place.suffix.lower() == ".pdf":
        if not _signers(place):
            sys.exit(REFUSED)
        return
    checked = prove(place) if place.suffix == SUFFIX else check(place)
    click.echo(checked.message if isinstance(checked, Proof) else message(checked))
    differ = against is not None and _differ(place, _place(against))
    if differ or not checked.ok:
        sys.exit(REFUSED)


def _signers(pdf: Path) -> bool:
    """Print who signed a PDF; True if there are signatures and all hold."""
    from minutes import signing

    found = signing.signatures(pdf)
    if not found:
        click.echo(_("This PDF is not signed."))
    for one in found:
        words = (
            _("Signed by {signer} at {at}; the certificate is from {issuer}. Nothing was changed since.")
            if one.is_intact and one.is_whole
            else _(
                "The signature of {signer} ({at}, certificate from {issuer}) does not hold: the file was changed."
            )
        )
        click.echo(words.format(signer=one.signer, at=one.signed_at, issuer=one.issuer))
    if found:
        click.echo(
            _("Whether that issuer may be trusted is not checked here: ask whoever issued the certificate.")
        )
    return bool(found) and all(one.is_intact and one.is_whole for one in found)


def _place(text: str) -> Path:
    """What a person means: a path that is there, else a meeting on this laptop. Raises Refusal."""
    # Path.exists would raise for a name too long to be one.
    return Path(text) if text and os.path.exists(text) else find_meeting(text).record  # noqa: PTH110


def _differ(one: Path, other: Path) -> bool:
    """Print how two copies stand to each other; True unless they hold the same commits."""
    from doithoai.proving import SUFFIX, parted
    from store import compare, message

    if SUFFIX in {one.suffix, other.suffix}:
        differ, verdict = parted(one, other)
        click.echo(verdict)
        return differ
    compared = compare(one, other)
    click.echo(message(compared) if compared is not None else _("These are not two copies of one record."))
    return compared is None or bool(compared.only_one or compared.only_other)
