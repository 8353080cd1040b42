"""The host's screen of polls, surveys and pledges."""
