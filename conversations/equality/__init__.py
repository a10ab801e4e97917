"""The equality block: what people may say about themselves, kept apart from all else they say."""
