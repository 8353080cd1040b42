"""What reaches across the meetings of this laptop: reading their records, the register, what a new one is given."""
