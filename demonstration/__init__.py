"""A whole meeting that plays itself on the real parts: the story, its attendees on phones, its host."""
