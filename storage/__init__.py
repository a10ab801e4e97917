"""What Tellback remembers: events become rows, rows become dataclasses, one transaction at a time."""
