"""The same work against several servers, side by side: ours, what the machine can do at best, and what others do."""
