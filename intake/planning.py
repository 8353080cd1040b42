"""Plans what an import would do before it does it: what becomes of every row, and what is wrong where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from intake import limits as intake_limits
from intake.sheet import FOUND_CHARACTERS, Field, Problem, Sheet, SourceRow, letter
from intake.structure import Placed, Role, cell, placed
from meeting import limits
from meeting.commands.asking import ImportedRow, ImportQuestions
from meeting.commands.attending import RecordAttendance
from meeting.model.attendance import AttendanceEntry, Source
from meeting.model.question import QuestionKind
from meeting.refusal import Refusal
from meeting.text import numbers
from meeting.text.clean import clean, graphemes
from meeting.text.folding import fold, search_key
from meeting.text.tones import unified

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.areas import Area
    from meeting.model.question import Question

SHORTEST_PART = 4
"""Fewer letters than this say too little to be part of an area's name."""

_SAYS_AREA = re.compile(r"(?:(?:ve|nhom|thuoc)\s+)?(?:linh vuc|nhom van de)\s*:?\s+")

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


DUPLICATE = "duplicate"
SAYS_NOTHING = "says-nothing"
_NO_QUESTION = ImportedRow("")
_NOTHING: Mapping[int, bool] = MappingProxyType({})


_SAYS_NOTHING = frozenset(
    {
        *(
            "co",
            "khong",
            "khong co",
            "khong co y kien",
            "khong y kien",
            "khong co cau hoi",
            "khong co gi",
            "khong a",
            "da co",
        ),
        *(
            "nhat tri",
            "dong y",
            "ok",
            "oke",
            "okay",
            "yes",
            "no",
            "none",
            "nothing",
            "n a",
            "na",
            "x",
            "da",
            "vang",
        ),
        *(
            "khong co y kien gi",
            "khong co y kien gi them",
            "khong co kien nghi",
            "khong co de xuat",
            "cam on",
            "tot",
            "ro",
        ),
        *(
            "co y kien",
            "khong co noi dung",
            "nhu tren",
            "da ro",
            "hoan toan nhat tri",
            "nhat tri cao",
            "khong co them",
        ),
    }
)
"""Answers that say no more than yes or no, folded: a form asks everybody, and many have no question."""


_ONLY_DOTS = re.compile(r"[-–—.…/\s]*")


class PlannedRow(NamedTuple):
    """What becomes of one row of the file.

    `reason` says why it is left out, a code of `intake.problems.SENTENCES`; empty for one that is imported. `question`
    is what would be recorded; its text is empty where the row has none. It says the same as question `same_as` of the
    meeting or row `same_row` of the file: word for word where it is a ``duplicate``, otherwise but for tone marks.
    """

    row: SourceRow
    question: ImportedRow
    reason: str = ""
    place: int = 0
    same_as: int = 0
    same_row: int = 0

    @property
    def is_alike(self) -> bool:
        """Whether it is imported though it differs from another question in tone marks only."""
        return not self.reason and bool(self.same_as or self.same_row)


class ImportPlan(NamedTuple):
    """What becomes of every row, in the order of the file, and what is to be said of some."""

    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]

    @property
    def questions(self) -> tuple[PlannedRow, ...]:
        """The rows that are imported."""
        return tuple(row for row in self.rows if not row.reason)

    @property
    def duplicates(self) -> tuple[PlannedRow, ...]:
        """The rows left out because they say the same, word for word."""
        return tuple(row for row in self.rows if row.reason == DUPLICATE)

    @property
    def alike(self) -> tuple[PlannedRow, ...]:
        """The rows that are imported though another says the same but for tone marks."""
        return tuple(row for row in self.rows if row.is_alike)

    @property
    def left_out(self) -> tuple[PlannedRow, ...]:
        """The rows that are not imported, duplicates among them; parts of a question above are, with it."""
        return tuple(row for row in self.rows if row.reason and row.reason != Role.PART.value)

    def chosen(
        self,
        *,
        with_duplicates: bool = False,
        without_alike: bool = False,
        changed: Mapping[int, bool] = _NOTHING,
    ) -> tuple[PlannedRow, ...]:
        """The rows to import. `changed` says by their places which people took in or left out against the plan."""

        def is_in(row: PlannedRow) -> bool:
            planned = (with_duplicates if row.reason == DUPLICATE else not row.reason) and not (
                without_alike and row.is_alike
            )
            return (
                bool(row.question.text) and row.reason != Role.PART.value and changed.get(row.place, planned)
            )

        return tuple(filter(is_in, self.rows))

    def command(
        self,
        source: str,
        *,
        with_duplicates: bool = False,
        without_alike: bool = False,
        changed: Mapping[int, bool] = _NOTHING,
    ) -> ImportQuestions:
        """The one command, one commit and one undo, that adds it all. `source` is the file's name."""
        rows = self.chosen(with_duplicates=with_duplicates, without_alike=without_alike, changed=changed)
        added = tuple(row.question for row in rows)
        return ImportQuestions(added, clean(source, lines=1).text)


def same_words(text: str) -> str:
    """What two texts have in common that say the same: their words without diacritics, case and punctuation."""
    return " ".join(re.findall(r"\w+", search_key(text)))


def spelt(text: str) -> str:
    """The words of a text with their tone marks, however these are placed, without case and punctuation."""
    plain = unicodedata.normalize("NFD", unified(unicodedata.normalize("NFC", text.casefold()))).replace(
        "y", "i"
    )
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", plain)))


def says_nothing(text: str) -> bool:
    """Whether a text says no more than yes, no, or that there is nothing to say."""
    words = " ".join(re.findall(r"\w+", fold(text)))
    return words in _SAYS_NOTHING or _ONLY_DOTS.fullmatch(text) is not None


def _is_longer(text: str, limit: int) -> bool:
    """Whether people see more than `limit` characters; they never see more than there are code points."""
    return len(text) > limit and graphemes(text) > limit


class _Reader:
    """Turns rows into questions, noting what is wrong on the way."""

    def __init__(
        self, columns: Mapping[Field, int], areas: Iterable[Area], joined: Mapping[int, tuple[int, ...]]
    ) -> None:
        self.columns = columns
        self._joined = joined
        self.problems: list[Problem] = []
        self._areas: dict[str, str] = {}
        for area in areas:
            for name in (area.id, area.name, area.name_en, area.official, str(area.key)):
                self._areas.setdefault(fold(name), area.id)

    def written(self, row: SourceRow, field: Field) -> str:
        """What a row has for `field`, with the columns that go on with it."""
        column = self.columns.get(field)
        further = self._joined.get(column, ()) if column is not None else ()
        pieces = [
            cell(row, self.columns, field),
            *(row.cells[part] for part in further if part < len(row.cells)),
        ]
        return " ".join(piece for piece in pieces if piece.strip()) if len(pieces) > 1 else pieces[0]

    def note(self, code: str, row: SourceRow, field: Field, found: str = "") -> None:
        column = letter(self.columns[field]) if field in self.columns else ""
        self.problems.append(
            Problem(code, row.sheet, row.number, column, clean(found).text[:FOUND_CHARACTERS])
        )

    def question(self, at: Placed, parts: Iterable[SourceRow] = ()) -> tuple[ImportedRow, str]:
        """The question in a row and the `parts` that go on with it, under the titles above where it names none itself.

        Without a text, and with the reason, if it cannot be imported.
        """
        row = at.row
        written = "\n".join(
            [self.written(row, Field.TEXT), *(self.written(part, Field.TEXT) for part in parts)]
        )
        text = clean(written)
        if not text.text:
            self.note("row-without-text", row, Field.TEXT)
            return _NO_QUESTION, "row-without-text"
        if len(written) > intake_limits.CELL_CHARACTERS or _is_longer(text.text, limits.ANSWER_GRAPHEMES):
            self.note("text-too-long", row, Field.TEXT, written)
            return _NO_QUESTION, "text-too-long"
        if text.removed:
            self.note("characters-removed", row, Field.TEXT, text.text)
        question = ImportedRow(
            text=text.text,
            area=self._area(row) or at.area,
            kind=self._kind(row),
            name=self.line(row, Field.NAME),
            unit=self.line(row, Field.UNIT) or at.unit,
        )
        if says_nothing(text.text):
            self.note("says-nothing", row, Field.TEXT, text.text)
            return question, SAYS_NOTHING
        return question, ""

    def put_back(self, row: SourceRow) -> ImportedRow:
        """What a row that is left out would be as a question, should people want it all the same."""
        noted = len(self.problems)
        question, _reason = self.question(Placed(row, Role.ITEM))
        del self.problems[noted:]
        return question

    def line(self, row: SourceRow, field: Field) -> str:
        """A one-line cell, shortened to what a line holds (noted)."""
        written = self.written(row, field)
        if not written:
            return ""
        text = clean(written, lines=1).text
        if not _is_longer(text, limits.LINE_GRAPHEMES):
            return text
        self.note("line-shortened", row, field, text)
        return text[: limits.LINE_GRAPHEMES].rstrip()

    def _area(self, row: SourceRow) -> str:
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

    def area_headed(self, written: str, is_title: bool = False) -> str:  # noqa: FBT001, FBT002  one of two readings
        """The area that a line of its own is the heading of: it says that it is one, or names the area in full.

        A line that `is_title` by its number or style need not name it in full.
        """
        if is_title:
            return self.area_called(written)
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

    def _kind(self, row: SourceRow) -> QuestionKind:
        written = self.line(row, Field.KIND)
        kind = _kind_called(fold(written))
        if kind is None and written:
            self.note("unknown-kind", row, Field.KIND, written)
        return kind or QuestionKind.QUESTION


def _kind_called(folded: str) -> QuestionKind | None:
    """The kind that people mean by "Kiến nghị, đề xuất": the one it begins with."""
    begins = (kind for name, kind in KIND_NAMES.items() if re.match(rf"{name}\b", folded))
    return next(begins, None)


class _Likeness:
    """Finds what was said before: in the meeting, and in the rows above."""

    def __init__(self, existing: Iterable[Question]) -> None:
        self._spelt: dict[str, tuple[int, int]] = {}
        self._folded: dict[str, tuple[int, int]] = {}
        for question in existing:
            self.remember(question.text, question.number, 0)

    def remember(self, text: str, number: int, row: int) -> None:
        self._spelt.setdefault(spelt(text) or text, (number, row))
        self._folded.setdefault(same_words(text) or text, (number, row))

    def same(self, text: str) -> tuple[int, int] | None:
        """The question or row that says the same, word for word."""
        return self._spelt.get(spelt(text) or text)

    def alike(self, text: str) -> tuple[int, int]:
        """The question or row that says the same but for tone marks; (0, 0) if there is none."""
        return self._folded.get(same_words(text) or text, (0, 0))


def plan(
    sheet: Sheet, columns: Mapping[Field, int], existing: Iterable[Question], areas: Iterable[Area]
) -> ImportPlan:
    """What importing `sheet` with these columns would add to a meeting that has `existing` questions and `areas`."""
    reader = _Reader(columns, areas, sheet.joined)
    likeness = _Likeness(existing)
    found = placed(sheet.rows, columns, area_headed=reader.area_headed)
    planned: list[PlannedRow] = []
    for place, at in enumerate(found):
        planned.append(_planned(reader, likeness, found, place, at))
    planned += [
        PlannedRow(left.row, reader.put_back(left.row), left.code, len(found) + place)
        for place, left in enumerate(sheet.left_out)
    ]
    order = {id(row): place for place, row in enumerate(sheet.source.rows)}
    in_order = sorted(planned, key=lambda one: order.get(id(one.row), 0))
    return ImportPlan(tuple(in_order), (*sheet.problems, *reader.problems))


def _planned(reader: _Reader, likeness: _Likeness, found: list[Placed], place: int, at: Placed) -> PlannedRow:
    if at.role is not Role.ITEM:
        said = clean(at.said or reader.written(at.row, Field.TEXT), lines=1).text[:FOUND_CHARACTERS]
        reader.problems.append(Problem(at.role.value, at.row.sheet, at.row.number, "", said))
        kept = _NO_QUESTION if at.role is Role.PART else reader.put_back(at.row)
        return PlannedRow(at.row, kept, at.role.value, place)
    parts = []
    after = place + 1
    while after < len(found) and found[after].role is Role.PART:
        parts.append(found[after].row)
        after += 1
    question, reason = reader.question(at, parts)
    if reason:
        return PlannedRow(at.row, question, reason, place)
    if (same := likeness.same(question.text)) is not None:
        return PlannedRow(at.row, question, DUPLICATE, place, *same)
    number, row = likeness.alike(question.text)
    likeness.remember(question.text, 0, at.row.number)
    return PlannedRow(at.row, question, "", place, number, row)


class PlannedEntry(NamedTuple):
    """What becomes of one row of a list of people: as `PlannedRow`."""

    row: SourceRow
    entry: AttendanceEntry | None
    reason: str = ""


class AttendancePlan(NamedTuple):
    """What becomes of every row of a list of people or organisations, and what is wrong in it."""

    rows: tuple[PlannedEntry, ...]
    problems: tuple[Problem, ...]

    @property
    def entries(self) -> tuple[AttendanceEntry, ...]:
        """Those to be recorded."""
        return tuple(row.entry for row in self.rows if row.entry is not None)

    @property
    def left_out(self) -> tuple[PlannedEntry, ...]:
        """The rows that are not recorded."""
        return tuple(row for row in self.rows if row.reason)

    def command(self) -> RecordAttendance:
        """The one command that adds them all."""
        return RecordAttendance(self.entries)


def plan_attendance(sheet: Sheet, columns: Mapping[Field, int], *, invited: bool = False) -> AttendancePlan:
    """What importing `sheet` as a list of those present would add, or of those `invited`, who are not here yet.

    A row needs a name or a unit.
    """
    reader = _Reader(columns, (), sheet.joined)
    main = Field.NAME if Field.NAME in columns else Field.UNIT
    rows = []
    for at in placed(sheet.rows, columns, main):
        entry, reason = _entry(reader, at, invited=invited)
        rows.append(PlannedEntry(at.row, entry, reason))
    rows += [PlannedEntry(left.row, None, left.code) for left in sheet.left_out]
    order = {id(row): place for place, row in enumerate(sheet.source.rows)}
    rows.sort(key=lambda one: order.get(id(one.row), 0))
    return AttendancePlan(tuple(rows), (*sheet.problems, *reader.problems))


def _entry(reader: _Reader, at: Placed, *, invited: bool) -> tuple[AttendanceEntry | None, str]:
    row = at.row
    if at.role is not Role.ITEM:
        said = clean(at.said, lines=1).text[:FOUND_CHARACTERS]
        reader.problems.append(Problem(at.role.value, row.sheet, row.number, "", said))
        return None, at.role.value
    name, unit = reader.line(row, Field.NAME), reader.line(row, Field.UNIT)
    if not name and not unit:
        reader.problems.append(Problem("row-without-name", row.sheet, row.number))
        return None, "row-without-name"
    typed = reader.written(row, Field.COUNT)
    try:
        count = numbers.read_whole(typed, "count") if typed.strip() else 1
    except Refusal:
        count = limits.QUESTIONS_PER_MEETING + 1
    if count > limits.QUESTIONS_PER_MEETING:
        reader.note("not-a-count", row, Field.COUNT, typed)
        return None, "not-a-count"
    entry = AttendanceEntry(
        name=name or unit,
        organisation=(unit or at.unit) if name else "",
        post=reader.line(row, Field.POST),
        count=count,
        present=not invited,
        source=Source.INVITED if invited else Source.IMPORTED,
    )
    return entry, ""
