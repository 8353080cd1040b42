"""The adapters of this laptop, each as its own system tells of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from server.network import linux_links, macos_links, windows_links
from server.network.link_kind import UNKNOWN, Link

if TYPE_CHECKING:
    from collections.abc import Iterable


def read_links(adapters: Iterable[tuple[str, int]]) -> dict[str, Link]:
    """The link of each adapter, given by its name and the system's index for it, by its name."""
    listed = list(adapters)
    names = [name for name, _ in listed]
    if sys.platform == "win32":
        by_index = windows_links.read_links([index for _, index in listed])
        return {name: by_index.get(index, UNKNOWN) for name, index in listed}
    if sys.platform == "darwin":
        return macos_links.read_links(names)
    return linux_links.read_links(names)
