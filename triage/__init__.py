"""Triage: suggests an area, finds near duplicates and hints at what needs care. The person decides."""

from __future__ import annotations

from triage.duplicates import DuplicateIndex, Match
from triage.hints import Hint, hints
from triage.model import Suggestion
from triage.suggester import Suggester

__all__ = ["DuplicateIndex", "Hint", "Match", "Suggester", "Suggestion", "hints"]
