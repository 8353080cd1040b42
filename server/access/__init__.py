"""Access: what a request passes before the meeting hears of it, and how it is refused.

Host and origin, the hall's code, the phone's pass, its pace, the shape of what it sends.
"""
