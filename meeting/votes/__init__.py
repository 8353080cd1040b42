"""Polls and surveys: forms, choices, tallies, and what may be said of them."""
