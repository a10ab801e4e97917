"""What a peer lead can do in chat, one file a subject."""
