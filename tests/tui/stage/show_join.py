"""Shows the join view in this terminal until it is ended: what the picture tests look at.

With `code`, at the moment when the code has the wall to itself where code and text do not fit together.
"""

from __future__ import annotations

import sys
from datetime import timedelta

from tests.tui.meetings import NOW, hall
from tests.tui.stage.showing import Stage
from tui.screens.stage.view import CODE_SECONDS

if __name__ == "__main__":
    turn = int(NOW.timestamp()) // CODE_SECONDS % 2 if "code" in sys.argv else 0
    Stage(hall(), at=NOW + timedelta(seconds=CODE_SECONDS * turn)).run()
