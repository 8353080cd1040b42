"""Gentle hints to the moderator: what a question may need care for, each with its reason; never an action."""

from __future__ import annotations

import tomllib
import unicodedata
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec
import regex

import language

PACKAGED_RULES = Path(__file__).parent / "words" / "hints.toml"
LONGEST_READ = 4000
"""Characters of a question that are looked at: longer than any question may be, and a bound on the patterns' work."""
RULE_SECONDS = 0.25
"""Longest that one pattern may look at one text: an agency's own may be written so that it would look for hours.
A rule that takes longer raises nothing, as a text without its words."""


class Hint(msgspec.Struct, frozen=True):
    """Something a moderator should look at: what kind, why, and where in the text (start, end; in its NFC form).

    `kind` is "complaint", "personal_data", "insult", "state_secret", "several" or one an agency's own list adds.
    """

    kind: str
    reason: str
    span: tuple[int, int]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One editable rule: a kind, the reason shown, what raises it, and what excuses the words it stands over."""

    kind: str
    reason: str
    patterns: tuple[str, ...]
    reason_en: str = ""
    unless: tuple[str, ...] = ()


class _Ready(msgspec.Struct, frozen=True):
    rule: Rule
    patterns: tuple[regex.Pattern[str], ...]
    unless: tuple[regex.Pattern[str], ...]


def hints(text: str, rules: Path = PACKAGED_RULES) -> list[Hint]:
    """The hints that `text` raises, in order of place, at most one a rule. Raises ValueError for a wrong rules file."""
    shown = _with_plain_digits(unicodedata.normalize("NFC", text)[:LONGEST_READ])
    found = []
    for ready in read_rules(rules):
        span = _raised(ready, shown)
        if span:
            found.append(Hint(ready.rule.kind, _reason(ready.rule), span))
    return sorted(found, key=lambda hint: (hint.span, hint.kind))


def _raised(ready: _Ready, text: str) -> tuple[int, int] | None:
    """Where a pattern fits that no excuse overlaps: "Luật Khiếu nại" does not excuse the complaint beside it."""
    with suppress(TimeoutError):
        excused = [
            match.span()
            for pattern in ready.unless
            for match in pattern.finditer(text, timeout=RULE_SECONDS, concurrent=True)
        ]
        for pattern in ready.patterns:
            for match in pattern.finditer(text, timeout=RULE_SECONDS, concurrent=True):
                if not any(start < match.end() and match.start() < end for start, end in excused):
                    return match.start(), match.end()
    return None


def _with_plain_digits(text: str) -> str:
    """`text`, as long as it was, with the digits of every script as 0 to 9: a number hides in none of them."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)


def _reason(rule: Rule) -> str:
    return rule.reason_en if rule.reason_en and language.current() == "en" else rule.reason


@cache
def read_rules(path: Path) -> tuple[_Ready, ...]:
    """The rules in a TOML file, compiled. Raises ValueError for a file or a pattern that cannot be read."""
    try:
        rules = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8-sig")), dict[str, list[Rule]])[
            "rule"
        ]
        return tuple(_Ready(rule, _compiled(rule.patterns), _compiled(rule.unless)) for rule in rules)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, KeyError, regex.error) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _compiled(patterns: tuple[str, ...]) -> tuple[regex.Pattern[str], ...]:
    edge = r"(?:(?<!\w)|(?!\w))"  # before a match: not in the middle of a word
    return tuple(
        regex.compile(rf"{edge}(?:{pattern})(?:(?!\w)|(?<!\w))", regex.IGNORECASE) for pattern in patterns
    )
