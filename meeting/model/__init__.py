"""The typed documents of the record, one noun a module; each is a frozen struct that is plain JSON in its table.

In come values that a rule has judged, or what the journal holds. Names and defaults here are the file format.
Never a rule: what may become of a document is decided in `meeting.commands`.
"""
