"""A command, and what deciding it gives: the shape every command file follows."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import msgspec

from meeting import limits
from meeting.changes import Change, put
from meeting.model.log import LogEntry
from meeting.model.profile import Phase
from meeting.model.vote import VotePhase
from meeting.moment import DESK, Moment, Role
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from meeting.state import State

ALIVE = frozenset({Phase.PREPARED, Phase.OPEN})
"""The phases in which the meeting can still be changed freely."""

ALWAYS = frozenset(Phase)
"""Every phase: for corrections of the record and work on the register."""


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


class Decision(NamedTuple):
    """What to commit, which documents it is about, and what to tell whoever asked (JSON types only)."""

    changes: tuple[Change, ...]
    about: tuple[tuple[str, int], ...] = ()
    result: dict[str, Any] | None = None
    undoes: int = 0


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="command", tag=_kebab):
    """Something a person wants done. A subclass holds the request and its rule.

    `roles` may give it, in `phases`; `rule` turns it into changes or raises Refusal. On the wire it is JSON with the
    kebab-case class name under ``command``.
    """

    roles: ClassVar[frozenset[Role]] = DESK
    phases: ClassVar[frozenset[Phase]] = ALIVE

    def rule(self, state: State, moment: Moment) -> Decision:
        """The changes that carry this command out. Raises Refusal."""
        raise NotImplementedError

    @property
    def did(self) -> str:
        """The command's name as the log keeps it."""
        return _kebab(type(self).__name__)


def check_phase(state: State, command: Command) -> None:
    """Raise Refusal where the meeting's phase does not allow the command."""
    if state.meetings and state.meeting.phase not in command.phases:
        raise Refusal(f"meeting-{state.meeting.phase.value}")


def decide(state: State, command: Command, moment: Moment) -> Decision:
    """Check role and phase, apply the command's rule, and add the log line. Raises Refusal and changes nothing.

    A decision that changes nothing (a repeated request that is already fulfilled) gets no log line and needs no commit.
    """
    if moment.by not in command.roles:
        raise Refusal("not-for-this-role", role=moment.by.value)
    check_phase(state, command)
    moment = beside_phones(state, moment)
    decision = command.rule(state, moment)
    last = {(change.table, change.id): change for change in decision.changes}
    effective = tuple(change for change in last.values() if _differs(state, change))
    if not effective:
        return decision._replace(changes=())
    line = LogEntry(
        at=moment.stamp, by=moment.by.value, did=command.did, about=decision.about, undoes=decision.undoes
    )
    number = next(reversed(state.log), 0) + 1
    return decision._replace(changes=(*effective, put("log", number, line)))


def beside_phones(state: State, moment: Moment) -> Moment:
    """`moment`, its stamp rounded where an exact one would date what phones do."""
    if moment.among_phones or not _is_near_phones(state, moment):
        return moment
    return moment._replace(among_phones=True)


def _is_near_phones(state: State, moment: Moment) -> bool:
    """Whether an exact time now could date what a phone did: while anything is open, and while askers may speak."""
    if not state.meetings or not state.meeting.closed_at:
        return True
    if any(vote.phase is VotePhase.OPEN for votes in (state.polls, state.surveys) for vote in votes.values()):
        return True
    since = moment.at - datetime.fromisoformat(state.meeting.closed_at)
    return since < timedelta(days=limits.SATISFACTION_DAYS)


def _differs(state: State, change: Change) -> bool:
    """Whether a change would change anything."""
    before = state.tables.get(change.table, {}).get(change.id)
    return (None if before is None else msgspec.to_builtins(before)) != change.document
