"""What the benchmarks of the screens share: a hall of ten thousand questions on disk, a process seen from outside."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import TYPE_CHECKING

from meeting.commands.asking import Ask
from meeting.dialogue.receipts import from_bytes
from meeting.model.question import Channel
from meeting.model.stage import View
from meeting.moment import Moment, Role
from tests.tui.meetings import NOW, hall
from tests.tui.records import kept

if TYPE_CHECKING:
    from tests.tui.records import Kept

QUESTIONS = 10_000
FIRST_ASKED = 9
"""The hall of the tests begins with eight questions."""


def text_of(number: int) -> str:
    """What question `number` of the full hall asks."""
    return f"Câu hỏi thử số {number} về quy chế làm việc của tổ tiếp nhận hồ sơ?"


def full_hall(folder: Path, view: View = View.JOIN) -> Kept:
    """A record with ten thousand questions, each asked from a phone by the server's own command, log line and all."""
    writing = kept(folder, hall(view))
    chance = Random(1)
    for number in range(FIRST_ASKED, QUESTIONS + 1):
        moment = Moment(NOW + timedelta(seconds=number), Role.PHONE)
        ask = Ask(text_of(number), channel=Channel.PHONE, receipt=from_bytes(chance.randbytes(10)))
        writing.decide(ask, moment)
    writing.record.flush()
    return writing


def usage(pid: int) -> tuple[float, float]:
    """Processor seconds and resident megabytes of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100, int(fields[21]) * 4096 / 1e6


def figures(samples: list[float]) -> dict[str, float]:
    """Middle, slow end and worst of some milliseconds."""
    return {
        "p50": round(median(samples), 1),
        "p95": round(quantiles(samples, n=20)[18], 1),
        "max": round(max(samples), 1),
    }
