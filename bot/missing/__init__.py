"""Who is missing: what may be shown of it, gathered, drawn, and written to a file."""
