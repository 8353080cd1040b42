"""What a meeting is: model, commands, decisions, tallies, deadlines, areas. Pure: no files, no clock, no screen."""
