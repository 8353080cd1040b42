"""The dialogue itself: the queue, what an asker may see of a question, whose support counts, how the whole was treated.

In comes a State; out go orders, counts and views of it, and receipts of which the record keeps only hashes.
Never a change of the State, and never words of a question that its reader may not see.
"""
