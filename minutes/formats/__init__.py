"""One file for each format; every one prints the same outline."""
