"""`doithoai sign`: an exported PDF signed with the agency's own certificate."""

from __future__ import annotations

from pathlib import Path

import click

from doithoai.options import data_option, language_option
from doithoai.translated_help import TranslatedCommand
from language import gettext as _

SIGNED = "da-ky"


@click.command(cls=TranslatedCommand)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--key", type=click.Path(dir_okay=False, path_type=Path), help="A PKCS#12 file (.p12, .pfx).")
@click.option(
    "--token",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The PKCS#11 library of a USB token or HSM.",
)
@click.option("--token-label", default="", help="Which token, where several are plugged in.")
@click.option("--certificate", default="", help="The label of the certificate on the token.")
@click.option("--reason", default="", help="Why it is signed, for the file.")
@data_option
@language_option
def sign(
    *, file: Path, key: Path | None, token: Path | None, token_label: str, certificate: str, reason: str
) -> None:
    """Sign the PDF in FILE and write it beside it.

    By the certificate in a PKCS#12 file (--key) or on a token (--token with --certificate). The password or PIN is
    asked and kept nowhere. The file that was there stays as it is. `doithoai verify` names who signed. Needs the extra
    doithoai[sign].
    """
    from minutes import signing, writing

    signing.require()
    if (key is None) == (token is None) or (token is not None and not certificate):
        raise click.UsageError(_("Name one key: --key FILE, or --token LIBRARY with --certificate LABEL."))
    chosen = key if key is not None else signing.Token(token, certificate, token_label)  # type: ignore[arg-type]
    password = click.prompt(_("Password or PIN"), hide_input=True, default="", show_default=False, err=True)
    content = signing.sign(file, chosen, password, reason=reason)
    click.echo(writing.put(file.parent, f"{file.stem}-{SIGNED}", file.suffix, content))
