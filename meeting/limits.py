"""Every limit of the meeting in one table, read by the rules, the phone API, the docs and the tests."""

from __future__ import annotations

QUESTION_GRAPHEMES = 500
"""Longest question, in characters as people see them (grapheme clusters after NFC)."""

ANSWER_GRAPHEMES = 20_000
"""Longest answer or conclusion: about six A4 pages."""

LINE_GRAPHEMES = 200
"""Longest one-line text: a title, a name, a place, a reason, an addressee."""

NAME_GRAPHEMES = 60
"""Longest name or unit an asker may offer."""

QUESTION_LINES = 8
"""Most lines a question keeps; the rest is joined with spaces so that no word is lost."""

ANSWER_LINES = 400
"""Most lines an answer keeps."""

MARKS_PER_LETTER = 4
"""Most combining marks on one letter; Vietnamese needs two."""

JOINS_PER_LETTER = 4
"""Most zero-width joiners in one drawn sign; the longest emoji people use has three."""

CODE_POINTS_PER_CHARACTER = 8
"""Most code points counted as one character; some scripts let thousands make up a single one."""

QUESTIONS_PER_MEETING = 50_000
"""Most questions one meeting takes; the store is measured to this size."""

ATTENDANCE = 5_000
"""Most entries of one meeting's attendance."""

TIME_STEP_MINUTES = 5
"""What a phone sends is dated to the start of a step this long, so that a time points at nobody."""

SATISFACTION_DAYS = 30
"""How long after the close an asker may say whether the answer settled it; then that ballot box is destroyed."""

SMALL_GROUP = 5
"""A breakdown of fewer people than this is hidden (OECD practice: three or five)."""

RECEIPT_CHARACTERS = 16
"""Length of an asker's receipt in Crockford base 32: 80 random bits."""

ACTS_TOGETHER = 10_000
"""Most acts in one step: every question of a meeting once."""

UNDO_STEPS = 200
"""How many commits back the host can undo."""

DEADLINE_WORKING_DAYS = 260
"""Longest default period: about a year of working days."""

DUE_SOON_WORKING_DAYS = 3
"""An open matter is due soon when no more working days than this are left."""

POLLS_PER_MEETING = 200
"""Most polls one meeting keeps, prepared ones included."""

OPTIONS = range(2, 21)
"""How many options a choice may offer: a phone page and a projector must show them all."""

OPTION_GRAPHEMES = 120
"""Longest option."""

RATING_TOPS = range(3, 11)
"""Highest mark a rating may have; the lowest is always 1."""

NUMBER_CHARACTERS = 18
"""Longest number in digits, sign and point included: exact in decimal arithmetic everywhere."""

NUMBER_TYPED_CHARACTERS = 40
"""Longest number as it is typed, with separators of thousands and its unit."""

DECIMALS = range(7)
"""How many places after the point a numeric poll may ask for."""

TEXT_CHOICE_GRAPHEMES = 300
"""Longest open answer in a poll or survey."""

TEXT_CHOICE_LINES = 4
"""Most lines an open answer keeps."""

PROGRESS_STEP = 5
"""Votes are counted aloud in steps of this many, so that no step is one person."""

UNANIMOUS_GROUP = 10
"""A smaller group is never shown answering alike: its one answer would be everybody's."""

SLIPS = range(1, 2001)
"""How many one-time slips one binding vote may have."""

SLIP_CHARACTERS = 12
"""Length of a slip's code in Crockford base 32: 60 random bits."""

WORDS_LISTED = 40
"""Longest word list of an open poll."""

SURVEYS_PER_MEETING = 20
"""Most surveys one meeting keeps."""

SURVEY_ITEMS = range(1, 61)
"""How many items a survey may have: one phone page, about ten minutes."""

SURVEY_UNITS = 60
"""Most units a survey can be broken down by."""

SURVEY_FILE_BYTES = 256 * 1024
"""Largest survey or poll file taken in."""

PLEDGES_PER_MEETING = 10
"""Most pledges one meeting keeps."""

PLEDGE_TASKS = range(1, 21)
"""How many tasks a pledge may name; the source movement had five."""

PLEDGE_TARGETS = 60
"""Most targets of one pledge."""

PLEDGE_SIGNERS = 200
"""Most signers and witnesses of one pledge."""

PLEDGE_LINES = 20
"""Most lines of grounds, of measures and of promises in a pledge."""

PLEDGE_TEXT_GRAPHEMES = 600
"""Longest task, measure, promise or evidence note."""

SIGNATURE_CHARACTERS = 8_000
"""Longest signature as path data: half of what one request may carry."""

SIGNATURE_STROKES = 80
"""Most strokes of one signature."""

SIGNATURE_WIDTH = 1000
"""Width of the box a signature is drawn in, in its own units."""

SIGNATURE_HEIGHT = 400
"""Height of the box a signature is drawn in, in its own units."""

YEARS = range(1900, 3000)
"""The years a date may be of: any other is a slip of the finger, and has no calendar to count in."""

HOLIDAYS = 1_000
"""Most days a holiday table holds: decades of years."""

PROFILE_LINES = 40
"""Most recipients, and most legal grounds, of one meeting."""

COPIES = range(51)
"""How many copies of the minutes may be signed; 0 leaves it unsaid."""

CARRIED = 5_000
"""Most entries that earlier meetings may leave to a new one."""
