"""Telling how far long work has come, now and then; whoever is told may end it by raising."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake import limits

if TYPE_CHECKING:
    from collections.abc import Callable


def every_so_often(report: Callable[[int], None] | None) -> Callable[[int], None]:
    """`report`, called once in `limits.PROGRESS_EVERY` rows."""

    def progress(done: int) -> None:
        if report is not None and done and done % limits.PROGRESS_EVERY == 0:
            report(done)

    return progress
