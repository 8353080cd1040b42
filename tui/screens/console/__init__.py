"""The host's console: the queue, the chosen question, the stage and the agenda, all by single keys."""
