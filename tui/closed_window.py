"""A terminal whose window is closed: what is still to be written is dropped, so that the program can end.

Textual writes in a thread of its own, from a queue that holds thirty parts. Where the window is gone that thread dies
of the first error, and whoever puts the thirty-first part there waits for ever: a process that never ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import TextIO

    from textual.driver import Driver


class _Output:
    """A terminal's output that takes everything and, once the terminal is gone, writes nothing."""

    def __init__(self, output: TextIO) -> None:
        self._output = output

    def write(self, text: str) -> int:
        """Write, or pretend to."""
        try:
            return self._output.write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        """Bring to the terminal what was written, if it is there."""
        try:
            self._output.flush()
        except OSError:
            return

    def __getattr__(self, name: str) -> Any:
        return getattr(self._output, name)


def surviving(driver: type[Driver]) -> type[Driver]:
    """`driver`, a Unix terminal's, which goes on while its window is being closed."""

    class Surviving(driver):  # type: ignore[misc, valid-type]  # a class known when the program runs
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            output: Any = getattr(self, "_file", None)
            if output is not None:
                self._file = _Output(output)

    return Surviving
