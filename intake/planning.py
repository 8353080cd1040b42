"""Plans what an import would do before it does it: questions to add, duplicates, and bad rows by place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from intake import limits as intake_limits
from intake.sheet import Field, Problem, Row, Sheet, letter
from meeting import limits
from meeting.commands.asking import ImportedRow, ImportQuestions
from meeting.commands.attending import RecordAttendance
from meeting.model.attendance import AttendanceEntry, Source
from meeting.model.question import QuestionKind
from meeting.text.clean import clean, graphemes
from meeting.text.folding import fold, search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from meeting.areas import Area
    from meeting.model.question import Question

FOUND_CHARACTERS = 40

SHORTEST_PART = 4
"""Fewer letters than this say too little to be part of an area's name."""

_SAYS_AREA = re.compile(r"(?:(?:ve|nhom|thuoc)\s+)?(?:linh vuc|nhom van de)\s*:?\s+")
_LONGEST_SERIAL = 5
_GROUP_NUMBER = re.compile(r"[IVX]{1,5}|[A-Z]")
_TOTAL = re.compile(r"(?:tong cong|tong so|cong)\b")

KIND_NAMES = {
    "cau hoi": QuestionKind.QUESTION,
    "hoi": QuestionKind.QUESTION,
    "question": QuestionKind.QUESTION,
    "y kien": QuestionKind.OPINION,
    "phan anh": QuestionKind.OPINION,
    "gop y": QuestionKind.OPINION,
    "opinion": QuestionKind.OPINION,
    "kien nghi": QuestionKind.RECOMMENDATION,
    "de xuat": QuestionKind.RECOMMENDATION,
    "de nghi": QuestionKind.RECOMMENDATION,
    "recommendation": QuestionKind.RECOMMENDATION,
}
"""What people write for the kinds, folded."""


class Planned(NamedTuple):
    """A question as it would be added, the row it comes from, and which of the file's rows that is."""

    row: Row
    question: ImportedRow
    place: int = 0


class Duplicate(NamedTuple):
    """A row that says the same as question `number` of the meeting, or (number 0) as row `first` of the file."""

    planned: Planned
    number: int
    first: int


class ImportPlan(NamedTuple):
    """What would be added, what is left out as a duplicate, and what is wrong."""

    questions: tuple[Planned, ...]
    duplicates: tuple[Duplicate, ...]
    problems: tuple[Problem, ...]

    def command(self, source: str, *, with_duplicates: bool = False) -> ImportQuestions:
        """The one command, one commit and one undo, that adds it all. `source` is the file's name."""
        added = [*self.questions]
        if with_duplicates:
            added += [duplicate.planned for duplicate in self.duplicates]
        in_order = sorted(added, key=lambda planned: planned.place)
        return ImportQuestions(tuple(planned.question for planned in in_order), clean(source, lines=1).text)


def _cell(row: Row, columns: Mapping[Field, int], field: Field) -> str:
    column = columns.get(field)
    return row.cells[column] if column is not None and column < len(row.cells) else ""


def same_words(text: str) -> str:
    """What two texts have in common that say the same: their words without diacritics, case and punctuation."""
    return " ".join(re.findall(r"\w+", search_key(text)))


class _Reader:
    """Turns rows into questions, noting what is wrong on the way."""

    def __init__(self, columns: Mapping[Field, int], areas: Iterable[Area]) -> None:
        self.columns = columns
        self.problems: list[Problem] = []
        self._areas: dict[str, str] = {}
        for area in areas:
            for name in (area.id, area.name, area.name_en, area.official, str(area.key)):
                self._areas.setdefault(fold(name), area.id)

    def note(self, code: str, row: Row, field: Field, found: str = "") -> None:
        column = letter(self.columns[field]) if field in self.columns else ""
        self.problems.append(
            Problem(code, row.sheet, row.number, column, clean(found).text[:FOUND_CHARACTERS])
        )

    def question(self, row: Row, under: str = "") -> ImportedRow | None:
        """The question in a row, filed `under` an area where it names none itself.

        None, and a problem noted, if it cannot be imported.
        """
        written = _cell(row, self.columns, Field.TEXT)
        text = clean(written)
        if not text.text:
            self.note("row-without-text", row, Field.TEXT)
            return None
        if len(written) > intake_limits.CELL_CHARACTERS or graphemes(text.text) > limits.ANSWER_GRAPHEMES:
            self.note("text-too-long", row, Field.TEXT, written)
            return None
        if text.removed:
            self.note("characters-removed", row, Field.TEXT, text.text)
        return ImportedRow(
            text=text.text,
            area=self._area(row) or under,
            kind=self._kind(row),
            name=self.line(row, Field.NAME),
            unit=self.line(row, Field.UNIT),
        )

    def line(self, row: Row, field: Field) -> str:
        """A one-line cell, shortened to what a line holds (noted)."""
        text = clean(_cell(row, self.columns, field), lines=1).text
        if graphemes(text) <= limits.LINE_GRAPHEMES:
            return text
        self.note("line-shortened", row, field, text)
        return text[: limits.LINE_GRAPHEMES].rstrip()

    def _area(self, row: Row) -> str:
        written = self.line(row, Field.AREA)
        area = self.area_called(written)
        if written and not area:
            self.note("unknown-area", row, Field.AREA, written)
        return area

    def area_called(self, written: str) -> str:
        """The id of the area that people mean by "IV. Chế độ công vụ"; empty if it is none or might be several."""
        folded = re.sub(r"^[\divx]+[.)]\s*", "", fold(written)) or fold(written)
        if not folded:
            return ""
        bare = _SAYS_AREA.sub("", folded)
        return self._areas.get(folded) or self._areas.get(bare) or self._containing(bare)

    def area_headed(self, written: str) -> str:
        """The area that a line of its own is the heading of: it says that it is one, or names the area in full."""
        folded = re.sub(r"^[\divx]+[.)]\s*", "", fold(written))
        if _SAYS_AREA.match(folded):
            return self.area_called(folded)
        return self._areas.get(folded, "") if len(folded) >= SHORTEST_PART else ""

    def _containing(self, folded: str) -> str:
        """The one area whose name holds what was written, as "tài chính công"; empty if none or several do."""
        if len(folded) < SHORTEST_PART:
            return ""
        found = {area for name, area in self._areas.items() if folded in name}
        return found.pop() if len(found) == 1 else ""

    def _kind(self, row: Row) -> QuestionKind:
        written = self.line(row, Field.KIND)
        kind = _kind_called(fold(written))
        if kind is None and written:
            self.note("unknown-kind", row, Field.KIND, written)
        return kind or QuestionKind.QUESTION


def _kind_called(folded: str) -> QuestionKind | None:
    """The kind that people mean by "Kiến nghị, đề xuất": the one it begins with."""
    begins = (kind for name, kind in KIND_NAMES.items() if re.match(rf"{name}\b", folded))
    return next(begins, None)


class _Headings:
    """The rows of a table that are no questions: totals, and headings, which may name the area of those below.

    Such a row says one thing only. In a table whose questions are numbered 1, 2, 3 a heading has a Roman number or a
    letter, and a total has none.
    """

    def __init__(self, reader: _Reader, rows: Sequence[Row]) -> None:
        self.area = ""
        self._reader = reader
        self._sheet = ""
        serials = [self._serial(row) for row in rows]
        self._is_numbered = 2 * sum(map(str.isdecimal, serials)) > sum(map(bool, serials))

    def _serial(self, row: Row) -> str:
        """The row's number, if what stands there is one: a heading merged over the row begins there, too."""
        written = _cell(row, self._reader.columns, Field.SERIAL).strip(" .)")
        return written if len(written) <= _LONGEST_SERIAL else ""

    def passes_over(self, row: Row) -> bool:
        """Whether `row` is a heading or a total, noting that. What it heads holds to the end of its worksheet."""
        if row.sheet != self._sheet:
            self._sheet, self.area = row.sheet, ""
        serial = self._serial(row)
        said = [cell for cell in row.cells if cell.strip() and cell.strip(" .)") != serial]
        if len(said) != 1 or serial.isdecimal() or len(said[0]) > intake_limits.HEADING_CHARACTERS:
            return False
        if area := self._reader.area_headed(said[0]):
            self.area = area
            self._note("area-heading", row, said[0])
            return True
        is_heading = self._is_numbered and _GROUP_NUMBER.fullmatch(serial) is not None
        if is_heading or (self._is_numbered and not serial and _TOTAL.match(fold(said[0]))):
            self.area = "" if is_heading else self.area
            self._note("heading-or-total", row, said[0])
            return True
        return False

    def _note(self, code: str, row: Row, said: str) -> None:
        found = clean(said, lines=1).text[:FOUND_CHARACTERS]
        self._reader.problems.append(Problem(code, row.sheet, row.number, "", found))


def plan(
    sheet: Sheet, columns: Mapping[Field, int], existing: Iterable[Question], areas: Iterable[Area]
) -> ImportPlan:
    """What importing `sheet` with these columns would add to a meeting that has `existing` questions and `areas`."""
    reader = _Reader(columns, areas)
    known = {same_words(question.text): question.number for question in existing}
    seen: dict[str, int] = {}
    questions: list[Planned] = []
    duplicates: list[Duplicate] = []
    headings = _Headings(reader, sheet.rows)
    for place, row in enumerate(sheet.rows):
        question = None if headings.passes_over(row) else reader.question(row, headings.area)
        if question is None:
            continue
        words = same_words(question.text) or question.text
        planned = Planned(row, question, place)
        if words in known:
            duplicates.append(Duplicate(planned, known[words], 0))
        elif words in seen:
            duplicates.append(Duplicate(planned, 0, seen[words]))
        else:
            seen[words] = row.number
            questions.append(planned)
    return ImportPlan(tuple(questions), tuple(duplicates), (*sheet.problems, *reader.problems))


class AttendancePlan(NamedTuple):
    """The people or organisations a list holds, and what is wrong in it."""

    entries: tuple[AttendanceEntry, ...]
    problems: tuple[Problem, ...]

    def command(self) -> RecordAttendance:
        """The one command that adds them all."""
        return RecordAttendance(self.entries)


def plan_attendance(sheet: Sheet, columns: Mapping[Field, int], *, invited: bool = False) -> AttendancePlan:
    """What importing `sheet` as a list of those present would add, or of those `invited`, who are not here yet.

    A row needs a name or a unit.
    """
    reader = _Reader(columns, ())
    entries: list[AttendanceEntry] = []
    problems: list[Problem] = []
    for row in sheet.rows:
        name, unit = reader.line(row, Field.NAME), reader.line(row, Field.UNIT)
        count = _cell(row, columns, Field.COUNT).strip() or "1"
        if not name and not unit:
            problems.append(Problem("row-without-name", row.sheet, row.number))
            continue
        if not count.isascii() or not count.isdigit() or int(count) > limits.QUESTIONS_PER_MEETING:
            column = letter(columns[Field.COUNT])
            problems.append(
                Problem("not-a-count", row.sheet, row.number, column, clean(count).text[:FOUND_CHARACTERS])
            )
            continue
        entries.append(
            AttendanceEntry(
                name=name or unit,
                organisation=unit if name else "",
                post=reader.line(row, Field.POST),
                count=int(count),
                present=not invited,
                source=Source.INVITED if invited else Source.IMPORTED,
            )
        )
    return AttendancePlan(tuple(entries), (*sheet.problems, *problems, *reader.problems))
