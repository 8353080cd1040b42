"""How a process on this laptop finds a meeting, reaches its server, starts one where none runs, or pairs with another.

In come folders, what a person typed, and replies; out go calls of `link.control`'s table and a mirror's copied lines.
Never the server's code, the record's contents, or HTTP before something is asked for the first time.
"""
