"""Pledges: what is typed, how signatures are drawn, what a result means, and how the movement stands.

In come pledges, signers and results of a State, and lines typed at the desk; out go boards, walls and counts.
Never a judgement by figures alone: work whose quality was not kept is not met.
"""
