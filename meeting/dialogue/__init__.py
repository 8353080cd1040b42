"""The dialogue itself: the queue, a question's life, what its asker sees, what became of everything that was sent."""
