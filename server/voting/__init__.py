"""Ballots while they are open: support, polls and surveys in boxes beside the record."""
