"""What reaches across this laptop's meetings: their records, the register, holidays, what a new one is given.

In come the meeting library and commands; out go states, the register's source, and what a command brought about.
Never a screen, an option of the command line, or a server started for a command.
"""
