"""The registry: an action is one row with its handler; keys, footer, help, palette and docs are made from it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from textual.binding import Binding

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from language import using
from meeting.text.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

S = TypeVar("S")
"""The screen whose actions they are."""

Handler = Callable[[S], Coroutine[Any, Any, None] | None]
"""Does an action on a screen. A coroutine runs beside the screen, and may wait for what a dialog asks."""

H = TypeVar("H", bound=Callable[..., Coroutine[Any, Any, None] | None])
"""A handler as it is written."""

Reason = Callable[[S], str | None]
"""Why an action does not apply to what stands on a screen now, in the screen's language; None where it does."""


class Group(StrEnum):
    """Under which heading help and docs list an action; the value is the heading."""

    STAGE = N_("Projector")
    QUESTION = N_("Question")
    OUTCOME = N_("Outcome")
    FIND = N_("Find")
    MEETING = N_("Meeting")
    SCREEN = N_("Screen")


class Action(NamedTuple, Generic[S]):
    """One thing a person can do on a screen, and the handler that does it.

    `keys` begin with the one people read. `label` and `tooltip` are English message ids, and so is `also`: other words
    people use for it, only to find it by. `footer` is its place there, the lowest first, 0 for none. A destructive
    action asks before it acts; one that `repeats` may be done by holding its key. `unavailable` gives the reason why it
    does not apply now: the person reads that instead, so that no key is silent. An action that is not `listed` is told
    of by the row of another.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    tooltip: str
    group: Group
    handler: Handler[S]
    footer: int = 0
    destructive: bool = False
    repeats: bool = False
    unavailable: Reason[S] | None = None
    also: str = ""
    listed: bool = True

    @property
    def method(self) -> str:
        """The Textual action string, which every screen of ours understands."""
        return f"do('{self.id}')"

    @property
    def key(self) -> str:
        """The key people read: footer, help and docs show this one."""
        return shown_key(self.keys[0]) if self.keys else ""


class Actions(list[Action[S]]):
    """A table that grows by decorating handlers: each row stands above the function that does it."""

    def __init__(self, group: Group, *, unavailable: Reason[S] | None = None) -> None:
        """`group` and `unavailable` are those of every row which names no others."""
        super().__init__()
        self._group = group
        self._unavailable = unavailable

    def add(
        self,
        id: str,  # noqa: A002  what the rest of the program calls it
        keys: str,
        label: str,
        tooltip: str = "",
        *,
        group: Group | None = None,
        **more: Any,
    ) -> Callable[[H], H]:
        """Add a row whose handler is the function below. `keys` are parted by spaces; `more` are an Action's fields."""

        def added(handler: H) -> H:
            fields = {"unavailable": self._unavailable, **more}
            row = Action(id, tuple(keys.split()), label, tooltip, group or self._group, handler, **fields)
            self.append(row)
            return handler

        return added


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
    "apostrophe": "'",
    "slash": "/",
    "question_mark": "?",
    "full_stop": ".",
    "comma": ",",
    "asterisk": "*",
    "semicolon": ";",
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


def command_keys(actions: Iterable[Action[Any]]) -> frozenset[str]:
    """The keys of `actions` that may not be held down."""
    return frozenset(key for action in actions if not action.repeats for key in action.keys)


def bindings(actions: Iterable[Action[Any]], *, either_case: bool = False) -> list[Binding]:
    """Textual's bindings for `actions`. A key with Ctrl acts before the text field that has the keyboard.

    With `either_case` a letter acts whether Shift or Caps Lock is on or not, unless the other case has a row.
    """
    actions = list(actions)
    claimed = {key for action in actions for key in action.keys}
    return [
        Binding(
            ",".join([*action.keys, *(_other_cases(action.keys, claimed) if either_case else ())]),
            action.method,
            action.label,
            id=action.id,
            show=False,
            priority=action.keys[0].startswith("ctrl+"),
        )
        for action in actions
        if action.keys
    ]


def _other_cases(keys: Iterable[str], claimed: set[str]) -> Iterator[str]:
    for key in keys:
        if len(key) == 1 and key.isalpha() and key.swapcase() not in claimed:
            yield key.swapcase()


def footer(actions: Iterable[Action[Any]]) -> list[Action[Any]]:
    """What the footer shows of `actions`, in its order."""
    return sorted((action for action in actions if action.footer), key=lambda action: action.footer)


def doubled_keys(actions: Iterable[Action[Any]]) -> set[str]:
    """The keys that more than one action claims; a screen must have none."""
    seen: set[str] = set()
    doubled: set[str] = set()
    for action in actions:
        for key in action.keys:
            (doubled if key in seen else seen).add(key)
    return doubled


def grouped(actions: Iterable[Action[S]]) -> Iterator[tuple[Group, list[Action[S]]]]:
    """The actions by heading, headings in their order."""
    listed = [action for action in actions if action.listed]
    for group in Group:
        if members := [action for action in listed if action.group is group]:
            yield group, members


def _both_languages(text: str) -> str:
    names = []
    for code in ("vi", "en"):
        with using(code):
            names.append(_(text))
    return search_key(" ".join(names))


def find(actions: Iterable[Action[S]], typed: str) -> list[Action[S]]:
    """The actions whose name, in either language and without diacritics, has every word of `typed`."""
    words = search_key(typed).split()
    found = []
    for action in actions:
        if not action.listed:
            continue
        name = _both_languages(action.label)
        also = _both_languages(action.also) if action.also else ""
        whole = f"{name} {also} {_both_languages(action.tooltip) if action.tooltip else ''}"
        if all(word in whole for word in words):
            found.append((0 if all(word in name for word in words) else 1, action))
    return [action for _rank, action in sorted(found, key=lambda pair: pair[0])]


def table(actions: Sequence[Action[S]], *, headings: bool = True) -> str:
    """The actions as Markdown tables by group, for docs."""
    parts = []
    for group, members in grouped(actions):
        rows = [f"| `{member.key}` | {_(member.label)} | {_tooltip(member)} |" for member in members]
        head = [f"### {_(group.value)}", ""] if headings else []
        parts.append("\n".join([*head, "| | | |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _tooltip(action: Action[Any]) -> str:
    return _(action.tooltip) if action.tooltip else ""
