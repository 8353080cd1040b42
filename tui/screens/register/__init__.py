"""The register's screen: what all meetings owe, found, counted, worked on and exported.

In come entries from a `RegisterSource`; out go commands to the meeting an entry is of. It follows no record, and reads
anew after each change.
"""
