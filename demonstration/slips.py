"""Paper slips arriving while a demonstration is watched: a process of its own that types them as the secretary would.

Run it as `python -m demonstration.slips FOLDER --pace SECONDS`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from demonstration import story
from link import live
from link.client import Client
from link.own_process import own_command
from meeting.commands.asking import Ask
from meeting.model.question import Channel
from meeting.moment import Role
from meeting.refusal import Refusal

PACE_SECONDS = 12.0


def slips(folder: Path, pace: float = PACE_SECONDS) -> subprocess.Popen[bytes]:
    """Start typing the story's slips into the meeting in `folder`, one every `pace` seconds."""
    command = own_command("demonstration.slips", str(folder), "--pace", str(pace))
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> int:
    """Type the slips until they are done or the server is gone."""
    parser = argparse.ArgumentParser(description="Types a demonstration's paper slips.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pace", type=float, default=PACE_SECONDS)
    given = parser.parse_args()
    running = live.read(given.folder)
    if running is None:
        return 1
    secretary = Client(running, Role.SECRETARY)
    for slip in story.SLIPS:
        time.sleep(given.pace)
        try:
            secretary.send_now(Ask(slip, channel=Channel.PAPER))
        except Refusal:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
