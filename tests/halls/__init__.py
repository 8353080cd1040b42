"""Many halls in one meeting: real servers, each on an address of its own."""
