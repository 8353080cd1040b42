"""A meeting on an agency's servers: several processes on several machines, one of which keeps the meeting at a time."""
