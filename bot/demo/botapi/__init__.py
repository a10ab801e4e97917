"""The insides of the strict local Bot API: what Telegram keeps, checks, refuses and answers.

Wordings and behaviour were learned from Telegram's Bot API documentation (version 10.1) and from
the public telegram-bot-api server and TDLib; nothing here is their code.
"""
