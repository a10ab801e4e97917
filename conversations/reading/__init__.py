"""From an author's files to a project: YAML with positions, known keys, one file a subject."""
