"""What people can do in a meeting: one idea a file, each command with its rule."""
