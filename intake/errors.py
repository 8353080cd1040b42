"""What a cell shows whose formula failed: no question and no name, in whichever program it was worked out."""

from __future__ import annotations

import re

_ERROR = re.compile(
    r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|EXTERNAL!"
    r"|PYTHON!|TIMEOUT!|GETTING_DATA|ERROR!)|Err:\d{3}|#{3,}"
)


def is_error(cell: str) -> bool:
    """Whether a cell holds nothing but a failed formula's sign, or the signs that stand where a number has no room."""
    return _ERROR.fullmatch(cell.strip()) is not None
