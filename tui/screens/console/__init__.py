"""The host's console: the queue, the chosen question, the stage and the agenda, all by single keys.

`screen` is what actions act on; staging, sorting, outcomes, finding and running hold them by idea, each a row above
its handler; `actions` is the table. A handler never keeps anything of the meeting: it asks, and sends a command.
"""
