"""What meetings owe: deadlines in working days, the register of all meetings, carry-over, two laptops' registers.

In come the States of meetings and a holiday table somebody has read; out go entries, shares and what to carry over.
Never today by itself: the day is given. An obligation is changed only by a command in its own meeting.
"""
