"""The suggester: an area, a second choice and an honest confidence for each question; it never files anything."""

from __future__ import annotations

from pathlib import Path

import msgspec

from triage.corrections import Corrections
from triage.model import AreaModel, Suggestion

PACKAGED_MODEL = Path(__file__).parent / "areas.model"


class Suggester:
    """Suggests areas with the packaged model or an agency's own, corrected by what people on this laptop decided."""

    def __init__(self, model: AreaModel, corrections: Corrections | None = None) -> None:
        self._model = model
        self.corrections = Corrections() if corrections is None else corrections

    @classmethod
    def load(cls, path: Path | None = None, corrections: Path | None = None) -> Suggester:
        """The suggester with the model at `path` (the packaged one by default), learning into `corrections`.

        Without a `corrections` path what it learns lasts as long as the process. Raises ValueError when the model's
        file is damaged.
        """
        model = AreaModel.from_file(path or PACKAGED_MODEL)
        for marked_and_plain in ("hồ sơ kqx", "ho so kqx"):
            model.ranked(
                marked_and_plain
            )  # reads the word lists now: the first question does not wait for them
        return cls(model, Corrections.load(corrections) if corrections else Corrections())

    @property
    def areas(self) -> tuple[str, ...]:
        """The area ids the model can name."""
        return self._model.header.areas

    def suggest(self, text: str) -> Suggestion:
        """What the program would file `text` under; a text that a person filed before goes where they put it."""
        ranking = self._model.ranked(text, self.corrections.pushes(self.areas))
        decided = self.corrections.area_of(text)
        if decided not in self.areas:
            return self._model.judged(ranking)
        shares = [share for _, share in ranking]
        order = [decided, *(area for area, _ in ranking if area != decided)]
        judged = self._model.judged(list(zip(order, shares, strict=True)))
        return msgspec.structs.replace(judged, area=decided)

    def correct(self, text: str, area: str) -> None:
        """Remember that a person filed `text` under `area`. An area the model does not know is not learnt."""
        if area not in self.areas:
            return
        guessed = self._model.ranked(text)[0][0]
        self.corrections.add(text, area, guessed)

    def forget(self, text: str | None = None) -> None:
        """Undo the correction of `text`, or every correction of this laptop."""
        self.corrections.remove(text)
