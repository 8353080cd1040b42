"""A program with both fields, for the typing tests: writes what stands in them to a file whenever it changes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app import DoithoaiApp
from tui.widgets.editor import Editor
from tui.widgets.field import Field
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from textual.app import ComposeResult


class TypingApp(DoithoaiApp[None]):
    """The field named in the arguments has the keyboard; questions pour in beside it when asked to."""

    def __init__(self, kind: str, out: Path, *, pouring: bool) -> None:
        super().__init__()
        self._kind, self._out, self._pouring = kind, out, pouring
        self._lines = 0

    def compose(self) -> ComposeResult:
        """One field, and a text that changes."""
        yield Plain("", id="pouring")
        yield Field() if self._kind == "field" else Editor()
        yield Plain("READY")

    def on_mount(self) -> None:
        """Begin to pour."""
        if self._pouring:
            self.set_interval(0.005, self._pour)

    def _pour(self) -> None:
        self._lines += 1
        self.query_one("#pouring", Plain).show(f"câu hỏi {self._lines} " * 40)

    def on_input_changed(self, event: Field.Changed) -> None:
        """Write it out."""
        self._write(event.value)

    def on_text_area_changed(self, event: Editor.Changed) -> None:
        """Write it out."""
        self._write(event.text_area.text)

    def _write(self, text: str) -> None:
        """Put `text` in place whole: whoever reads meanwhile sees what stood before, never half or nothing."""
        aside = self._out.with_suffix(".new")
        aside.write_text(text, encoding="utf-8")
        aside.replace(self._out)


if __name__ == "__main__":
    TypingApp(sys.argv[1], Path(sys.argv[2]), pouring=sys.argv[3:] == ["pouring"]).run()
