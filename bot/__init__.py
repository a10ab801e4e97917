"""The shell: every door through which people, clocks and commands reach Tellback."""
