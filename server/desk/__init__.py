"""The desk's way in: the control link on this laptop, and the link to a secretary at another."""
