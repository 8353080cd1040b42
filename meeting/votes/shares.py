"""What `meeting.votes.kinds` decides, by its earlier address."""

from meeting.votes.results import mean as mean
from meeting.votes.results import tenths as tenths


def percent(part: int, whole: int, mark: str = ",") -> str:
    """`part` of `whole` as printed, without the sign: ``33,3``. `mark` is the decimal mark of the language."""
    whole_percents, tenth = divmod(tenths(part, whole), 10)
    return f"{whole_percents}{mark}{tenth}" if tenth else f"{whole_percents}"
