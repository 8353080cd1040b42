"""The console's panes, in the order Tab goes through them."""

from __future__ import annotations

QUEUE, DETAIL, MEETING = "queue", "detail", "meeting"
PANES = (QUEUE, DETAIL, MEETING)
