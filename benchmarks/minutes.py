"""How long the minutes of a big meeting take, and how much memory: DOCX, PDF and the others.

`python -m benchmarks.minutes [--questions N]` writes benchmarks/results/minutes.json. Each format is made in a process
of its own, so that its memory is its own; the time is from the record in memory to the finished bytes. Memory is the
most that the process, or one it started, held: for `MANY` questions, as at the largest meeting there may be.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from random import Random
from typing import Any

from benchmarks.outcome import report
from meeting.changes import put
from meeting.model.profile import Meeting, Person, Phase
from meeting.model.question import Answer, Channel, ModerationStatus, Outcome, Question
from meeting.state import State
from minutes import FORMATS, Edition, Seal

QUESTIONS = 1_000
MANY = 5_000
LARGEST = ("docx", "pdf")
BUDGETS = {
    "docx, s": 5.0,
    "pdf, s": 5.0,
    **{f"{name} of {MANY:,} questions, MB": 300.0 for name in LARGEST},
}
SENTENCES = (
    "Đề nghị cắt giảm số báo cáo giấy phải gửi hằng tuần về đội tham mưu.",
    "Quy trình tiếp nhận và trả kết quả còn qua nhiều khâu trung gian, anh em phải đi lại nhiều lần.",
    "Bao giờ cán bộ địa bàn được cấp chữ ký số và thiết bị để xử lý hồ sơ trên môi trường mạng?",
    "Việc đánh giá, xếp loại cuối năm cần công khai tiêu chí ngay từ đầu năm.",
    "Kinh phí sửa chữa máy tính hỏng được thanh toán theo định mức nào, thời hạn bao lâu?",
)
AT = "2024-04-17T09:00:00+07:00"


def record(questions: int) -> State:
    """A closed meeting in which every question was answered in three sentences."""
    chance = Random(1)
    meeting = Meeting(
        id="2024-04-17-doi-thoai",
        title="Đối thoại về công tác cải cách hành chính",
        agency="Phòng An ninh nội địa",
        parent_agency="Công an tỉnh",
        place="Hội trường",
        chair=Person("Nguyễn Văn An", "Trưởng phòng"),
        secretary=Person("Trần Thị Bình"),
        planned_on="2024-04-17",
        phase=Phase.CLOSED,
        opened_at=AT,
        closed_at=AT,
    )
    areas = [area.id for area in meeting.settings.areas]
    state = State()
    state.apply([put("meetings", 1, meeting)])
    for number in range(1, questions + 1):
        asked = Question(
            number,
            " ".join(chance.sample(SENTENCES, 2)),
            AT,
            Channel.PHONE,
            area=areas[number % len(areas)],
            standing=ModerationStatus.LISTED,
            outcome=Outcome.ANSWERED,
        )
        said = Answer(
            number, f"{number}. " + " ".join(chance.sample(SENTENCES, 3)), "Nguyễn Văn An", AT, "secretary"
        )
        state.apply([put("questions", number, asked), put("answers", number, said)])
    return state


def measure(name: str, questions: int) -> dict[str, Any]:
    """Make one format here and now."""
    if sys.platform == "win32":
        raise OSError("Windows does not count what a process held at most")
    state = record(questions)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    made = FORMATS[name].documents(Edition(state, Seal("0" * 64, 1)))
    seconds = time.perf_counter() - started
    held = {
        whose: resource.getrusage(whose).ru_maxrss
        for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    }
    return {
        "seconds": round(seconds, 2),
        "bytes": sum(len(document.content) for document in made),
        "peak_memory_mb": round(held[resource.RUSAGE_SELF] / 1024),
        "peak_memory_of_children_mb": round(held[resource.RUSAGE_CHILDREN] / 1024),
        "memory_before_mb": round(before / 1024),
    }


def in_its_own_process(name: str, questions: int) -> dict[str, Any]:
    """`measure` with nothing else in memory."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "benchmarks.minutes",
        "--only",
        name,
        "--questions",
        str(questions),
    ]
    done = subprocess.run(command, check=True, capture_output=True, timeout=300)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Measure every format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--only", choices=FORMATS, help="measure one format here and print it")
    chosen = parser.parse_args()
    if chosen.only:
        sys.stdout.write(json.dumps(measure(chosen.only, chosen.questions)))
        return
    figures = {name: in_its_own_process(name, chosen.questions) for name in FORMATS if name != "pledge"}
    largest = {name: in_its_own_process(name, MANY) for name in LARGEST}
    found = {f"{name}, s": figures[name]["seconds"] for name in LARGEST}
    found |= {
        f"{name} of {MANY:,} questions, MB": max(made["peak_memory_mb"], made["peak_memory_of_children_mb"])
        for name, made in largest.items()
    }
    told = {"questions": chosen.questions, "formats": figures, f"of {MANY:,} questions": largest}
    sys.exit(report("minutes", BUDGETS, found, told))


if __name__ == "__main__":
    main()
