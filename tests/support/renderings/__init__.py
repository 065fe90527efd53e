"""One way of putting a draft on paper per file."""
