"""doithoai: a live dialogue meeting from one laptop."""

__version__ = "0.1.0"
