"""What every phone in the hall may see, and how it hears of changes."""
