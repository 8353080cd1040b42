"""How the command line says no: one sentence on standard error, and a status."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from language.refusals import sentence
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

REFUSED = 1
"""The status of a command that the rules, the record or the disk refused."""


@contextmanager
def spoken_refusals() -> Iterator[None]:
    """Turn a refusal into its sentence and status 1."""
    try:
        yield
    except Refusal as refusal:
        click.echo(sentence(refusal.code, refusal.facts), err=True)
        sys.exit(REFUSED)
    except Exception as error:
        # The store is loaded only by commands that use it; its refusals carry their own sentence.
        from store import StoreRefusal

        if not isinstance(error, StoreRefusal):
            raise
        click.echo(str(error), err=True)
        sys.exit(REFUSED)
