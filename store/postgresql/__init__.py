"""A meeting's record in PostgreSQL: the same sealed lines in the same order, behind the journal's seam.

The one room that loads psycopg, which is there when installed as `doithoai[postgres]`; a laptop never comes here.
"""
