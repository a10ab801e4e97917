"""What Tellback decides: pure functions over frozen dataclasses; no clock, disk or network."""
