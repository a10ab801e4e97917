"""What came of it, counted: the methods, checked against published examples, and their use."""
