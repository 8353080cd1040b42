"""An edge: the server of another hall of the meeting, which follows the main hall's record and forwards what is asked.

It is the same server with another writer: its own phones, wall and addresses, a copy of what a hall may have of the
record, an outbox for questions and ballot boxes of its own.
"""
