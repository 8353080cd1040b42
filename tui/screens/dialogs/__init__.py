"""What screens ask before they act: yes or no, one of several, a form; all answered by single keys or typing."""
