"""What an officer and the safeguarding contact can do in chat, one file a subject."""
