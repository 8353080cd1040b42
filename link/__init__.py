"""How a process on this laptop finds a meeting, reaches its server, and starts one where none runs."""
