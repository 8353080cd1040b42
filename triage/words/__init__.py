"""The word lists the triage room reads: abbreviations, dialect, English, grammar words and hints, as editable data."""
