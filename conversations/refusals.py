"""What a person is told when something could not be used as it came, and what to do next."""

from __future__ import annotations

from conversations.catalogue import Words
from conversations.events import InputRejected


def toast(rejected: InputRejected, words: Words) -> str | None:
    """Return the short note shown over the chat when a tap came too late, else ``None``."""
    if rejected.reason == "stale":
        return words.t("That question is already behind us. To change an answer, type: change")
    return None


def sentence(rejected: InputRejected, words: Words) -> str:
    """Return the message for anything else that could not be used."""
    match rejected.reason:
        case "near":
            return words.t("Which of these do you mean? Your words are kept either way.")
        case "range":
            return words.t("That number is not on the scale. Please tap one of these numbers.")
        case "too_few":
            return words.t("Please choose at least one, then tap Done. Or skip.")
        case "too_many":
            return words.t("That is more than fits here. Untick one first, then tap Done.")
        case "words_only":
            return words.t(
                "Thank you, I have kept it. For this question, please tap a button or type."
            )
        case "needed":
            return words.t("I need an answer to this one before we go on. You can also stop.")
        case "first":
            return words.t("This is the first question. There is nothing before it.")
        case "over":
            return words.t(
                "This conversation is finished. What you just wrote is kept. "
                "To ask the team something, tap Ask the team."
            )
        case "empty":
            return words.t("That came without words. Please type, or tap a button.")
        case "stale":
            return words.t("I could not find that answer. Here is where we are.")
        case _:
            return words.t(
                "I did not quite get that. Please tap one of the buttons below. "
                "Your words are kept."
            )
