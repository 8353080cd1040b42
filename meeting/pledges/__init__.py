"""Pledges: signatures, results, and how the movement stands."""
