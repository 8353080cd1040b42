"""What the hall sees on the projector now, and what comes next."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class View(StrEnum):
    """The stage's views; `ref` of the stage names the question, prompt, poll or survey shown where a view has one."""

    JOIN = "join"
    QUESTION = "question"
    BOARD = "board"
    AREAS = "areas"
    PROMPT = "prompt"
    POLL = "poll"
    SURVEY = "survey"
    PLEDGES = "pledges"
    AGENDA = "agenda"
    CARRY_OVER = "carry_over"
    ATTENDANCE = "attendance"
    CLOSING = "closing"
    TEST = "test"


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The one stage. `blank` covers whatever the view is; `timer_started_at` is ISO 8601, empty when no timer runs.

    It is rounded while phones act, so `timer_run` tells one countdown from the next, and whoever sees it begin counts
    from there. `timer_item` is the agenda item whose time is counted, 0 for an answer's or one of the host's.
    `page` is the page the host turned to, from 1; 0 while pages turn by themselves. `area` and `order` (a
    `meeting.dialogue.queue.Order`) are those of the board; no area means all of them.

    `step` is the step of the run of show that was gone to last, empty for none (see `dialogue.run_of_show`).
    """

    view: View = View.JOIN
    ref: int = 0
    next: int = 0
    blank: bool = False
    timer_started_at: str = ""
    timer_seconds: int = 0
    page: int = 0
    area: str = ""
    order: str = "votes"
    step: str = ""
    timer_run: int = 0
    timer_item: int = 0
