"""What the wall shows, as data."""
