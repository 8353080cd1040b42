"""The stage for browsers: whom the host lets in by a one-time code, and the picture of the wall they are sent.

In comes the record, out go slides of `wall.projection` and the code to scan; there is no way back: a screen can ask
for nothing and command nothing.
"""
