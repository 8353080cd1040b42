"""How the program is set up and started on a person's laptop."""
