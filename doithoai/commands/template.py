"""`doithoai template`: a form to begin from, for documents in the agency's own layout."""

from __future__ import annotations

import click

from doithoai.options import LateChoice, data_folder, data_option, language_option
from doithoai.translated_help import TranslatedCommand
from language import gettext as _


def _names() -> list[str]:
    from minutes.gallery import GALLERY

    return [*GALLERY]


@click.command(cls=TranslatedCommand)
@click.argument("name", type=LateChoice(_names), required=False)
@data_option
@language_option
def template(*, name: str | None) -> None:
    """Copy the form NAME into the data folder, to be changed in Word.

    so: a department. xa: a commune. doanh-nghiep: an enterprise. Documents follow it from then on. A form that is there
    already is left alone, and the copy takes another name. Without NAME: the forms there are.
    """
    from minutes import OWN_FORM, writing
    from minutes.gallery import GALLERY, gallery_file

    if name is None:
        for each, about in GALLERY.items():
            click.echo(f"{each}: {_(about)}")
        return
    own = data_folder() / OWN_FORM
    stem = own.stem if not own.exists() else f"{own.stem}-{name}"
    path = writing.put(data_folder(), stem, own.suffix, gallery_file(name).read_bytes())
    click.echo(path)
    if path != own:
        click.echo(
            _("{form} was left as it is. To use the new one, give it that name.").format(form=own), err=True
        )
