"""The areas a question is filed under: the six of administrative reform by default, any set an agency brings."""

from __future__ import annotations

import msgspec

UNCLASSIFIED = "unclassified"
"""The area of a question that nobody has filed yet; key 0."""

OTHER = "other"
"""Not about reform at all (codebook: crime reports, logistics, greetings, spam); never one of the numbered areas."""


class Area(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One area: `id` is stable and ASCII, `key` the digit 1-9 that sets it, `name` as shown, `official` its alias."""

    id: str
    key: int
    name: str
    name_en: str
    official: str = ""


# Resolution 76/NQ-CP of 15/7/2021 names six contents; speech and the police keep the older name of the sixth,
# so the names here are the spoken ones and `official` is the resolution's.
REFORM_AREAS: tuple[Area, ...] = (
    Area("institutions", 1, "Cải cách thể chế", "Institutional reform", "Cải cách thể chế"),
    Area(
        "procedures",
        2,
        "Cải cách thủ tục hành chính",
        "Administrative procedures",
        "Cải cách thủ tục hành chính",
    ),
    Area(
        "apparatus",
        3,
        "Cải cách tổ chức bộ máy",
        "Organisational apparatus",
        "Cải cách tổ chức bộ máy hành chính nhà nước",
    ),
    Area(
        "civil_service",
        4,
        "Cải cách chế độ công vụ, nâng cao chất lượng đội ngũ cán bộ",
        "Civil service",
        "Cải cách chế độ công vụ",
    ),
    Area("public_finance", 5, "Cải cách tài chính công", "Public finance", "Cải cách tài chính công"),
    Area(
        "modernisation",
        6,
        "Hiện đại hóa nền hành chính",
        "Modernisation",
        "Xây dựng, phát triển Chính phủ điện tử, Chính phủ số",
    ),
)
