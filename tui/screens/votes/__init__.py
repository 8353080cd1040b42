"""The host's screen of polls, surveys and pledges: made, run, revealed, printed.

In come the state and the kinds of answers from `meeting.votes.kinds`; out go commands and PDFs. It never holds a
ballot, and knows no kind by name.
"""
