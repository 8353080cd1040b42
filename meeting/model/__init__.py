"""The typed documents of the record, one noun a module; each is a frozen struct that is plain JSON in its table."""
