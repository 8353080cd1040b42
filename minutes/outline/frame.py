"""What stands around the body of the minutes: letterhead, closing line, signatures, recipients, seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes.outline.blocks import Letterhead, Signature
from wording import dates

if TYPE_CHECKING:
    from meeting.model.profile import Meeting, Person
    from minutes.seal import Seal

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
BLANK_NUMBER = "Số:         "
TYPE_SYMBOL = "BB"
LAST_RECIPIENT = "Lưu: VT, Hồ sơ."


def letterhead(meeting: Meeting) -> Letterhead:
    """The top of page 1. The number stays blank: the records clerk gives it after signing (Art. 15)."""
    symbol = meeting.symbol if "/" in meeting.symbol or not meeting.symbol else f"/{meeting.symbol}"
    if meeting.symbol and not meeting.symbol.lstrip("/").startswith(f"{TYPE_SYMBOL}-"):
        symbol = f"/{TYPE_SYMBOL}-{meeting.symbol.lstrip('/')}"
    return Letterhead(
        parent=meeting.parent_agency.upper(),
        agency=meeting.agency.upper(),
        number=BLANK_NUMBER + (symbol or f"/{TYPE_SYMBOL}-…"),
        nation=NATION,
        motto=MOTTO,
    )


def dateline(meeting: Meeting, on: str) -> str:
    """Nghệ An, ngày 17 tháng 4 năm 2024: place and date, with dots where the date is not known."""
    day = dates.parsed_date(on)
    return ", ".join(
        part for part in (meeting.locality, dates.written_date(day) if day else dates.BLANK_DATE) if part
    )


def closing(meeting: Meeting) -> str:
    """The last line of the body, which ends the document's text with ./."""
    return f"Hội nghị kết thúc vào {dates.started_at(meeting.closed_at)}./."


def _signed_name(person: Person) -> str:
    """The name under a signature: rank before it only if the profile gives one, no titles."""
    return f"{person.rank} {person.name}".strip()


def secretary(meeting: Meeting) -> Signature:
    """The left signature."""
    return Signature("THƯ KÝ", "(Chữ ký)", _signed_name(meeting.secretary))


def chair(meeting: Meeting) -> Signature:
    """The right signature, with the chair's post above the name's place."""
    instruction = "(Chữ ký của người có thẩm quyền, dấu/chữ ký số của cơ quan, tổ chức (nếu có))"
    return Signature("CHỦ TỌA", instruction, _signed_name(meeting.chair), meeting.chair.post.upper())


def recipients(meeting: Meeting) -> tuple[str, ...]:
    """Nơi nhận, one line each: every line ends with a semicolon, the last is the archive's and ends with a stop."""
    given = [line.strip().lstrip("-").rstrip(";.").strip() for line in meeting.recipients]
    others = [line for line in given if line]
    archive = f"{others.pop()}." if others and others[-1].startswith("Lưu") else LAST_RECIPIENT
    return (*(f"{line};" for line in others), archive)


def seal_lines(seal: Seal) -> tuple[str, ...]:
    """The small print that ties the paper to the record; `doithoai verify` prints the same digest."""
    if not seal.digest:
        return ()
    return (
        f"Văn bản được lập từ hồ sơ điện tử của phiên đối thoại, lần ghi thứ {seal.n}.",
        f"Mã kiểm chứng (SHA-256): {seal.digest}",
    )


def mark(meeting: Meeting, seal: Seal) -> str:
    """What warns that this is not, or not yet, the finished document."""
    if meeting.rehearsal:
        return "DIỄN TẬP - KHÔNG CÓ GIÁ TRỊ"
    if seal.draft_at is None:
        return ""
    at = seal.draft_at
    return (
        f"DỰ THẢO ({at.hour:02} giờ {at.minute:02} phút {at.second:02} giây, {dates.written_date(at.date())})"
    )
