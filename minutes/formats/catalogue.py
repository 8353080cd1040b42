"""The formats by name, each with the files it makes; the heavy libraries load when a format is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from minutes.edition import Document, Edition
from minutes.printing import MINUTES, annex_as_word, as_pdf, as_word
from wording import dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from minutes.outline.papers.form import Paper


def _docx(edition: Edition) -> list[Document]:
    return [as_word(edition, MINUTES, edition.minutes)]


def _pdf(edition: Edition) -> list[Document]:
    return [as_pdf(edition, MINUTES, edition.minutes)]


def _markdown(edition: Edition) -> list[Document]:
    from minutes.formats import markdown

    return [Document("bien-ban", ".md", markdown.render(edition.minutes).encode())]


def _xlsx(edition: Edition) -> list[Document]:
    from minutes.formats import workbook

    minutes = edition.minutes
    content = workbook.render(edition.sheets, minutes.subject, dates.parsed_time(minutes.dated), minutes.mark)
    return [Document("so-lieu", ".xlsx", content)]


def _csv(edition: Edition) -> list[Document]:
    from minutes.formats import separated

    first, *others = edition.sheets
    chosen = [first, *(sheet for sheet in others if sheet.rows)]
    return [Document(sheet.part, ".csv", separated.render(sheet)) for sheet in chosen]


def _json(edition: Edition) -> list[Document]:
    from minutes import bundle

    return [
        Document(
            "ho-so",
            ".json",
            bundle.to_json(edition.state, edition.seal, edition.journal, names=edition.names),
        )
    ]


def _annex(edition: Edition) -> list[Document]:
    from minutes.outline.annexes import escalation

    annex = escalation(edition.state, names=edition.names)
    return [annex_as_word(edition, "danh-muc-kien-nghi", edition.minutes, annex)]


def _text(edition: Edition) -> list[Document]:
    from minutes.formats import message

    return [Document("tin-nhan", ".txt", message.render(edition.state, edition.seal).encode())]


def _papers(edition: Edition, made: list[Paper]) -> list[Document]:
    """Each paper in Word and as PDF."""
    return [
        document
        for paper in made
        for document in (
            as_word(edition, paper.part, paper.document),
            as_pdf(edition, paper.part, paper.document),
        )
    ]


def _notice(edition: Edition) -> list[Document]:
    from minutes.outline.papers import notice

    return _papers(edition, notice.documents(edition.state, edition.seal, names=edition.names))


def _letters(edition: Edition) -> list[Document]:
    from minutes.outline.papers import letters

    return _papers(edition, letters.documents(edition.state, edition.seal, names=edition.names))


def _replies(edition: Edition) -> list[Document]:
    from minutes.outline.papers import replies

    return _papers(edition, replies.documents(edition.state, edition.seal, names=edition.names))


def _report(edition: Edition) -> list[Document]:
    from minutes.outline.papers import settlement

    return _papers(edition, settlement.documents(edition.state, edition.seal, names=edition.names))


def _agenda(edition: Edition) -> list[Document]:
    from minutes.outline.papers import beforehand

    return _papers(edition, beforehand.agenda(edition.state, edition.seal))


def _sign_in(edition: Edition) -> list[Document]:
    from minutes.outline.papers import beforehand

    return _papers(edition, beforehand.sign_in(edition.state, edition.seal))


def _question_slips(edition: Edition) -> list[Document]:
    from minutes.outline.papers import beforehand

    return _papers(edition, beforehand.slips(edition.state, edition.seal))


def _pledge(edition: Edition) -> list[Document]:
    from minutes.outline.pledges import documents

    made: list[Document] = []
    for number, minutes in documents(edition.state, edition.seal):
        part = f"giao-uoc-{number}"
        made += [as_word(edition, part, minutes), as_pdf(edition, part, minutes)]
    return made


class Format(NamedTuple):
    """A format: what people call it (a message id), and the files it makes of an edition."""

    title: str
    documents: Callable[[Edition], list[Document]]


FORMATS = {
    "docx": Format(N_("the minutes (Word)"), _docx),
    "pdf": Format(N_("the minutes (PDF)"), _pdf),
    "xlsx": Format(N_("the figures (Excel)"), _xlsx),
    "notice": Format(N_("the notice of conclusions (Word, PDF)"), _notice),
    "letters": Format(N_("the letters with recommendations (Word, PDF)"), _letters),
    "replies": Format(N_("the written replies (Word, PDF)"), _replies),
    "report": Format(N_("the report on what became of them (Word, PDF)"), _report),
    "agenda": Format(N_("the agenda (Word, PDF)"), _agenda),
    "sign-in": Format(N_("the list to sign in (Word, PDF)"), _sign_in),
    "slips": Format(N_("the question slip (Word, PDF)"), _question_slips),
    "annex": Format(N_("the list of recommendations (Word)"), _annex),
    "pledge": Format(N_("the pledges (Word, PDF)"), _pledge),
    "csv": Format(N_("the tables, for other programs"), _csv),
    "json": Format(N_("the whole record, for other programs"), _json),
    "markdown": Format(N_("the minutes as plain text (Markdown)"), _markdown),
    "text": Format(N_("the message for a chat group"), _text),
}
"""Every format by the name used on the command line and in menus, in the order they are offered."""

FIVE = ("docx", "pdf", "notice", "letters", "replies", "report")
"""What an office owes after a meeting: minutes, conclusions, recommendations, replies, and what became of them."""

BEFORE = ("agenda", "sign-in", "slips")
"""What is printed before it."""
