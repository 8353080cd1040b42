"""The table of the phone API: every endpoint there is, read by the server, docs/phone-api.md and the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.api import attendance, following, joining, live, questions, support, votes

if TYPE_CHECKING:
    from server.api.endpoint import Endpoint

ENDPOINTS: tuple[Endpoint, ...] = (
    *joining.ENDPOINTS,
    *questions.ENDPOINTS,
    *support.ENDPOINTS,
    *following.ENDPOINTS,
    *votes.ENDPOINTS,
    *attendance.ENDPOINTS,
    *live.ENDPOINTS,
)
