"""What a person is told when something could not be used as it came, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.catalogue import N_, Phrase, Words
from conversations.events import InputRejected, Reason

_SENTENCES: Mapping[Reason, Phrase] = {
    "unclear": N_(
        "I did not quite get that. Please tap one of the buttons below. Your words are kept."
    ),
    "still_unclear": N_(
        "I still cannot tell which of these you mean, and I need to know before we go on. "
        "Tap a button, or type its number. To leave, type: stop"
    ),
    "near": N_("Which of these do you mean? Your words are kept either way."),
    "range": N_("That number is not on the scale. Please tap one of these numbers."),
    "number": N_("I could not find one number in that. Please type just the number, like 3."),
    "whole": N_("I need a whole number here, like 3."),
    "outside": N_("That does not fit here. Please try another, or skip."),
    "date": N_("I could not read a date in that. Please type it like this: 3 May 2026"),
    "inexact": N_("Please type it more exactly, like this: 3 May 2026"),
    "too_few": N_("Please tick at least one more, then tap Done."),
    "too_many": N_(
        "That is more than fits here. Please choose fewer. To untick one, tap it again."
    ),
    "words_only": N_("Thank you, I have kept it. For this question, please tap a button or type."),
    "other_kind": N_("Thank you, that is kept with your answer."),
    "enough": N_("That is more than fits here. It is kept, but is no part of your answer."),
    "no_place": N_(
        "I do not need to know where you are here, so I have not kept that spot. "
        "Please answer the question above."
    ),
    "not_taken": N_(
        "I cannot take stickers, polls or other people's numbers. "
        "Please answer the question above another way."
    ),
    "needed": N_("I need an answer to this one before we go on. You can also stop."),
    "first": N_("This is the first question. There is nothing before it."),
    "over": N_(
        "This conversation is finished. To change an answer, tap My answers. "
        "To ask the team something, tap Ask the team."
    ),
    "late": N_(
        "This conversation is finished. What you just sent is kept. "
        "To ask the team something, tap Ask the team."
    ),
    "stopped": N_("You stopped, so we ask you nothing more. To go on, send /start."),
    "reminded": N_(
        "I have reminded you often enough, and leave you in peace. Your place is kept: write "
        "anything, any time, to go on."
    ),
    "edited": N_(
        "Your edited message is kept, but no answer has changed. To change an answer, type: change"
    ),
    "parted": N_(
        "Thank you, it is kept. That answer has changed since, so it is no part of it. "
        "To change an answer, type: change"
    ),
    "empty": N_("That came without words. Please type, or tap a button."),
}

_STALE = N_("That question is already behind us. To change an answer, type: change")


def toast(rejected: InputRejected, words: Words) -> str | None:
    """Return the short note shown over the chat when a tap came too late, else ``None``."""
    return words.say(_STALE) if rejected.reason == "stale" else None


def sentence(rejected: InputRejected, words: Words) -> str:
    """Return the message for anything else that could not be used."""
    return words.say(_SENTENCES[rejected.reason])
