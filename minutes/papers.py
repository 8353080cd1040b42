"""Which document a file is, by its name: the minutes or one of the papers beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes.outline import outline
from minutes.outline.papers import beforehand, letters, notice, replies, settlement
from minutes.printing import MINUTES

if TYPE_CHECKING:
    from meeting.state import State
    from minutes.ledger import Origin
    from minutes.outline.blocks import Minutes
    from minutes.seal import Seal


def in_word(state: State, seal: Seal, stem: str, origin: Origin) -> Minutes | None:
    """The document whose file is called `stem`, as it was printed; None where it is none of them.

    A number at the end of `stem` may be of a second name (bien-ban-2), or the document's own (tra-loi-2): the longest
    name that fits is meant.
    """
    made = {MINUTES: outline(state, seal, names=origin.names, layout=origin.layout)}
    for read in (notice.documents, letters.documents, replies.documents, settlement.documents):
        made |= {paper.part: paper.document for paper in read(state, seal, names=origin.names)}
    for before in (beforehand.agenda, beforehand.sign_in, beforehand.slips):
        made |= {paper.part: paper.document for paper in before(state, seal)}
    fitting = [part for part in made if f"-{part}-" in f"-{stem}-"]
    return made[max(fitting, key=len)] if fitting else None
