"""Editing a recorded answer, from the host's window or the secretary's: two at once lose neither text and are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from language import gettext as _
from meeting.commands.outcomes import EditAnswer
from tui.screens.dialogs.wording import Versions, WordingDialog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from link.control import CommandReply
    from meeting.decision import Command
    from meeting.model.question import Question
    from meeting.state import State
    from tui.app import DoithoaiApp


def answer_dialog(
    app: DoithoaiApp[Any],
    question: Question,
    state: Callable[[], State | None],
    send: Callable[[Command], Awaitable[CommandReply]],
    drafts: dict[str, str],
) -> WordingDialog:
    """The dialog that edits the wording of `question`'s answer, which is in `state()` now. `send` raises Refusal."""
    number = question.number
    standing = state()
    assert standing is not None
    answer = standing.answers[number]
    others = tuple(dict.fromkeys(one.text for one in answer.earlier)) if answer.diverged else ()

    async def edit(text: str) -> None:
        tell_if_both_wrote(app, await send(EditAnswer(number, text, answer.revision)))

    def newer() -> str:
        now = state()
        stands = now.answers.get(number) if now else None
        return stands.text if stands is not None and stands.revision != answer.revision else ""

    return WordingDialog(
        f"{_('Answer')} · #{number}",
        question.text,
        Versions(answer.said, answer.speaker, tuple(text for text in others if text != answer.said)),
        answer.text,
        edit,
        newer,
        drafts,
        f"answer-{number}-{answer.revision}",
    )


def tell_if_both_wrote(app: DoithoaiApp[Any], reply: CommandReply) -> None:
    """Say so to whoever saved after another window had."""
    if reply.result and reply.result.get("diverged"):
        app.notify(
            _(
                "Another window saved this answer while you were writing. Both texts are kept; open it to compare."
            ),
            severity="warning",
            timeout=20,
        )
