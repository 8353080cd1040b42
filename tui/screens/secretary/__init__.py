"""The secretary's screen: the minutes as they stand, and everything that is still missing in them."""
