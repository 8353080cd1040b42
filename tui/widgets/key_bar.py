"""The footer: the keys that fit what is chosen, as many as find room, and those that do not fit with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from language import gettext as _
from tui.terminal_filter import sanitize
from tui.widgets.measure import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events
    from textual.geometry import Size

    from tui.actions import Action

    Reasons = Callable[[Action[Any]], str | None]

GAP = 2
LOOK_EVERY = 0.5
"""Seconds between looks whether other keys fit now: the record changes while nobody presses any."""

SHORTEST_REASON = 16
"""Fewest cells a reason is cut to; where there are fewer, it is told when the key is pressed or pointed at."""

GREY_SHARE = 2
"""The greyed keys and their reason are given room of one row in so many."""


class _Key(NamedTuple):
    """An action as it stands in a row."""

    action: Action[Any]
    reason: str = ""

    @property
    def width(self) -> int:
        return cell_len(f" {self.action.key} {_(self.action.label)}")


class KeyBar(Widget):
    """Shows actions; a click does what the key does. The last ones give way where the row is short.

    A key that does nothing to what is chosen is greyed, and behind the greyed ones stands why.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--label", "key-bar--grey"}
    DEFAULT_CSS = """
    KeyBar {
        height: auto;
        dock: bottom;
        background: $panel;
        color: $foreground;
        & > .key-bar--key { color: $footer-key-foreground; text-style: bold; }
        & > .key-bar--label { color: $foreground; }
        & > .key-bar--grey { color: $foreground 60%; text-style: italic; }
    }
    """

    def __init__(
        self,
        actions: Sequence[Action[Any]],
        *,
        rows: int = 1,
        id: str | None = None,  # noqa: A002  Textual's own word
    ) -> None:
        """`rows` is how many rows of keys there may be at most."""
        super().__init__(id=id)
        self._keys = [_Key(action) for action in actions]
        self._most_rows = rows
        self._places: list[tuple[int, range, _Key]] = []

    def on_mount(self) -> None:
        """Look again and again which keys fit."""
        look = getattr(self.screen, "show_keys", None)
        if look is not None:
            self.set_interval(LOOK_EVERY, look)

    def show(self, actions: Sequence[Action[Any]], reasons: Reasons | None = None) -> None:
        """Show the keys of `actions` from now on, those greyed for which `reasons` knows one."""
        keys = [_Key(action, (reasons(action) or "") if reasons else "") for action in actions]
        if keys != self._keys:
            self._keys = keys
            self.refresh(layout=self._most_rows > 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's own
        """As many rows as the keys need, up to the most."""
        return len(self._laid(width))

    def _laid(self, width: int) -> list[list[_Key]]:
        """The keys row by row, greyed ones last; what finds no room in the last row is left out.

        Where not all find room, the last row keeps some for why the greyed ones are so.
        """
        fitting = [key for key in self._keys if not key.reason]
        greyed = [key for key in self._keys if key.reason]
        keys = 1 + sum(key.width + GAP for key in self._keys)
        # A reason that even its share of the row does not hold takes no key's place.
        told = _grey_width(greyed, width) - greyed[0].width - GAP if greyed else -GAP
        is_whole = bool(greyed) and told == _reason_width(greyed[0].reason)
        if keys + (told if is_whole else -GAP) <= width:
            return [fitting + greyed]
        rows: list[list[_Key]] = [[]]
        used = 1
        for key in fitting:
            needed = key.width + GAP
            is_last = len(rows) == self._most_rows
            room = width - (_grey_width(greyed, width) if is_last else 0)
            if used + needed > room and rows[-1]:
                if is_last:
                    break
                rows.append([])
                used = 1
            if used + needed <= width:
                rows[-1].append(key)
                used += needed
        rows[-1] += _fitting_greyed(greyed, width - used)
        return rows

    def render_line(self, y: int) -> Strip:
        """A row of keys."""
        base = self.rich_style
        rows = self._laid(self.size.width)
        if y >= len(rows):
            return Strip.blank(self.size.width, base)
        self._places = [place for place in self._places if place[0] != y]
        segments, used = [Segment(" ", base)], 1
        told = ""
        for key in rows[y]:
            self._places.append((y, range(used, used + key.width), key))
            segments += [*self._segments(key, base), Segment(" " * GAP, base)]
            used += key.width + GAP
            told = told or key.reason
        room = self.size.width - used
        if told and room >= SHORTEST_REASON:
            segments.append(Segment(cut(f"– {sanitize(told)}", room), self._style("grey", base)))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _style(self, name: str, base: Style) -> Style:
        return base + self.get_component_rich_style(f"key-bar--{name}", partial=True)

    def _segments(self, key: _Key, base: Style) -> list[Segment]:
        shown, label = f" {key.action.key} ", _(key.action.label)
        if key.reason:
            return [Segment(shown + label, self._style("grey", base))]
        return [Segment(shown, self._style("key", base)), Segment(label, self._style("label", base))]

    def _at(self, event: events.MouseEvent) -> _Key | None:
        return next(
            (key for row, place, key in self._places if event.y == row and event.x in place),
            None,
        )

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the key under the pointer does, or why it does nothing now."""
        key = self._at(event)
        said = "" if key is None else key.reason or _(key.action.tooltip or key.action.label)
        self.tooltip = Content(sanitize(said)) if said else None

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        key = self._at(event)
        if key is not None:
            await self.screen.run_action(key.action.method)


def _fitting_greyed(greyed: Sequence[_Key], room: int) -> list[_Key]:
    """The first greyed key, and more that are so for the same reason, while the reason still finds room."""
    shown: list[_Key] = []
    for key in greyed:
        needed = key.width + GAP
        if shown and (key.reason != shown[0].reason or needed + _reason_width(key.reason) > room):
            break
        if needed > room:
            break
        shown.append(key)
        room -= needed
    return shown


def _grey_width(greyed: Sequence[_Key], width: int) -> int:
    """Room for the first greyed key and why it is so, of a row that has it."""
    if not greyed:
        return 0
    return min(width // GREY_SHARE, greyed[0].width + GAP + _reason_width(greyed[0].reason))


def _reason_width(reason: str) -> int:
    """Room for a reason as it stands behind the greyed keys."""
    return cell_len(f"– {sanitize(reason)}")
