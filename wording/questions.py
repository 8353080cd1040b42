"""Questions in words: how they came, where they stand, and what became of them."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext
from meeting.dialogue.following import FollowUpStep
from meeting.dialogue.lanes import Lane
from meeting.dialogue.queue import Order, QuestionProgress
from meeting.model.question import Channel, ModerationStatus, Outcome, QuestionKind
from wording.term import Term

KINDS = {
    QuestionKind.QUESTION: Term(N_("question"), "Câu hỏi"),
    QuestionKind.OPINION: Term(N_("opinion"), "Ý kiến"),
    QuestionKind.RECOMMENDATION: Term(N_("recommendation"), "Kiến nghị"),
}

CHANNELS = {
    Channel.PHONE: Term(N_("from a phone"), "Điện thoại"),
    Channel.PAPER: Term(N_("on paper"), "Phiếu giấy"),
    Channel.TYPED: Term(N_("typed at the desk"), "Nêu tại hội trường"),
    Channel.IMPORTED: Term(N_("from a file"), "Gửi trước"),
}

OUTCOMES = {
    Outcome.ANSWERED: Term(N_("Answered on the spot"), "Trả lời trực tiếp tại hội nghị"),
    Outcome.WRITTEN_ANSWER: Term(N_("To be answered in writing"), "Sẽ trả lời bằng văn bản"),
    Outcome.ASSIGNED: Term(N_("Assigned to a unit"), "Giao đơn vị giải quyết"),
    Outcome.SUPERIOR: Term(N_("Recommended to superior leadership"), "Kiến nghị lãnh đạo cấp trên"),
    Outcome.SPECIALISED: Term(N_("Passed to a specialised unit"), "Chuyển đơn vị chuyên trách"),
    Outcome.EXPLAINED: Term(N_("Explained, informed"), "Đã giải trình, cung cấp thông tin"),
    Outcome.NOT_TAKEN_UP: Term(N_("Not taken up"), "Không tiếp thu"),
    Outcome.OUT_OF_SCOPE: Term(N_("Outside this dialogue"), "Không thuộc phạm vi đối thoại"),
}
"""The same on the console, the stage, the phones and in the summary of a rehearsal."""

NO_OUTCOME = Term(N_("Not yet answered"), "Chưa trả lời")

OWED = {
    Outcome.WRITTEN_ANSWER: "{owner} trả lời bằng văn bản",
    Outcome.ASSIGNED: "Giao {owner} giải quyết",
    Outcome.SUPERIOR: "Kiến nghị {owner} xem xét, giải quyết",
    Outcome.SPECIALISED: "Chuyển {owner} xem xét, giải quyết",
}
"""How an outcome reads in a document when somebody owes it."""

STEPS = {
    FollowUpStep.RECEIVED: N_("Received"),
    FollowUpStep.LISTED: N_("On the list"),
    FollowUpStep.BEING_ANSWERED: N_("Being answered now"),
    FollowUpStep.ROUTED_OUT: N_("Forwarded as the law prescribes"),
    FollowUpStep.SPLIT: N_("Divided into parts"),
} | {FollowUpStep(outcome.value): term.message for outcome, term in OUTCOMES.items()}
"""How far a question has come, for its asker and on the phones' list: a step of its own, or its outcome."""

PROGRESS = {
    QuestionProgress.NEW: N_("new, not shown to anybody yet"),
    QuestionProgress.OPEN: N_("approved, waiting"),
    QuestionProgress.DECIDED: N_("decided"),
    QuestionProgress.HIDDEN: N_("hidden"),
    QuestionProgress.MERGED: N_("merged into another"),
    QuestionProgress.SPLIT: N_("split into parts"),
    QuestionProgress.ROUTED_OUT: N_("routed out by law"),
}
"""How far a question has come, for the desk."""

MODERATION_STATUSES = {
    ModerationStatus.RECEIVED: "Đã tiếp nhận",
    ModerationStatus.LISTED: "Đã công bố",
    ModerationStatus.HIDDEN: "Không công bố",
    ModerationStatus.ROUTED_OUT: "Chuyển bộ phận tiếp công dân",
    ModerationStatus.MERGED: "Đã gộp",
    ModerationStatus.SPLIT: "Đã tách",
}
"""What documents say of a question's moderation."""

ROUTED_OUT_LINE = (
    "Nội dung thuộc khiếu nại, tố cáo: đã chuyển bộ phận tiếp công dân theo quy định của pháp luật."
)
HIDDEN_LINE = "Nội dung không công bố theo quyết định của chủ tọa."
"""What documents print in place of a text they withhold."""

LANES = {
    Lane.NEW: N_("New"),
    Lane.CARE: N_("Needs care"),
    Lane.REPEATS: N_("Repeats"),
    Lane.APPROVED: N_("Approved"),
    Lane.OWED: N_("Waiting for an answer"),
    Lane.DONE: N_("Done"),
}
"""The lanes of the desk."""

SHORT_LANES = {
    Lane.NEW: N_("New"),
    Lane.CARE: N_("Care"),
    Lane.REPEATS: N_("Repeats"),
    Lane.APPROVED: N_("Approved"),
    Lane.OWED: N_("Owed"),
    Lane.DONE: N_("Done"),
}
"""The same where a row is short."""

ORDERS = {
    Order.OLDEST: N_("oldest first"),
    Order.NEWEST: N_("newest first"),
    Order.VOTES: N_("most supported first"),
}


def outcome(found: Outcome | None) -> str:
    """An outcome in the current language; empty while there is none."""
    return OUTCOMES[found].screen() if found is not None else ""


def steps() -> dict[str, str]:
    """Every step in the current language, by its value."""
    return {step.value: gettext(message) for step, message in STEPS.items()}
