"""Other halls of the same meeting, seen from the main hall: who they are, what they may have, what they send."""
