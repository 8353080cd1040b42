"""People's text: the one cleaner, folding for search, tone marks, numbers as people write them."""
