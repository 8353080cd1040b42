"""Sentences for people as data: the rules say which, an edge puts them into the reader's language.

A message id is the English sentence itself, as everywhere in the program; `deferred` marks it for the catalogues.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


def deferred(message: str) -> str:
    """`message`, marked as a sentence that is put into words elsewhere."""
    return message


class Number(NamedTuple):
    """A decimal number in ASCII, printed as the language writes it, with its unit."""

    text: str
    unit: str = ""


class Percent(NamedTuple):
    """A percentage, in tenths."""

    tenths: int


class Message(NamedTuple):
    """A sentence and what stands in its braces."""

    id: str
    params: Mapping[str, int | Number | Percent]
