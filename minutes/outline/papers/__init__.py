"""The papers beside the minutes, each in its decree form: before the meeting, and from its close to the last answer.

In come the state and its seal; out go typed documents, which every format prints as it prints the minutes.
"""
