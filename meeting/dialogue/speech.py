"""What a text from the hall is: a question, an opinion or a recommendation, as minutes must name it.

Phones and slips do not ask people to say which; a desk may. Where nobody said, the words themselves tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from meeting.model.question import QuestionKind
from meeting.text.folding import fold

if TYPE_CHECKING:
    from meeting.model.question import Question

_PROPOSING = (
    r"(^|[,;:.] )((em|tôi|chúng tôi|chúng em|anh em|đội|phòng|tổ|đơn vị)( \w+)? )?((cũng )?(xin|rất|trân trọng) )?"
    r"(đề nghị|kiến nghị|đề xuất|mong|yêu cầu)\b"
)
_INQUIRING = r"\b(cho biết|cho hỏi|xin hỏi|hỏi về)\b"
_ASKING = (
    r"\b(tại sao|vì sao|sao|thế nào|như thế nào|bao giờ|khi nào|lúc nào|bao lâu|bao nhiêu|mấy giờ|ở đâu|ở mô|"
    r"làm sao|ra sao|có phải|được không|when|what|where|why|who|how|which)\b"
    r"|\b(không|chưa|hả|nhỉ|gì|ai|đâu|mô|răng|rứa)( ạ| vậy| thế)?[ …]*$"
)


def _both(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The pattern for texts as they should be written, and for those typed without tone marks."""
    return re.compile(pattern), re.compile(fold(pattern))


_PROPOSES, _INQUIRES, _ASKS = map(_both, (_PROPOSING, _INQUIRING, _ASKING))


def kind_of(question: Question) -> QuestionKind:
    """The kind the desk gave, or the one the words tell where it is the one nobody chose."""
    if question.kind is not QuestionKind.QUESTION:
        return question.kind
    return kind_of_text(question.text)


def kind_of_text(text: str) -> QuestionKind:
    """What asks is a question, with its mark or, where it is left open, by its words; what proposes a recommendation.

    A sentence closed by a full stop states something, unless it inquires.
    """
    words, folded = text.casefold().strip(), fold(text)
    is_bare = words == folded
    read = folded if is_bare else " ".join(words.split())
    if "?" in text or _INQUIRES[is_bare].search(read):
        return QuestionKind.QUESTION
    if _PROPOSES[is_bare].search(read):
        return QuestionKind.RECOMMENDATION
    if not words.endswith((".", "!")) and _ASKS[is_bare].search(read):
        return QuestionKind.QUESTION
    return QuestionKind.OPINION
