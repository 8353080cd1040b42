"""The live meeting: the one writer, the phones' pages and API, the control link, ballot boxes and limits.

In come requests that passed `server.access`, and calls of `link.control`'s table. Out go replies, once what they tell
is on the disk. Never a rule, a screen, a phone's address on the disk, or a host's call on the phones' port.
"""
