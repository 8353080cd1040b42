"""How an office writes: abbreviations of a title in full, curly quotes, lists with their marks, runs of numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ABBREVIATIONS = {
    "CCHC": "cải cách hành chính",
    "TTHC": "thủ tục hành chính",
    "CBCS": "cán bộ, chiến sĩ",
    "CBCC": "cán bộ, công chức",
    "CBCCVC": "cán bộ, công chức, viên chức",
    "CBVC": "cán bộ, viên chức",
    "CĐS": "chuyển đổi số",
    "CNTT": "công nghệ thông tin",
    "ANTT": "an ninh, trật tự",
    "ANQP": "an ninh, quốc phòng",
    "DVC": "dịch vụ công",
    "DVCTT": "dịch vụ công trực tuyến",
    "VBQPPL": "văn bản quy phạm pháp luật",
    "QCDC": "Quy chế dân chủ",
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "MTTQ": "Mặt trận Tổ quốc",
    "NLĐ": "người lao động",
    "KT-XH": "kinh tế - xã hội",
    "PCCC": "phòng cháy, chữa cháy",
    "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "KPI": "chỉ số đánh giá hiệu quả công việc",
}
"""What a title writes out (Nghị định 30/2020/NĐ-CP: a summary of content is written in full)."""

_ABBREVIATED = re.compile(
    r"(?<![\w/-])(" + "|".join(sorted(ABBREVIATIONS, key=len, reverse=True)) + r")(?![\w/-])"
)
_DOUBLE = re.compile(r'(?<!\w)"([^"\n]+)"(?!\w)')
_SINGLE = re.compile(r"(?<!\w)'([^'\n]+)'(?!\w)")
_INNER = re.compile(r"“([^”“]*)”")
_WITHIN_A_WORD = re.compile(r"(?<=[^\W\d_])'(?=\w)")


def in_full(title: str) -> str:
    """`title` with the abbreviations that everybody knows written out; in capitals where it stands in capitals."""
    is_shouted = title.isupper() and " " in title

    def written(found: re.Match[str]) -> str:
        words = ABBREVIATIONS[found[1]]
        if found.start() == 0:
            words = words[0].upper() + words[1:]
        return words.upper() if is_shouted else words

    return _ABBREVIATED.sub(written, title)


def curled(text: str) -> str:
    """`text` with “có thể” for "có thể" and 'có thể'.

    Every mark that quotes is curled, an apostrophe too; inches and feet stay as they are.
    """
    if '"' not in text and "'" not in text:
        return text
    quoted = _DOUBLE.sub(r"“\1”", text)
    quoted = _INNER.sub(lambda found: "“" + _SINGLE.sub(r"‘\1’", found[1]) + "”", quoted)
    return _WITHIN_A_WORD.sub("’", _SINGLE.sub(r"“\1”", quoted))


def listed(lines: Sequence[str]) -> list[str]:
    """The lines of a list, each ended by a semicolon, the last by a full stop."""
    bare = [line.rstrip().rstrip(";.").rstrip() for line in lines]
    last = len(bare) - 1
    return [
        line if line.endswith(("?", "!", "…")) else f"{line}{'.' if place == last else ';'}"
        for place, line in enumerate(bare)
    ]


def sentence(words: str) -> str:
    """`words` ended as a sentence is, once."""
    return words if words.rstrip().endswith((".", "?", "!", "…", ".”")) else f"{words.rstrip()}."


def numbers(found: Iterable[int]) -> str:
    """1, 2, 7-9: runs of three or more drawn together."""
    runs: list[list[int]] = []
    for number in sorted(found):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        part
        for run in runs
        for part in ([f"{run[0]}-{run[-1]}"] if len(run) > 2 else [str(number) for number in run])
    )
