"""Talking line by line: what is said, and what is asked, on any terminal, pipe or screen reader."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from language import gettext as _
from meeting.refusal import Refusal
from tui.desk import refusal_message
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.dialogs.choose import KEYS
from tui.terminal_filter import sanitize

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from typing import Any, TextIO

V = TypeVar("V")

BACK = "."
"""A line with nothing else turns back from whatever is asked."""

YES = frozenset({"y", "yes", "c", "co", "có"})
TICK = {True: "y", False: "n"}

PROMPT = "> "


class Gone(Exception):  # noqa: N818  the person left, which is no error
    """Nothing more can be read: the pipe has ended, or the terminal was closed."""


class Talk:
    """What one person reads and types."""

    def __init__(self, typed: TextIO, said: TextIO) -> None:
        self._typed = typed
        self._said = said

    def say(self, text: str) -> None:
        """Say some lines. People's text is data: nothing in it acts on the terminal."""
        for line in text.split("\n"):
            self._said.write(sanitize(line) + "\n")
        self._said.flush()

    async def line(self, prompt: str = PROMPT) -> str:
        """What is typed next, without the line's end. Raises Gone."""
        self._said.write(sanitize(prompt))
        self._said.flush()
        line = await asyncio.to_thread(self._typed.readline)
        if not line:
            raise Gone
        return sanitize(line.rstrip("\r\n")).strip()

    async def choose(self, title: str, choices: Sequence[Choice[V]], about: str = "") -> V | None:
        """One of some, by its key; None when the person turns back."""
        free = iter(key for key in KEYS if key not in {choice.key for choice in choices})
        keyed = {choice.key or next(free): choice for choice in choices}
        self.say("\n".join(filter(None, [title, about])))
        for key, choice in keyed.items():
            self.say(f"  {key}  {choice.label}")
        while True:
            typed = await self.line(_("Which one? (. turns back) "))
            if typed in {"", BACK}:
                return None
            found = keyed.get(typed) or keyed.get(typed.swapcase())
            if found is not None:
                return found.value
            self.say(_("“{typed}” is none of these.").format(typed=typed))

    async def confirm(self, title: str, about: str, yes: str) -> bool:
        """Yes or no, before anything that cannot be taken lightly."""
        self.say(f"{title}\n{about}")
        typed = await self.line(_("{yes}? y or n: ").format(yes=yes))
        return typed.casefold() in YES

    async def fill(
        self,
        title: str,
        fields: Sequence[FormField],
        send: Callable[[dict[str, str]], Awaitable[Any]],
        about: str = "",
    ) -> bool:
        """Ask field by field until `send` takes the values; what was refused is asked again with what was typed."""
        self.say(
            "\n".join(filter(None, [title, about, _("An empty line keeps what stands there; . turns back.")]))
        )
        while True:
            values: dict[str, str] = {}
            for field in fields:
                value = await self._field(field, values)
                if value is None:
                    return False
                values[field.name] = value
            try:
                await send(values)
            except Refusal as refusal:
                self.say(refusal_message(refusal))
                fields = [field._replace(value=values[field.name]) for field in fields]
            else:
                return True

    async def _field(self, field: FormField, others: dict[str, str]) -> str | None:
        if field.tick:
            stands = TICK[bool(field.value)]
            typed = await self.line(_("{label}: y or n [{stands}] ").format(label=field.label, stands=stands))
            if typed == BACK:
                return None
            return field.value if not typed else "1" if typed.casefold() in YES else ""
        if field.hint:
            self.say(f"({field.hint})")
        stands = f" [{field.value}]" if field.value else ""
        typed = await self.line(f"{field.label}{stands}: ")
        if typed == BACK:
            return None
        value = typed or field.value
        if field.long and typed:
            value = "\n".join([typed, *await self._more_lines()])
        if field.read_back is not None and (meant := field.read_back(value, {**others, field.name: value})):
            self.say(meant)
        return value

    async def _more_lines(self) -> list[str]:
        """Further lines of a long text, up to an empty one."""
        lines = []
        while line := await self.line(_("next line, empty to end: ")):
            lines.append(line)
        return lines
