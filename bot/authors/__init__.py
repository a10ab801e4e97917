"""Authors' tools: beginning a project, and drawing it."""
