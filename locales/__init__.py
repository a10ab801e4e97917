"""The bot's own words: one ordinary ``.po`` file a language, read at start."""
