"""The widgets that screens are made of: Vietnamese text fields, the virtual list, bars, the key bar, banners, QR.

In come texts, counts and rows; out go Textual's messages. No widget sends a command, and none shows a text unsanitized.
"""
