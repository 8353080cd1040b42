"""Word documents as a person sees them on the page."""
