"""The projector in the terminal: slides come in from `wall`, rows of cells go out; it never decides what is shown."""
