"""The phone API: JSON over HTTP, one file a subject, one table of every endpoint."""
