"""How messages reach people; only ``telegram`` knows Telegram."""
