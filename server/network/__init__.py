"""The hall's network: which address phones can reach, sockets, the guard on every connection, the doctor."""
