"""The one writer, and the one sync that serves everybody who waits."""
