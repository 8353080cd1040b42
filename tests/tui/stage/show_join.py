"""Shows the join view in this terminal until it is ended: what the picture tests look at."""

from __future__ import annotations

from tests.tui.meetings import hall
from tests.tui.stage.showing import Stage

if __name__ == "__main__":
    Stage(hall()).run()
