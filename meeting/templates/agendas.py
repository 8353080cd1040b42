"""Agenda templates: what such meetings usually consist of, to begin from."""

from __future__ import annotations

from typing import NamedTuple

from meeting.model.agenda import AgendaItem, ItemKind
from meeting.refusal import Refusal


class Template(NamedTuple):
    """A named agenda; `title` is what people choose it by."""

    name: str
    title: str
    items: tuple[tuple[ItemKind, str, int], ...]


TEMPLATES: tuple[Template, ...] = (
    Template(
        "launch",
        "Lễ phát động thi đua cải cách hành chính và đối thoại",
        (
            (ItemKind.OPENING, "Ổn định tổ chức, chào cờ", 5),
            (ItemKind.OPENING, "Tuyên bố lý do, giới thiệu đại biểu, chủ trì và thư ký", 5),
            (ItemKind.REPORT, "Báo cáo kết quả công tác cải cách hành chính", 15),
            (ItemKind.LAUNCH, "Phát động phong trào thi đua", 10),
            (ItemKind.PLEDGE, "Ký kết giao ước thi đua", 10),
            (ItemKind.DIALOGUE, "Đối thoại", 75),
            (ItemKind.CONCLUSION, "Kết luận của chủ trì", 10),
            (ItemKind.CLOSING, "Thông qua biên bản, bế mạc", 5),
        ),
    ),
    Template(
        "dialogue",
        "Hội nghị đối thoại",
        (
            (ItemKind.OPENING, "Tuyên bố lý do, giới thiệu chủ trì và thư ký", 5),
            (ItemKind.REPORT, "Kết quả giải quyết kiến nghị kỳ trước và tổng hợp ý kiến gửi trước", 10),
            (ItemKind.DIALOGUE, "Đối thoại", 75),
            (ItemKind.CONCLUSION, "Kết luận của chủ trì", 10),
            (ItemKind.CLOSING, "Thông qua biên bản, bế mạc", 5),
        ),
    ),
    Template(
        "survey",
        "Đối thoại và khảo sát",
        (
            (ItemKind.OPENING, "Tuyên bố lý do, giới thiệu chủ trì và thư ký", 5),
            (ItemKind.SURVEY, "Khảo sát ý kiến về cải cách hành chính", 15),
            (ItemKind.DIALOGUE, "Đối thoại", 60),
            (ItemKind.CONCLUSION, "Kết luận của chủ trì", 10),
            (ItemKind.CLOSING, "Bế mạc", 5),
        ),
    ),
)
"""Durations are those of common practice, two to three hours in all."""


def agenda_from_template(name: str) -> tuple[AgendaItem, ...]:
    """The items of the template called `name`, in order. Raises Refusal ``no-such-template``."""
    found = next((template for template in TEMPLATES if template.name == name), None)
    if found is None:
        known = ", ".join(template.name for template in TEMPLATES)
        raise Refusal("no-such-template", name=name[:40], known=known)
    return tuple(
        AgendaItem(order=order, title=title, kind=kind, planned_minutes=minutes)
        for order, (kind, title, minutes) in enumerate(found.items, start=1)
    )
