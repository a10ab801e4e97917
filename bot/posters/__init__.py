"""Posters: a link to hang on a wall or to send on, in the words of one language."""
