"""What a meeting leaves unanswered, on one screen by area: proposed for many at once, reviewed, recorded in one step.

In come the state and `meeting.dialogue.close_out`; out goes one command. Nothing is recorded before it is reviewed.
"""
