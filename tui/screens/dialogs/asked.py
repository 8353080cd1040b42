"""What a dialog is given to ask: the fields of a form, the choices of a list. Light to import, unlike the dialogs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, NamedTuple, TypeVar

from meeting import limits

T = TypeVar("T")


class FormField(NamedTuple):
    """One field: its name for the program, its label, what stands in it, and how large it is.

    A `tick` is yes or no: its value is "1" or empty. One with `choices`, values with what they are called, takes one of
    them and nothing else. `pasted` says what a paste into a long one becomes before it is cleaned. `read_back` says
    what is understood of a text while it is typed, given what stands in all fields.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    limit: int = limits.LINE_GRAPHEMES
    long: bool = False
    tick: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    pasted: Callable[[str], str] | None = None
    read_back: Callable[[str, Mapping[str, str]], str] | None = None


class Choice(NamedTuple, Generic[T]):
    """Something to choose: its value, what it is called, and the key that takes it (the next free one if empty)."""

    value: T
    label: str
    key: str = ""
