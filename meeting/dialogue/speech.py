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

_ASKS = re.compile(
    r"\b(tai sao|vi sao|sao|the nao|nhu the nao|bao gio|khi nao|luc nao|bao lau|bao nhieu|may gio|o dau|"
    r"o mo|noi nao|cho nao|co .{1,80} (khong|chua)|duoc khong|lam sao|ra sao|"
    r"what|when|where|why|who|how|which)\b"
)
"""Words that ask, folded; the sign for it is often left out on a phone."""

_ENDS_ASKING = re.compile(
    r"(\b(khong|chua|ha|a|nhi|gi|ai|nao|dau|mo|rang|chi)( (a|vay|the|ha|rua))?)[ .!…]*$"
)
_RECOMMENDS = re.compile(
    r"^(em|toi|chung toi|chung em|dai bieu|don vi|doi|to|phong)?\s*(xin |tran trong |rat )?"
    r"(de nghi|kien nghi|de xuat|mong|mong muon|xin duoc|can|nen|yeu cau)\b"
)


def kind_of(question: Question) -> QuestionKind:
    """The kind the desk gave, or the one the words tell where it is the one nobody chose."""
    if question.kind is not QuestionKind.QUESTION:
        return question.kind
    return kind_of_text(question.text)


def kind_of_text(text: str) -> QuestionKind:
    """A text with a question mark or asking words is a question; one that opens by proposing, a recommendation."""
    words = fold(text)
    if "?" in text:
        return QuestionKind.QUESTION
    if _RECOMMENDS.search(words) and not words.startswith(("de nghi lanh dao cho biet", "de nghi cho biet")):
        return QuestionKind.RECOMMENDATION
    if _ASKS.search(words) or _ENDS_ASKING.search(words) or "cho biet" in words or "cho hoi" in words:
        return QuestionKind.QUESTION
    return QuestionKind.OPINION
