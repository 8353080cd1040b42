"""The register's screen: what all meetings owe, found, counted, worked on and exported."""
