"""Letters: what phones send in pieces of one size, inside beats that all look alike, and the replies fetched likewise.

Held in memory only, for a short while: a phone whose letter was forgotten is told that nothing of it came, and sends it
anew, which every act of a phone allows.
"""

from __future__ import annotations

import asyncio
import base64
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from meeting.refusal import Refusal
from server import limits

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Carry = Callable[[bytes], Awaitable[bytes]]

REPLY_PIECE = limits.BEAT_REPLY_BYTES - 120
"""Characters of a reply in one beat; the rest holds its other fields."""


class Piece(NamedTuple):
    """What a phone is told of one letter: how many of its pieces came, one piece of its reply of `of` (0: not yet)."""

    taken: int
    part: int = 0
    of: int = 0
    text: str = ""


@dataclass
class _Letter:
    of: int
    touched: float
    pieces: list[str] = field(default_factory=list)
    under_way: asyncio.Task[None] | None = None
    reply: str | None = None

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces)) + len(self.reply or "")

    def piece(self, part: int) -> Piece:
        if self.reply is None:
            return Piece(self.of if self.under_way else len(self.pieces))
        of = -(-len(self.reply) // REPLY_PIECE)
        return Piece(self.of, part, of, self.reply[part * REPLY_PIECE : (part + 1) * REPLY_PIECE])


class Letters:
    """The letters of all phones, by device and by the name the phone gave each."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[tuple[bytes, str], _Letter] = OrderedDict()
        self._size = 0
        self._under_way: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._held)

    def take(self, device: bytes, name: str, part: int, of: int, text: str, carry: Carry) -> None:
        """Take piece `part` (from 0) of `of`; the last one has the whole letter carried, once.

        Raises Refusal ``bad-field`` or ``body-too-long``.
        """
        if not 0 <= part <= of or of < 1:
            raise Refusal("bad-field", field="part")
        letter = self._touch(device, name, of)
        if letter.of != of:
            raise Refusal("bad-field", field="of")
        if part != len(letter.pieces) or part == of or letter.under_way is not None:
            return
        self._grow(letter, text)
        if letter.size > limits.LETTER_BYTES * 4 // 3 + 4:
            self._forget((device, name))
            raise Refusal("body-too-long", limit=limits.LETTER_BYTES)
        if len(letter.pieces) == of:
            try:
                content = base64.b64decode("".join(letter.pieces), validate=True)
            except ValueError:
                self._forget((device, name))
                raise Refusal("bad-field", field="piece") from None
            letter.under_way = asyncio.create_task(self._carry((device, name), letter, carry, content))
            self._under_way.add(letter.under_way)
            letter.under_way.add_done_callback(self._under_way.discard)

    def tell(self, device: bytes, name: str, part: int) -> Piece:
        """What there is to tell of a letter; of one that is not held, that nothing of it came."""
        letter = self._held.get((device, name))
        return letter.piece(part) if letter is not None else Piece(0)

    async def _carry(self, key: tuple[bytes, str], letter: _Letter, carry: Carry, content: bytes) -> None:
        reply = base64.b64encode(await carry(content)).decode()
        before = letter.size
        letter.pieces.clear()
        letter.reply = reply
        if self._held.get(key) is letter:
            self._size += letter.size - before
            self._make_room()

    def _touch(self, device: bytes, name: str, of: int) -> _Letter:
        now, key = self._clock(), (device, name)
        while self._held and next(iter(self._held.values())).touched < now - limits.LETTERS_SECONDS:
            self._forget(next(iter(self._held)))
        if key not in self._held:
            own = [held for held in self._held if held[0] == device]
            for oldest in own[: max(0, len(own) - limits.LETTERS_OF_A_PHONE + 1)]:
                self._forget(oldest)
            self._held[key] = _Letter(of, now)
        self._held.move_to_end(key)
        self._held[key].touched = now
        return self._held[key]

    def _grow(self, letter: _Letter, text: str) -> None:
        letter.pieces.append(text)
        self._size += len(text)
        self._make_room()

    def _make_room(self) -> None:
        while self._size > limits.LETTERS_BYTES and len(self._held) > 1:
            self._forget(next(iter(self._held)))

    def _forget(self, key: tuple[bytes, str]) -> None:
        self._size -= self._held.pop(key).size
