"""`python -m tools.areas`: learn the packaged model from the written lines, byte for byte the same every time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from meeting.areas import OTHER, REFORM_AREAS
from tools.areas import written_lines
from triage.duplicates import COUNTS, spelt
from triage.suggester import PACKAGED_MODEL
from triage.teaching import teach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.lines import Line


COMMON = 3
"""A word in fewer lines than this is rare anyway, and is left out of the counts."""


def count_words(lines: Sequence[Line]) -> dict[str, int]:
    """In how many lines each word stands, as the duplicate index spells it."""
    counted = Counter(word for line in lines for word in spelt(line.text))
    return {word: count for word, count in sorted(counted.items()) if count >= COMMON}


def main() -> None:
    """Train, write the model and the word counts beside the code, print how well it did on situations held aside."""
    lines = written_lines()
    COUNTS.write_bytes(msgspec.json.format(msgspec.json.encode(count_words(lines)), indent=0) + b"\n")
    result = teach(lines, (*(area.id for area in REFORM_AREAS), OTHER))
    PACKAGED_MODEL.write_bytes(result.model.to_bytes())
    quality, header = result.quality, result.model.header
    print(f"{len(lines)} lines, inverse temperature {header.inverse_temperature:.2f}")
    print(f"right at first choice {quality.all.first_share:.1%}, within two {quality.all.two_share:.1%}")
    print(
        f"confident about {quality.sure.lines / quality.all.lines:.1%}, right there {quality.sure.first_share:.1%}"
    )
    for name, share in (quality.areas | quality.styles).items():
        print(f"  {name:15} {share.lines:5} {share.first_share:6.1%} {share.two_share:6.1%}")


if __name__ == "__main__":
    main()
