"""The registry's shape: an action has one row, and keys, footer, help, palette and docs are all made from it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from language import using
from meeting.text.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence


class Group(StrEnum):
    """Under which heading help and docs list an action; the value is the heading."""

    STAGE = N_("Projector")
    QUESTION = N_("Question")
    OUTCOME = N_("Outcome")
    FIND = N_("Find")
    MEETING = N_("Meeting")
    SCREEN = N_("Screen")


class Action(NamedTuple):
    """One thing a person can do on a screen.

    `id` is also the Textual action, with dots and dashes as underscores, unless `does` gives another. `keys` begin
    with the one shown. `label` and `tooltip` are English message ids, and so is `also`: other words people use for it,
    only to find it by. A destructive action asks before it acts. Only what is `shown` stands in the footer, as far as
    it has room.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    tooltip: str
    group: Group
    destructive: bool = False
    shown: bool = False
    does: str = ""
    also: str = ""

    @property
    def method(self) -> str:
        """The Textual action string."""
        return self.does or self.id.replace(".", "_").replace("-", "_")

    @property
    def key(self) -> str:
        """The key people read: footer, help and docs show this one."""
        return shown_key(self.keys[0]) if self.keys else ""


_SHOWN = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "backspace": "Backspace",
    "slash": "/",
    "question_mark": "?",
    "full_stop": ".",
    "comma": ",",
    "number_sign": "#",
    "plus": "+",
    "minus": "-",
    "colon": ":",
    "equals_sign": "=",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}


def shown_key(key: str) -> str:
    """A key as people read it: Ctrl+Q, Enter, ↑, a."""
    *modifiers, last = key.split("+")
    return "+".join([*(part.capitalize() for part in modifiers), _SHOWN.get(last, _last(last, modifiers))])


def _last(key: str, modifiers: list[str]) -> str:
    is_function_key = key.startswith("f") and key[1:].isdigit()
    return key.upper() if modifiers or is_function_key else key


def command_keys(actions: Iterable[Action], but: Container[str] = ()) -> frozenset[str]:
    """The keys of `actions`, without those whose ids are in `but`."""
    return frozenset(key for action in actions if action.id not in but for key in action.keys)


def bindings(actions: Iterable[Action]) -> list[Binding]:
    """Textual's bindings for `actions`; their descriptions are message ids, translated where they are shown."""
    return [
        Binding(",".join(action.keys), action.method, action.label, id=action.id, show=action.shown)
        for action in actions
        if action.keys
    ]


def doubled_keys(actions: Iterable[Action]) -> set[str]:
    """The keys that more than one action claims; a screen must have none."""
    seen: set[str] = set()
    doubled: set[str] = set()
    for action in actions:
        for key in action.keys:
            (doubled if key in seen else seen).add(key)
    return doubled


def grouped(actions: Iterable[Action]) -> Iterator[tuple[Group, list[Action]]]:
    """The actions by heading, headings in their order."""
    listed = list(actions)
    for group in Group:
        if members := [action for action in listed if action.group is group]:
            yield group, members


def _both_languages(text: str) -> str:
    names = []
    for code in ("vi", "en"):
        with using(code):
            names.append(_(text))
    return search_key(" ".join(names))


def find(actions: Iterable[Action], typed: str) -> list[Action]:
    """The actions whose name, in either language and without diacritics, has every word of `typed`."""
    words = search_key(typed).split()
    found = []
    for action in actions:
        name = _both_languages(action.label)
        also = _both_languages(action.also) if action.also else ""
        whole = f"{name} {also} {_both_languages(action.tooltip)}"
        if all(word in whole for word in words):
            found.append((0 if all(word in name for word in words) else 1, action))
    return [action for _rank, action in sorted(found, key=lambda pair: pair[0])]


def table(actions: Sequence[Action]) -> str:
    """The actions as Markdown tables by group, for docs."""
    parts = []
    for group, members in grouped(actions):
        rows = [f"| `{member.key}` | {_(member.label)} | {_(member.tooltip)} |" for member in members]
        parts.append("\n".join([f"### {_(group.value)}", "", "| | | |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"
