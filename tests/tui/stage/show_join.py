"""Shows the join view in this terminal until it is ended: what the picture tests look at.

With `code`, at the moment when the code has the wall to itself where code and text do not fit together.
"""

from __future__ import annotations

import sys
from datetime import timedelta

from tests.tui.meetings import NOW, hall
from tests.tui.stage import showing
from tui.screens.stage.view import CODE_SECONDS


def its_turn() -> None:
    """Stop the clock while the code stands alone."""
    turn = int(NOW.timestamp()) // CODE_SECONDS % 2
    showing.NOW = NOW + timedelta(seconds=CODE_SECONDS * turn)


if __name__ == "__main__":
    if "code" in sys.argv:
        its_turn()
    showing.Stage(hall()).run()
