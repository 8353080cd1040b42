"""Gentle hints to the moderator: what a question may need care for, each with its reason; never an action."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import msgspec

import language

PACKAGED_RULES = Path(__file__).parent / "words" / "hints.toml"
LONGEST_READ = 4000
"""Characters of a question that are looked at: longer than any question may be, and a bound on the patterns' work."""


class Hint(msgspec.Struct, frozen=True):
    """Something a moderator should look at: what kind, why, and where in the text (start, end; in its NFC form).

    `kind` is "complaint", "personal_data", "insult", "state_secret", "several" or one an agency's own list adds.
    """

    kind: str
    reason: str
    span: tuple[int, int]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One editable rule: a kind, the reason shown, the patterns that raise it, and the ones that excuse it."""

    kind: str
    reason: str
    patterns: tuple[str, ...]
    reason_en: str = ""
    unless: tuple[str, ...] = ()


class _Ready(msgspec.Struct, frozen=True):
    rule: Rule
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]


def hints(text: str, rules: Path = PACKAGED_RULES) -> list[Hint]:
    """The hints that `text` raises, in order of place, at most one a rule. Raises ValueError for a wrong rules file."""
    shown = unicodedata.normalize("NFC", text)[:LONGEST_READ]
    found = []
    for ready in _rules(rules):
        if any(pattern.search(shown) for pattern in ready.unless):
            continue
        match = next((m for pattern in ready.patterns if (m := pattern.search(shown))), None)
        if match:
            found.append(Hint(ready.rule.kind, _reason(ready.rule), match.span()))
    return sorted(found, key=lambda hint: (hint.span, hint.kind))


def _reason(rule: Rule) -> str:
    return rule.reason_en if rule.reason_en and language.current() == "en" else rule.reason


@cache
def _rules(path: Path) -> tuple[_Ready, ...]:
    """The rules in a TOML file, compiled. Raises ValueError for a file or a pattern that cannot be read."""
    try:
        rules = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, list[Rule]])[
            "rule"
        ]
        return tuple(_Ready(rule, _compiled(rule.patterns), _compiled(rule.unless)) for rule in rules)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, KeyError, re.error) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    edge = r"(?:(?<!\w)|(?!\w))"  # before a match: not in the middle of a word
    return tuple(re.compile(rf"{edge}(?:{pattern})(?:(?!\w)|(?<!\w))", re.IGNORECASE) for pattern in patterns)
