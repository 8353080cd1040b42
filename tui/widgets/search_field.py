"""A field one looks things up in, where a clicker's key still covers the projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.field import Field

if TYPE_CHECKING:
    from textual import events


class SearchField(Field):
    """A Field that takes no full stop as its first character: nobody looks for one, and a clicker sends it in need."""

    async def _on_key(self, event: events.Key) -> None:
        """Cover the projector."""
        if event.key == "full_stop" and not self.value:
            event.stop()
            event.prevent_default()
            await self.run_action("app.cover")
