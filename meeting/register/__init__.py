"""What meetings owe: deadlines in working days, the register of all meetings, carry-over to the next."""
