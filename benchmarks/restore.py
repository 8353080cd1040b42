"""Memory to bring a meeting back from its backup: `python -m benchmarks.restore` writes `results/restore.json`.

The backup is of a record with questions and their answers; every commit has a digest, which hardly packs.
"""

from __future__ import annotations

import secrets
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from random import Random

from benchmarks.minutes import SENTENCES
from benchmarks.outcome import report
from demonstration import story
from doithoai.laptop.preparing import create
from link.library import MeetingLibrary
from meeting.commands.asking import Ask
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.running import OpenMeeting
from meeting.dialogue.receipts import from_bytes
from meeting.moment import Moment, Role
from server.clock import LaptopClock
from server.writing.writer import apply_now, load_state
from store import Record, bundle

LARGE_ENOUGH = 2_600_000
"""Bytes of a backup that the budget speaks of: the one measured is no smaller."""
AT_ONCE = 1_000
"""Questions between two looks at how large the backup has become."""
PROGRAM = """
import sys
from doithoai.__main__ import cli
cli(["restore", sys.argv[1], "--data", sys.argv[2]], standalone_mode=False)
print([line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")][0])
"""

BUDGETS = {"memory to restore a backup of 2.6 MB, MB": 250.0}


def backup(folder: Path) -> Path:
    """A backup that is large enough."""
    entry = create(MeetingLibrary(folder / "before"), story.opening())
    record = Record.open(entry.record)
    state, chance, at = load_state(record), Random(1), LaptopClock().now()
    apply_now(record, state, OpenMeeting(), Moment(at, Role.HOST))
    while True:
        for _ in range(AT_ONCE):
            at += timedelta(seconds=1)
            receipt = from_bytes(secrets.token_bytes(10))
            text = f"{' '.join(chance.sample(SENTENCES, 2))} ({receipt})"
            apply_now(record, state, Ask(text, receipt=receipt), Moment(at, Role.PHONE))
            said = RecordAnswer(max(state.questions), " ".join(chance.sample(SENTENCES, 3)))
            apply_now(record, state, said, Moment(at, Role.SECRETARY))
        packed = bundle(entry.record, folder / "backup.zip")
        if packed.stat().st_size >= LARGE_ENOUGH:
            record.close()
            return packed
        packed.unlink()


def main() -> int:
    """Measure, write, and say by the exit status whether the budget is kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packed = backup(folder)
        command = [sys.executable, "-P", "-c", PROGRAM, str(packed), str(folder / "after")]
        said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=300).stdout
        peak = round(int(said.split()[-1]) / 1024, 1)
        journal = sum(path.stat().st_size for path in (folder / "before").rglob("journal.jsonl"))
        figures = {
            "backup, MB": round(packed.stat().st_size / 1e6, 2),
            "journal, MB": round(journal / 1e6, 1),
        }
    return report("restore", BUDGETS, {"memory to restore a backup of 2.6 MB, MB": peak}, figures)


if __name__ == "__main__":
    sys.exit(main())
