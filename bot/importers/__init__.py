"""Forms made elsewhere, read into projects: one file a format, what they share beside them."""
