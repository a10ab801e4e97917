"""What leaves Tellback as files: one module a format, all from the same tables."""
