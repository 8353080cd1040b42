"""The one widget that shows people's text: as it stands, never read as markup."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.terminal_filter import sanitize


class Plain(Static):
    """A Static for text that somebody typed. Brackets are brackets; nothing in it can be clicked."""

    def __init__(
        self,
        text: str | Content = "",
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  Textual's own word for it
        classes: str | None = None,
    ) -> None:
        super().__init__(_content(text), markup=False, name=name, id=id, classes=classes)

    def show(self, text: str | Content) -> None:
        """Show `text` from now on; a Content may carry styles of our own."""
        self.update(_content(text))


def literal(text: str) -> Content:
    """`text` for any widget that takes Content: sanitized, and never read as markup."""
    return Content("\n".join(map(sanitize, text.split("\n"))))


def _content(text: str | Content) -> Content:
    return text if isinstance(text, Content) else literal(text)
