"""A year in the life of Ward 7, played through the real bot and compared with what was planted."""
