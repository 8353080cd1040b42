"""Jump mode: a letter stands beside everything one can go to; typing it goes there, without counting rows or panes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol, runtime_checkable

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen

from language import gettext as _
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen
    from textual.widget import Widget

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers first."""

Go = Callable[[], object]


class JumpTarget(NamedTuple):
    """Somewhere to go: where its letter stands, on the terminal, and what going there does."""

    at: Offset
    go: Go


@runtime_checkable
class HasPlaces(Protocol):
    """A widget with places of its own to go to."""

    def places(self) -> Iterator[tuple[Offset, Go]]:
        """Each place in sight: where it is, from the widget's corner, and what going there does."""
        ...


def targets(screen: Screen[object]) -> list[JumpTarget]:
    """Everything in sight on `screen` that one can go to, from the top."""
    found: list[JumpTarget] = []
    for widget in screen.query("*").results():
        region = widget.region
        if not widget.is_on_screen or not region or not widget.display:
            continue
        if isinstance(widget, HasPlaces):
            corner = widget.content_region.offset
            found += [JumpTarget(corner + place, go) for place, go in widget.places()]
        elif widget.focusable:
            found.append(JumpTarget(region.offset, _goes_to(screen, widget)))
    return sorted(found, key=lambda target: (target.at.y, target.at.x))


def _goes_to(screen: Screen[object], widget: Widget) -> Go:
    own = getattr(screen, "go_to", None)
    return (lambda: own(widget)) if own is not None else widget.focus


def labels(count: int) -> list[str]:
    """`count` labels, one letter each while there are enough letters, else two."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    return ["".join(pair) for pair in product(LETTERS, repeat=2)][:count]


class JumpScreen(ModalScreen[Go | None]):
    """Dismisses with what going to the chosen place does; None when the person turns back. Case never counts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False),
        Binding("full_stop", "app.cover", show=False),
    ]
    DEFAULT_CSS = """
    JumpScreen { background: $background 30%; layers: below labels; }
    JumpScreen > .label {
        layer: labels;
        position: absolute;
        width: auto;
        height: 1;
        padding: 0 1;
        background: $accent;
        color: $background;
        text-style: bold;
    }
    JumpScreen > #told { dock: bottom; height: 1; width: 100%; padding: 0 1; background: $panel; }
    """

    def __init__(self, places: list[JumpTarget]) -> None:
        super().__init__()
        self._places = dict(zip(labels(len(places)), places, strict=False))
        self._typed = ""

    def compose(self) -> ComposeResult:
        """The letters, and what to do with them."""
        for label, target in self._places.items():
            shown = Plain(Content(label), classes="label", id=f"to-{label}")
            shown.styles.offset = (target.at.x, target.at.y)
            yield shown
        yield Plain(_("Type a letter to go there. Esc: back"), id="told")

    def on_key(self, event: events.Key) -> None:
        """Go where the letter stands."""
        letter = (event.character or "").casefold()
        if not letter or letter not in LETTERS:
            return
        event.stop()
        self._typed += letter
        if self._typed in self._places:
            self.dismiss(self._places[self._typed].go)
            return
        fitting = {label for label in self._places if label.startswith(self._typed)}
        if not fitting:
            self.dismiss(None)
        for label in self._places:
            self.query_one(f"#to-{label}").display = label in fitting
