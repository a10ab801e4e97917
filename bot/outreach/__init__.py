"""What the bot starts by itself: prompts on their way, news of decisions, check-backs, lateness."""
