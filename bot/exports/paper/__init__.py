"""A project as a form on paper: one PDF a language, to be filled in with a pen."""
