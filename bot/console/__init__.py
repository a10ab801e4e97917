"""The bot's own web pages, served by Starlette: for now the one-use link to an export."""
