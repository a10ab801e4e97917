"""The demo: a strict local Bot API, the people in it, and the page with their phones."""
