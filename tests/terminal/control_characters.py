"""What of the bytes sent to a terminal did not come from the program itself."""

from __future__ import annotations

import re

OWN_SEQUENCES = re.compile(
    rb"\x1b\[[0-9;]*m"  # colours
    rb"|\x1b\[\d+;\d+H"  # where the next text stands
    rb"|\x1b\[\?(?:1049|1000|1002|1003|1006|1015|1016|1004|2004|2026|2048|25|7)[hl]"  # modes, each set and put back
    rb"|\x1b\[\?(?:2026|2048)\$p"  # questions about modes
    rb"|\x1b\[[<>=]?\d*u"  # keyboard protocol
    rb"|\x1b\]22;[a-z-]*\x07"  # the mouse pointer's shape
    rb"|\x1b\[H|\x1b\[2J|\x1b\[6n|\x1b\[c"
)
"""Everything the program itself sends to a terminal; anything else with a control character came from a text."""


def foreign(sent: bytes) -> bytes:
    """The control characters left once the program's own sequences are taken out; empty is right."""
    rest = OWN_SEQUENCES.sub(b"", sent)
    # UTF-8 continuation bytes overlap C1 as bytes, so those are looked for as characters.
    text = rest.decode("utf-8", "replace")
    return "".join(c for c in text if (ord(c) < 0x20 and c not in "\r\n") or 0x7F <= ord(c) < 0xA0).encode()
