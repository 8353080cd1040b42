"""Texts that try to act: on the terminal, on the toolkit, on the eye."""

from __future__ import annotations

CONTROLS = {
    "clear screen": "\x1b[2J\x1b[H sau khi xóa màn hình",
    "title": "\x1b]0;tiêu đề lạ\x07 đổi tên cửa sổ",
    "clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07 ghi vào bảng tạm",
    "leave the screen": "\x1b[?1049l rời màn hình",
    "report": "\x1b[6n\x1b[c hỏi thiết bị",
    "C1": "\x9b2J\x9d0;x\x9c\x90 điều khiển một ký tự",
    "splice": "\x1b\x00[31m\x1b\x7f[2J ghép lại",
    "carriage return": "Đồng ý\rPhản đối",
    "tabs": "\t" * 500 + "sau các dấu tab",
    "reset": "\x1bc đặt lại",
}
"""HOSTILE kinds A: nothing of these may reach a terminal."""

MARKUP = {
    "closing": "[/ đóng",
    "unterminated": '[x=" dở dang',
    "action": "[@click=app.quit]Bấm vào đây[/]",
    "dismiss": "[@click=screen.dismiss]x[/@click]",
    "link": "[link=https://example.invalid]liên kết[/link]",
    "brackets": '[0] [Điều 3] [b + c [1, "3"] [bold]không đậm[/bold]',
    "markdown": "![](http://example.invalid/x) [x](javascript:1) # tiêu đề\n| a | b |",
    "rich": "[red]đỏ[/red] :smile: [/]",
}
"""Kinds B: all of it is literal."""

LETTERS = {
    "bidi": "abc\u202efdp.exe\u2066",
    "hebrew": "שלום và مرحبا",
    "zalgo": "a" + "\u0301\u0323\u0334" * 70,
    "legacy": "C¶i c¸ch hµnh chÝnh",
    "noncharacters": "x\ufffe\uffff\ue000\U000e0041y",
    "selectors": "❤" + "\ufe0f" * 100 + " 👨\u200d👩\u200d👧" * 50,
    "keycaps": "1\ufe0f\u20e3 #\ufe0f\u20e3 *\ufe0f\u20e3 🇻🇳 👍🏽 🏴\U000e0067\U000e0062\U000e007f ☎\ufe0e",
    "lines": "dòng\n" * 200,
    "wide": "漢字ひらがな ＡＢＣ",
    "casing": "İ ı ß ﬁ ſ",
}
"""Kinds C: bounded, in order, no crash."""

EVERYTHING = {**CONTROLS, **MARKUP, **LETTERS}
