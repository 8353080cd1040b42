"""What builds the pages of docs, draws their pictures and teaches the packaged areas.

Development only, never installed. It may use every room and the tests; no room uses it.
"""
