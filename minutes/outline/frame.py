"""What stands around the body of a document: letterhead, closing line, signatures, recipients, seal, what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.model.profile import Phase
from meeting.text.folding import fold
from minutes import fonts
from minutes.outline.blocks import Letterhead, Signature
from wording import dates
from wording.figures import quantity

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.model.profile import Meeting, Person
    from minutes.seal import Seal

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
BLANK_NUMBER = "Số:         "
MINUTES, NOTICE, PROPOSAL, REPORT, LETTER = "BB", "TB", "TTr", "BC", ""
"""The symbols of the types of document (Nghị định 30/2020/NĐ-CP, Phụ lục III); an official letter has none."""

LAST_RECIPIENT = "Lưu: VT, Hồ sơ."

MOST_LINES = 4
AGENCY_MM, AGENCY_POINTS = 62.0, 13.0
"""Room of a line of the agency's name, and its size."""

_SENSE = frozenset(
    (
        "VÀ",
        "TỈNH",
        "THÀNH",
        "XÃ",
        "PHƯỜNG",
        "HUYỆN",
        "QUẬN",
        "ĐẶC",
        "THUỘC",
        "TRỰC",
        "CÔNG",
        "SỞ",
        "BỘ",
        "CỤC",
        "CHI",
    )
) | {"TRUNG", "VIỆN", "BAN", "KHU", "CỔ", "TRÁCH", "MỘT"}
"""Words before which a long name may be broken so that each line is a whole of its own."""


def letterhead(meeting: Meeting, kind: str = MINUTES, *, dated: str = "") -> Letterhead:
    """The top of page 1; `dated` is the document's day, for forms that have a line of place and date.

    The number stays blank: the records clerk gives it after signing (Art. 15).
    """
    return Letterhead(
        parent=by_sense(meeting.parent_agency.upper(), fonts.REGULAR),
        agency=by_sense(meeting.agency.upper()),
        number=BLANK_NUMBER + symbol(meeting, kind),
        nation=NATION,
        motto=MOTTO,
        dateline=dateline(meeting, dated) if dated else "",
    )


def symbol(meeting: Meeting, kind: str) -> str:
    """/BB-ANNĐ of a type of document; /ANNĐ of an official letter.

    A profile may give the agency's code alone or a whole symbol.
    """
    code = meeting.symbol.strip().strip("/")
    first, dash, rest = code.partition("-")
    if dash and first in {MINUTES, NOTICE, PROPOSAL, REPORT}:
        code = rest
    if "/" in code:
        return f"/{code.split('/')[-1]}"
    return "/" + "-".join(part for part in (kind, code) if part)


def by_sense(name: str, face: Path = fonts.BOLD) -> str:
    """A name too long for its line, broken where a part of it begins; as few lines as it needs, as even as can be."""
    if fonts.width_mm(name, AGENCY_POINTS, face) <= AGENCY_MM:
        return name
    words = name.split()
    for lines in range(2, MOST_LINES + 1):
        found = [split for split in _splits(words, lines) if all(_fits(line) for line in split)]
        if found:
            return "\n".join(sorted(found, key=_roughness)[0])
    return name


def _splits(words: list[str], lines: int) -> list[list[str]]:
    """Every way to lay the words in so many lines, of which all but the last fit."""
    if lines == 1:
        return [[" ".join(words)]] if words else []
    return [
        [" ".join(words[:at]), *others]
        for at in range(1, len(words))
        if _fits(" ".join(words[:at]))
        for others in _splits(words[at:], lines - 1)
    ]


def _fits(line: str) -> bool:
    return fonts.width_mm(line, AGENCY_POINTS) <= AGENCY_MM


def _roughness(lines: list[str]) -> tuple[int, float]:
    """Breaks that are not before a part of the name, then how uneven the lines are."""
    senseless = sum(line.split()[0] not in _SENSE for line in lines[1:])
    widths = [fonts.width_mm(line, AGENCY_POINTS) for line in lines]
    return senseless, max(widths) - min(widths)


def dateline(meeting: Meeting, on: str) -> str:
    """Nghệ An, ngày 17 tháng 4 năm 2024: place and date, with room for a pen where the date is not known."""
    day = dates.parsed_date(on)
    return ", ".join(
        part for part in (meeting.locality, dates.written_date(day) if day else dates.BLANK_DATE) if part
    )


def unsigned_dateline(meeting: Meeting, on: str) -> str:
    """The line of a document that is dated when it is signed: place, month and year, the day left to the pen."""
    day = dates.parsed_date(on)
    written = dates.written_date(day).split(" tháng ")[1] if day else "… năm …"
    return ", ".join(part for part in (meeting.locality, f"ngày      tháng {written}") if part)


def closing(meeting: Meeting) -> str:
    """The last line of the body, which ends the document's text with ./.; empty before the meeting is over."""
    if not meeting.closed_at:
        return ""
    told = []
    if meeting.read_back:
        told.append("Biên bản đã được đọc lại cho những người dự hội nghị cùng nghe, nhất trí thông qua.")
    if meeting.copies:
        alike = ", có giá trị như nhau" if meeting.copies > 1 else ""
        told.append(f"Biên bản được lập thành {quantity(meeting.copies)} bản{alike}.")
    return " ".join([*told, f"Hội nghị kết thúc vào {dates.started_at(meeting.closed_at)}./."])


def signed_name(person: Person) -> str:
    """The name under a signature: rank before it only if the profile gives one, no titles."""
    return f"{person.rank} {person.name}".strip()


def secretary(meeting: Meeting) -> Signature:
    """The left signature of minutes."""
    return Signature("THƯ KÝ", signed_name(meeting.secretary))


def chair(meeting: Meeting) -> Signature:
    """The right signature of minutes, with the chair's post above the name's place."""
    return Signature("CHỦ TỌA", signed_name(meeting.chair), authority(meeting))


def head(meeting: Meeting) -> Signature:
    """The one signature of every other form: authority and post, then the name."""
    return Signature(authority(meeting), signed_name(meeting.chair))


def authority(meeting: Meeting) -> str:
    """TRƯỞNG PHÒNG; with KT. TRƯỞNG PHÒNG above it where the chair signs for somebody."""
    return "\n".join(part for part in (meeting.signs_as.upper(), meeting.chair.post.upper()) if part)


def recipients(
    meeting: Meeting, first: tuple[str, ...] = (), addressees: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Nơi nhận, one line each: every line ends with a semicolon, the last is the archive's and ends with a stop.

    `first` are recipients of this document that come before the meeting's. One of `addressees` is not named a second
    time: “Như trên” means them.
    """
    given = [line.strip().lstrip("-").rstrip(";.").strip() for line in meeting.recipients]
    others = [line for line in given if line]
    archive = f"{others.pop()}." if others and others[-1].startswith("Lưu") else LAST_RECIPIENT
    above = {fold(name).strip() for name in addressees}
    named = dict.fromkeys(
        (*first, *(line for line in others if fold(line.partition("(")[0]).strip() not in above))
    )
    return (*(f"{line};" for line in named), archive)


def seal_lines(seal: Seal) -> tuple[str, ...]:
    """The small print that ties the paper to the record; `doithoai verify` prints the same digest."""
    if not seal.digest:
        return ()
    return (
        f"Văn bản được lập từ hồ sơ điện tử của phiên đối thoại, bản ghi số {seal.n}.",
        f"Mã kiểm chứng (SHA-256): {seal.digest}",
    )


def mark(meeting: Meeting, seal: Seal) -> str:
    """What warns that this is not, or not yet, the finished document."""
    if meeting.rehearsal:
        return "DIỄN TẬP - KHÔNG CÓ GIÁ TRỊ"
    if seal.draft_at is None:
        return ""
    return f"DỰ THẢO ({dates.written_time(seal.draft_at)})"


def lacks(meeting: Meeting, *, dated: bool = False, minutes: bool = False) -> tuple[str, ...]:
    """What the head and foot of a document ask for and the profile does not have, in Vietnamese.

    `dated` is for a form with a line of place and date, `minutes` for the minutes, which tell when and where.
    """
    asked = [
        ("tên hội nghị", meeting.title),
        ("ký hiệu văn bản", meeting.symbol),
        ("nơi nhận", meeting.recipients),
        ("họ tên chủ trì", meeting.chair.name),
        ("chức vụ chủ trì", meeting.chair.post),
    ]
    if dated:
        asked.append(("địa danh", meeting.locality))
    if minutes:
        asked += [
            ("thời gian bắt đầu", meeting.opened_at),
            ("địa điểm", meeting.place),
            ("họ tên thư ký", meeting.secretary.name),
        ]
        if meeting.phase is Phase.CLOSED:
            asked.append(("thời gian kết thúc", meeting.closed_at))
    return tuple(name for name, value in asked if not value)
