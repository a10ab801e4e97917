"""Words that always work, as a whole message, in someone's own language and in English."""

from __future__ import annotations

from bot.visit import Visit
from conversations.catalogue import N_, Phrase, Words
from conversations.text import fold
from storage.tasks import Task

#: Each command with the words for it; translators may give several, parted by commas.
RESERVED: dict[str, Phrase] = {
    "back": N_("back, go back"),
    "skip": N_("skip"),
    "pause": N_("pause, later"),
    "stop": N_("stop, unsubscribe"),
    "help": N_("help"),
    "language": N_("language"),
    "change": N_("change, change my answers"),
    "answers": N_("my answers"),
    "delete": N_("delete, delete my data"),
    "privacy": N_("privacy"),
    "more": N_("more, menu"),
    "ask": N_("ask the team"),
    "safe": N_("get help now"),
}

STALE = N_("That button is from earlier and no longer works.")


def command_for(text: str, words: Words) -> str | None:
    """Return the command a whole message stands for, or ``None``."""
    said = fold(text)
    for command, phrase in RESERVED.items():
        if said in _all_words(phrase, words):
            return command
    return None


def _all_words(phrase: Phrase, words: Words) -> frozenset[str]:
    listed = f"{phrase.msgid},{words.plain(phrase)}".replace("،", ",").split(",")
    return frozenset(fold(word) for word in listed if fold(word))


def leave_task(visit: Visit, task: Task) -> bool:
    """Leave a short dialogue with "back" or "skip"; staff's own tasks take them as they like.

    Returns whether the word is used up.
    """
    from bot.residents.talking import where_we_are
    from bot.rooms import gather

    backs = gather("BACKS")
    if task.name in backs:
        backs[task.name](visit, task)
    else:
        visit.say(visit.words.t("All right, left as it was."))
        where_we_are(visit)
    return True
