"""What builds the pages of docs: development only, never installed. It may use every room; no room uses it."""
