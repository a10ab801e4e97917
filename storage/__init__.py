"""What Tellback remembers: events become rows, and rows become dataclasses."""
