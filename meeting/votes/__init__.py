"""Polls and surveys: the kinds of answer, results of surveys, small groups, slips, survey files.

In come forms, choices and responses; out go checked choices, tallies, findings, rows to draw and message ids.
Never who gave a choice: here a ballot is already without its giver.
"""
