"""Pictures of a project: what can change, what is asked, by which way, and what happens next."""
