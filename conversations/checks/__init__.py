"""Checks on what a project means: one file a subject (see ``conversations.inspect``)."""
