"""What is for the peers themselves: practice, a digest, their hours, care, and a way to rest."""
