"""doithoai: a live dialogue meeting from one laptop. Importing it puts its rooms first on the path."""

import os
import sys

__version__ = "0.1.0"


def _leave_the_current_folder() -> None:
    """Take back what `python -m` puts first on the path: a file in the folder one stands in must not be imported.

    Until it is done only modules are used that Python itself has loaded by then; even `__future__` is none of them.
    """
    if sys.flags.safe_path:
        return
    try:
        here = os.getcwd()  # noqa: PTH109  pathlib would come from the current folder
    except OSError:
        here = ""
    if sys.path and sys.path[0] in {"", here}:
        del sys.path[0]


def _find_the_rooms() -> None:
    """An installed package carries the rooms inside itself, so that site-packages holds one name; a checkout beside."""
    from pathlib import Path

    package = Path(__file__).resolve().parent
    inside = package / "_app"
    rooms = str(inside if inside.is_dir() else package.parent)
    if rooms not in sys.path[:1]:
        sys.path.insert(0, rooms)


_leave_the_current_folder()
_find_the_rooms()
