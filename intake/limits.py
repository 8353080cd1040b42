"""Every limit on a file that is read in, in one table."""

from __future__ import annotations

FILE_BYTES = 20 * 1024 * 1024
"""Largest file that is opened at all."""

UNPACKED_BYTES = 120 * 1024 * 1024
"""Most bytes a .xlsx or .docx may unpack to, counted while unpacking: a header can lie."""

UNPACKED_RATIO = 200
"""Most bytes unpacked for a byte packed, once past `RATIO_FROM`; real office files stay below 60."""

RATIO_FROM = 8 * 1024 * 1024
"""Unpacked size below which the ratio is not looked at: small repetitive files are harmless."""

ARCHIVE_PARTS = 2_000
"""Most files inside a .xlsx or .docx."""

SHEETS = 50
"""Most worksheets in a workbook."""

ROWS = 20_000
"""Most rows one file may bring."""

COLUMNS = 256
"""Most columns looked at, as many as a worksheet had up to Excel 2003; what stands beyond is said."""

QUOTED_LINES = 100
"""Most lines that a quoted cell of a text may reach over; a quote that stays open longer is a slip."""

EMPTY_ROWS = 5_000
"""A worksheet ends where more rows than this one after another hold nothing, whatever their colours and lines."""

MERGED_CELLS = 10_000
"""Most merged cells of a worksheet that are filled."""

CELL_CHARACTERS = 32_767
"""Longest cell: what a spreadsheet holds at most. A longer one is a bad row."""

HEADER_WITHIN = 15
"""The header is looked for in so many first rows: official tables open with a title and a date."""

HEADER_LOOKS_BELOW = 100
"""Rows below a header in which its words may not come again."""

PROGRESS_EVERY = 200
"""Rows between two reports of progress."""

FORMULA_CHARACTERS = 200
"""A longer line is no set phrase of a letter, even if it begins like one."""

HEADING_CHARACTERS = 80
"""A longer cell is no heading, even if it begins like one."""
