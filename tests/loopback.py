"""Where a test's server listens: an address of its own for each worker, so that no other takes its port meanwhile."""

from __future__ import annotations

import os
import sys

_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")

LOOPBACK = f"127.0.0.{10 + int(_WORKER)}" if sys.platform == "linux" else "127.0.0.1"
"""Linux listens on the whole of 127.0.0.0/8."""
