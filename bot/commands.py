"""The menu Telegram shows beside the text field, in each of the bot's languages."""

from __future__ import annotations

import logging

from bot.channels.base import ChannelError
from bot.channels.telegram import TelegramChannel
from bot.house import House
from conversations.catalogue import N_, Phrase
from conversations.languages import base_of

_log = logging.getLogger(__name__)

_MENU: tuple[tuple[str, Phrase], ...] = (
    ("start", N_("Begin, or go on")),
    ("back", N_("Back to the question before")),
    ("skip", N_("Skip this question")),
    ("pause", N_("Pause; come back any time")),
    ("answers", N_("My answers")),
    ("mine", N_("What happened to mine?")),
    ("change", N_("Change an answer")),
    ("mydetails", N_("What I told about myself")),
    ("ask", N_("Ask the team")),
    ("better", N_("Did it get better?")),
    ("readers", N_("Who reads what I say")),
    ("language", N_("Language")),
    ("safe", N_("Get help now")),
    ("help", N_("Help")),
    ("hours", N_("When I may write to you")),
    ("privacy", N_("Privacy")),
    ("stop", N_("Stop all messages")),
    ("delete", N_("Delete what I said, or who I am")),
)


async def announce(channel: TelegramChannel, house: House) -> None:
    """Tell Telegram the menu; a bot that cannot works all the same, so it is only logged."""
    try:
        # Telegram knows plain languages only: a menu for Easy Read it would refuse.
        plain = (tag for tag in house.bot_words if base_of(tag) == tag)
        for language in (None, *sorted(plain)):
            words = house.words(language or "en")
            await channel.set_commands(
                [(command, words.plain(text)) for command, text in _MENU], language
            )
    except ChannelError as error:
        _log.warning("The menu of commands could not be set: %s", error)
