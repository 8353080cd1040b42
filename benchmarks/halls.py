"""A hall that is cut off, and what more halls cost: real servers on addresses of their own, a relay that can be cut.

`python -m benchmarks.halls [--halls N]` writes benchmarks/results/halls.json. A cut of ten minutes is 200 questions
and 100 ballots that come while the link is down; how much time passes meanwhile changes nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.outcome import report
from link import control
from meeting.commands.balloting import ClosePoll, OpenPoll
from meeting.commands.polling import AddPoll
from meeting.model.form import Form, FormKind
from meeting.state import State
from store import Record
from tests.halls.cuttable import CuttableLink
from tests.halls.edge import invited, standing, start_hall, wait_level
from tests.server.served import Phone, Served, a_receipt, make_meeting
from tests.server.voting import READ
from tests.waiting import wait_until

QUESTIONS, BALLOTS = 200, 100
PHONES = 100
MOST_HALLS = 20
TRIES = 20
BUDGETS = {
    "questions lost, doubled or out of order": 0,
    "ballots lost or doubled": 0,
    "kB sent for what was missing": 1_000,
}


def cut_off(home: Path) -> tuple[dict[str, float], dict[str, Any]]:
    """200 questions and 100 ballots while the link is cut; what came of them, and how long it took."""
    main = Served.start(make_meeting(home / "main"))
    invitation = invited(main, "Xã A")
    link = CuttableLink(invitation.address)
    hall = start_hall(home / "hall", link.address, invitation.code)
    main.host.send_now(AddPoll("Đồng ý?", Form(FormKind.YES_NO)))
    main.host.send_now(OpenPoll(1))
    wait_level(main, "Xã A")
    phones = [Phone.join(hall) for _ in range(PHONES)]
    link.cut()
    asked = [(f"Câu hỏi {place} trong lúc mất mạng", a_receipt()) for place in range(QUESTIONS)]
    for place, (text, receipt) in enumerate(asked):
        answer = phones[place % PHONES].ask(text, receipt)
        assert answer.code == "kept-here", answer.text
    for phone in phones[:BALLOTS]:
        assert phone.post("/api/polls/1/ballot", {**READ, "options": ["yes"]}).status == 200
    before, began = link.received, time.monotonic()
    link.mend()
    wait_until(lambda: standing(main, "Xã A").questions == QUESTIONS)
    took = time.monotonic() - began
    main.host.send_now(ClosePoll(1))
    wait_until(lambda: not main.host.call_now(control.HALLS).awaited)
    wait_level(main, "Xã A")
    received = link.received - before
    hall.stop()
    main.stop()
    link.close()
    record = Record.open(main.folder / "record")
    state = State.load(record.db.documents())
    record.close()
    texts = [question.text for question in state.questions.values()]
    tally = state.polls[1].tally
    wrong = sum(text != found for (text, _), found in zip(asked, texts, strict=False)) + abs(
        len(texts) - QUESTIONS
    )
    found = {
        "questions lost, doubled or out of order": wrong,
        "ballots lost or doubled": abs((tally.cast if tally else 0) - BALLOTS),
        "kB sent for what was missing": received / 1000,
    }
    return found, {"seconds until everything had its number": round(took, 2)}


def cost(home: Path, count: int) -> dict[str, Any]:
    """How long a question in one of `count` halls takes to be recorded there, and what the keeper's process used."""
    main = Served.start(make_meeting(home / "main"))
    halls = []
    for place in range(count):
        invitation = invited(main, f"Xã {place + 1}")
        halls.append(
            start_hall(home / f"hall{place}", invitation.address, invitation.code, f"127.0.1.{place + 1}")
        )
    phone = Phone.join(halls[0])
    times = []
    for _ in range(TRIES):
        began = time.monotonic()
        while phone.ask(receipt=a_receipt()).status != 201:  # a phone's own pace
            time.sleep(1)
            phone = Phone.join(halls[0])
            began = time.monotonic()
        times.append(1000 * (time.monotonic() - began))
    for hall in halls:
        hall.stop()
    main.stop()
    return {"halls": count, "median ms to recorded at the hall": round(sorted(times)[TRIES // 2], 1)}


def main() -> int:
    """Measure, and say whether the budgets are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--halls", type=int, default=MOST_HALLS)
    most: int = parser.parse_args().halls
    with tempfile.TemporaryDirectory(prefix="doithoai-halls-") as folder:
        found, figures = cut_off(Path(folder) / "cut")
        costs = [cost(Path(folder) / str(count), count) for count in sorted({1, max(1, most // 4), most})]
    return report("halls", BUDGETS, found, {**figures, "cost": costs})


if __name__ == "__main__":
    sys.exit(main())
