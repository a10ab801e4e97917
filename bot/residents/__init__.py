"""What a resident can do in chat, one file a subject."""
